package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What contexts cost a program that has variables: a context for each task and callback, and nothing for a step. */
class ContextBytesTest {
  private static final int ROUNDS = 20;
  private static final int STEPS = 1000;
  private static final int CONTEXT = 24; // bytes
  private static final ContextVar<String> NAME = new ContextVar<>("name");
  private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final TaskRuntime runtime = TaskRuntime.load();
  private final RunnableLoop loop = runtime.newVirtualLoop();

  /** Yields for ever, and reads its variable. */
  private static final class Yielding extends StateMachine<Void> {
    @Override
    protected Object resume(Object sent, Throwable error) {
      assertEquals("value", NAME.get());
      return null;
    }
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Fewest of several rounds: what the JVM itself allocates is not in every one. */
  private static long fewest(Runnable round) {
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = allocated();
      round.run();
      fewest = Math.min(fewest, allocated() - before);
    }
    return fewest;
  }

  @Test
  void aStepInAContextAllocatesNothing() throws Exception {
    assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this JVM does not count a thread's allocated bytes");
    new Context().run(
        () -> {
          NAME.set("value");
          Task<Void> task = loop.createTask(new Yielding());
          long bytes =
              fewest(
                  () -> {
                    for (int i = 0; i < STEPS; i++) {
                      runOnce(task);
                    }
                  });
          assertEquals(0, bytes, "in " + STEPS + " steps");
          assertTrue(task.context() instanceof Context);
        });
  }

  private void runOnce(Task<?> task) {
    assertFalse(task.isDone(), "or the loop would wait for ever");
    try {
      loop.runOnce();
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
  }

  @Test
  void aCopyIsOneSmallObject() throws Exception {
    assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this JVM does not count a thread's allocated bytes");
    new Context().run(
        () -> {
          for (int i = 0; i < 100; i++) {
            new ContextVar<Integer>("variable " + i).set(i);
          }
          long bytes = fewest(Context::copyContext);
          assertTrue(bytes <= CONTEXT, () -> bytes + " bytes");
        });
  }
}
