package io.github.aiotask.examples.service.backend;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Answers after a random time, and fails now and then. Called in the backend's thread alone. */
public final class RandomBehaviour implements Behaviour {
  private final String name;
  private final Duration longest;
  private final double failures;
  private final Random random;

  /**
   * A behaviour.
   *
   * @param name in each answer
   * @param longest delays are spread evenly between zero and this
   * @param failures the part of calls that are answered by 500, from 0 to 1
   * @param seed the same one gives the same sequence
   */
  public RandomBehaviour(String name, Duration longest, double failures, long seed) {
    this.name = name;
    this.longest = longest;
    this.failures = failures;
    this.random = new Random(seed);
  }

  @Override
  public CompletableFuture<Answer> begin(String path, ScheduledExecutorService timers) {
    long delay = (long) (random.nextDouble() * longest.toNanos());
    Answer answer = random.nextDouble() < failures ? new Answer(500, "failed") : new Answer(200, name + " of " + path.substring(1));
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    Future<?> timer = timers.schedule(() -> answered.complete(answer), delay, TimeUnit.NANOSECONDS);
    answered.whenComplete((done, error) -> timer.cancel(false)); // its client may have gone
    return answered;
  }
}
