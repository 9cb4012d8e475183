package io.github.aiotask.properties.plain;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ExceptionGroup;
import io.github.aiotask.asyncio.Held;
import io.github.aiotask.asyncio.Lock;
import io.github.aiotask.asyncio.Queue;
import io.github.aiotask.asyncio.ReturnWhen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** asyncio's functions work with any implementation: on the plain one they do, iteration by iteration, what they do on ours. */
class FunctionsOnPlainTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theFunctionsDoTheSameOnBoth() throws Exception {
    List<String> plain = new Program(new PlainRuntimeProvider().newRuntime(Options.DEFAULT)).run();

    assertEquals(new Program(TaskRuntime.load()).run(), plain);
    assertTrue(plain.contains("main finished"), plain::toString);
  }

  private static final class Program {
    private final RunnableLoop loop;
    private final Asyncio asyncio;
    private final List<String> log = new ArrayList<>();
    private int iteration;

    Program(TaskRuntime runtime) {
      loop = runtime.newVirtualLoop();
      asyncio = Asyncio.on(runtime, loop);
    }

    private void log(Object what) {
      log.add(iteration + ":" + what);
    }

    List<String> run() throws Exception {
      Task<Void> main = asyncio.createTask(coroutine(this::main));
      while (loop.readyCount() > 0 || loop.nextDeadline() < Long.MAX_VALUE) {
        iteration++;
        loop.runOnce();
      }
      log.add("main " + (main.isDone() && main.exception() == null ? "finished" : "did not finish"));
      return log;
    }

    private Coroutine<String> named(String name, int times) {
      return coroutine(
          () -> {
            for (int i = 0; i < times; i++) {
              await(asyncio.sleep(Duration.ZERO));
            }
            log(name);
            return name;
          });
    }

    private void main() throws Exception {
      log(await(asyncio.gather(named("a", 2), named("b", 1))));
      Future<String> shield = asyncio.shield(named("c", 3));
      shield.cancel();
      List<Task<String>> tasks = List.of(asyncio.createTask(named("d", 2)), asyncio.createTask(named("e", 4)));
      log(await(asyncio.wait(tasks, SECOND, ReturnWhen.FIRST_COMPLETED)).done().size());
      try {
        await(asyncio.waitFor(asyncio.createFuture(), SECOND));
      } catch (TimeoutException error) {
        log("timeout " + loop.time());
      }
      group();
      queue();
      for (Coroutine<String> next : asyncio.asCompleted(List.of(named("f", 3), named("g", 1)))) {
        log(await(next));
      }
    }

    private void group() throws Exception {
      try {
        asyncio.taskGroup(
            group -> {
              group.createTask(coroutine(() -> { await(asyncio.createFuture()); }));
              group.createTask(
                  coroutine(
                      () -> {
                        throw new IllegalStateException("child");
                      }));
            });
      } catch (ExceptionGroup error) {
        log(error.exceptions().get(0).getMessage());
      }
    }

    private void queue() throws Exception {
      Queue<Integer> queue = asyncio.queue(1);
      Lock lock = asyncio.lock();
      Task<Void> producer =
          asyncio.createTask(
              coroutine(
                  () -> {
                    for (int i = 0; i < 3; i++) {
                      await(queue.put(i));
                    }
                    queue.shutdown();
                  }));
      for (int i = 0; i < 3; i++) {
        Held held = await(lock.hold());
        log(await(queue.get()));
        held.close();
      }
      await(producer);
    }
  }
}
