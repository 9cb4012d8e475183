package io.github.aiotask.jmh.soak;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Everything at once for long: steps, tasks, cancels, limits, gathers, groups, queues, locks, and two threads that call in. Says now and
 * then what there was and how much memory is in use after a collection; fails if anything came out wrong, or is left over.
 *
 * <pre>{@code
 * java -cp jmh/target/benchmarks.jar io.github.aiotask.jmh.soak.Soak [STEPS TASKS SEED; 1000000000 100000000 1]
 * }</pre>
 */
public final class Soak {
  private static final int CALLERS = 2;
  private static final int LOOKS = 20;
  private static final double MEGA = 1e6;

  private final Bulk bulk;
  private final Scenes scenes;
  private final Asyncio asyncio;
  private final long steps;

  private Soak(Asyncio asyncio, long steps, long tasks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.asyncio = asyncio;
    this.steps = steps;
    this.bulk = new Bulk(asyncio, random, steps, tasks);
    this.scenes = new Scenes(asyncio, random.split(), () -> !bulk.isDone());
  }

  /**
   * Runs it.
   *
   * @param arguments how many steps and tasks at least, and a seed
   */
  public static void main(String[] arguments) throws Exception {
    long steps = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000_000L;
    long tasks = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000_000L;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    try (Runner runner = new Runner()) {
      Soak soak = new Soak(runner.asyncio(), steps, tasks, seed);
      runner.run(coroutine(soak::run));
    }
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Caller caller = new Caller("caller-" + i);
      caller.start();
      callers.add(caller);
    }
    bulk.start();
    List<Task<?>> running = scenes.start();
    long next = 0;
    while (!bulk.isDone()) {
      await(asyncio.sleep(Duration.ofMillis(1)));
      if (bulk.steps >= next) {
        look();
        next += steps / LOOKS;
      }
    }
    for (Task<?> scene : running) {
      await(scene);
    }
    long answers = 0;
    for (Caller caller : callers) {
      caller.ends = true;
      await(asyncio.toThread(() -> caller.join()));
      answers += caller.answers();
    }
    look();
    int left = asyncio.allTasks().size() - 1;
    System.out.printf(
        Locale.ROOT,
        "%,d steps, %,d tasks, %,d cancels seen, %,d calls from %d threads, %s, %.0f s%n",
        bulk.steps,
        bulk.tasks,
        bulk.cancels,
        answers,
        CALLERS,
        scenes.rounds,
        (System.nanoTime() - start) / 1e9);
    if (left != 0) {
      throw new AssertionError("left over: " + asyncio.allTasks());
    }
  }

  private void look() {
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    double used = (jvm.totalMemory() - jvm.freeMemory()) / MEGA;
    System.out.printf(Locale.ROOT, "%,15d steps %,13d tasks %8.2f MB%n", bulk.steps, bulk.tasks, used);
  }

  /** Another thread, which has the loop run something and waits for it, again and again. */
  private final class Caller extends Thread {
    private volatile boolean ends;
    private volatile long answers;
    private volatile @Nullable Exception failure;

    Caller(String name) {
      super(name);
    }

    @Override
    public void run() {
      Callable<Long> call = () -> await(asyncio.sleep(Duration.ZERO, answers));
      try {
        while (!ends) {
          long answer = asyncio.runCoroutineThreadsafe(coroutine(call)).get();
          if (answer != answers) {
            throw new IllegalStateException("the answer is another call's: " + answer);
          }
          answers++;
        }
      } catch (ExecutionException | InterruptedException | RuntimeException error) {
        failure = error;
      }
    }

    long answers() throws Exception {
      if (failure != null) {
        throw failure;
      }
      return answers;
    }
  }
}
