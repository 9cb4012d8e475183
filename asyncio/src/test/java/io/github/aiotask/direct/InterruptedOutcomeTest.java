package io.github.aiotask.direct;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An InterruptedException that is the outcome of what direct style awaits is no interrupt (§8.28). */
class InterruptedOutcomeTest {
  private final InterruptedException outcome = new InterruptedException("of a worker, whose pool was shut down");

  @AfterEach
  void nothingIsLeft() {
    assertFalse(Thread.interrupted());
  }

  /** A future of another make that is done. */
  private record Failed(EventLoop loop, InterruptedException error) implements FutureLike<Object> {
    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public boolean isBlocking() {
      return false;
    }

    @Override
    public void setBlocking(boolean blocking) {}

    @Override
    public void addWaiter(Task<?> task) {}

    @Override
    public boolean cancel(Object message) {
      return false;
    }

    @Override
    public Object result() throws InterruptedException {
      throw error;
    }
  }

  private void assertOutcome(FutureLike<?> awaited) {
    assertSame(outcome, assertThrows(InterruptedException.class, () -> await(awaited)));
  }

  @Test
  void theErrorOfAFutureThatWasDone() throws Exception {
    Asyncio.run(
        asyncio -> {
          Future<Object> future = asyncio.createFuture();
          future.setException(outcome);
          assertOutcome(future);
          assertOutcome(new Failed(asyncio.loop(), outcome));
          assertOutcome(asyncio.createTask(coroutine(() -> await(future))));
        });
  }

  @Test
  void theErrorOfAWorker() throws Exception {
    List<Object> log = new ArrayList<>();
    Executor here = Runnable::run;
    Asyncio.run(
        asyncio -> {
          Future<Object> work =
              asyncio.runInExecutor(
                  task -> new Thread(task).start(),
                  () -> {
                    throw outcome;
                  });
          assertOutcome(work);
          await(asyncio.gatherOutcomes(List.of(asyncio.createTask(coroutine(() -> await(work))))));
          await(asyncio.sleep(Duration.ofMillis(1)));
          assertEquals("here", await(asyncio.runInExecutor(here, () -> "here")));
          log.add("main is through");
        });
    assertEquals(List.of("main is through"), log);
  }

  /** What is an interrupt stays one. */
  @Test
  void anInterruptThatAWorkerInThisThreadSwallowsIsKept() {
    TaskRuntime runtime = TaskRuntime.load();
    Asyncio.on(runtime, runtime.newVirtualLoop())
        .runInExecutor(
            Runnable::run,
            () -> {
              throw new InterruptedException();
            });
    assertTrue(Thread.interrupted());
  }
}
