package io.github.aiotask.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bare yield allocates nothing (§4.8): counted, not timed, so no load of the machine can fail it. If it fails, look for a
 * handle, a boxed number or a capturing lambda on the way from the ready queue to the step and back.
 */
class BareYieldAllocationTest {
  private static final int STEPS_OF_A_ROUND = 50_000;
  private static final int ROUNDS = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** Yields for ever, reads the thread's counter every so many steps, and ends the run after the last round. */
  private static final class Counting implements Coroutine<Long> {
    private final RunnableLoop loop;
    private final int stepsOfARound;
    private final long[] readings = new long[ROUNDS + 1];
    private int reading;
    private int step;

    Counting(RunnableLoop loop, int stepsOfARound) {
      this.loop = loop;
      this.stepsOfARound = stepsOfARound;
    }

    @Override
    public Object send(Object sent) {
      if (step++ % stepsOfARound == 0) {
        readings[reading++] = THREADS.getCurrentThreadAllocatedBytes();
        if (reading == readings.length) {
          loop.stop();
        }
      }
      return null;
    }

    @Override
    public Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Long returned() {
      throw new IllegalStateException("it never returns");
    }

    @Override
    public void close() {}

    /** Of one round: what the JVM itself allocates while it compiles or loads a class is not in every round. */
    long fewestBytes() {
      long fewest = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        fewest = Math.min(fewest, readings[i + 1] - readings[i]);
      }
      return fewest;
    }
  }

  @ParameterizedTest(name = "{0} tasks")
  @ValueSource(ints = {1, 2, 1000})
  void bareYieldAllocatesNothing(int tasks) throws InterruptedException {
    assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this JVM does not count a thread's allocated bytes");
    List<Supplier<Coroutine<Long>>> others = new ArrayList<>(Yielding.FIVE_CLASSES);
    others.addAll(Yielding.STATE_MACHINES);
    try (RunnableLoop loop = TaskRuntime.load().newLoop()) {
      Counting counting = new Counting(loop, STEPS_OF_A_ROUND / tasks);
      loop.createTask(counting);
      for (int i = 1; i < tasks; i++) {
        loop.createTask(others.get(i % others.size()).get());
      }
      loop.runForever();
      assertEquals(0, counting.fewestBytes(), "bytes in the best of " + ROUNDS + " rounds of " + STEPS_OF_A_ROUND + " steps");
    }
  }
}
