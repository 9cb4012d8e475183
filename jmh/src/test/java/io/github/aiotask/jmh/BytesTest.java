package io.github.aiotask.jmh;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gate: what an operation may allocate, counted by the JVM for this thread, so that no load of the machine can fail it. 0 is
 * exactly none (§4.8, §5.2). If it fails, a field or an object has come to a future, a task or what is linked to it: see whether
 * it is worth its bytes.
 */
class BytesTest {
  private static final int ROUNDS = 20;
  private static final long PULLED_RUN = 80; // bytes, for all of its steps
  private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @ParameterizedTest(name = "{0}: at most {1} bytes")
  @CsvSource({
    "yield-1, 0",
    "yield-10, 0",
    "yield-1000, 0",
    "yield-1000-five, 0",
    "yield-1000-machines, 0",
    "yield-1-pulled, 0",
    "yield-1000-pulled, 1", // the run, in each iteration
    "done-future, 0",
    "round-trip-10, 32", // the future
    "round-trip-10-pulled, 32",
    "round-trip-machines, 32",
    "create-finish, 64", // the task, and 16 for the coroutine
    "eager-start, 64",
    "call-soon, 32", // the handle
    "gather-10000, 142", // for each child: its task, coroutine, handle, and places in lists and a map
    "call-soon-threadsafe, 33", // and an iterator for each batch
    "timer-fire, 56",
    "cancel-chain-10, 144",
    "create-cancel, 208", // task, coroutine, future, error, and what the registry has of a task that waits
    "create-cancel-among-1000, 216", // and a place in a ring that is remade
  })
  void bytesForEachOperation(String name, int bound) throws Exception {
    assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this JVM does not count a thread's allocated bytes");
    Variant variant = Variants.create(name);
    long fewest = Long.MAX_VALUE; // in one round: what the JVM itself allocates is not in every one
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      sum += variant.run();
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    long allowed = (long) bound * variant.operations() + (name.endsWith("-pulled") ? PULLED_RUN : 0);
    long found = fewest;
    assertTrue(found <= allowed, () -> found + " bytes for " + variant.operations() + " operations, " + allowed + " allowed");
    assertTrue(sum > 0, "no work was done");
  }
}
