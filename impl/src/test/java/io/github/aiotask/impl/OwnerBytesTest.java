package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.aiotask.Coroutine;
import io.github.aiotask.TaskRuntime;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What an owner costs: nothing for who gives none, nothing at a future, a word at a task. Counted by the JVM for this thread. */
class OwnerBytesTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final int COUNT = 1000;

  private final TaskRuntime runtime = TaskRuntime.load();
  private final LoopState loop = (LoopState) runtime.newVirtualLoop();
  private final Coroutine<Object> coroutine = Script.yielding(1);
  private final Object[] kept = new Object[COUNT];

  private long bytesOf(IntFunction<Object> create) {
    assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this JVM does not count a thread's allocated bytes");
    long fewest = Long.MAX_VALUE; // in one round: what the JVM itself allocates is not in every one
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < COUNT; i++) {
        kept[i] = create.apply(i);
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest / COUNT;
  }

  @Test
  void anOwnerFitsIntoAFuture() {
    assertEquals(32, bytesOf(i -> runtime.createFuture(loop.loop())));
    assertEquals(32, bytesOf(i -> runtime.createFuture(loop.loop(), this)));
  }

  @Test
  void aTaskWithoutOneStaysAsItIs() {
    assertEquals(48, bytesOf(i -> new CoroutineTask<>(loop, coroutine, null, i)));
    assertEquals(56, bytesOf(i -> OwnedTask.create(loop, coroutine, null, i, this)));
  }
}
