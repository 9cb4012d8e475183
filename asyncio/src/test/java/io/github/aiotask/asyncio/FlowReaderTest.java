package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What others publish, read in tasks. */
class FlowReaderTest {
  private static final int ROUNDS = 200;
  private static final int MANY = 5_000;

  private final Env env = new Env(PythonVersion.PYTHON_3_14);
  private final Source source = new Source();
  private final List<Object> log = new ArrayList<>();

  /** A publisher that is signalled by hand, and notes what it is asked. */
  private static final class Source implements Flow.Publisher<Integer>, Flow.Subscription {
    final List<Object> asked = new ArrayList<>();
    Flow.Subscriber<? super Integer> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> given) {
      subscriber = given;
      given.onSubscribe(this);
    }

    @Override
    public void request(long n) {
      asked.add(n);
    }

    @Override
    public void cancel() {
      asked.add("cancel");
    }

    void publish(int... items) {
      for (int item : items) {
        subscriber.onNext(item);
      }
    }
  }

  private FlowReader<Integer> subscribe(int prefetch) {
    FlowReader<Integer> reader = env.asyncio.subscribe(source, prefetch);
    env.spin();
    return reader;
  }

  private Task<Void> readAll(FlowReader<Integer> reader) {
    return env.task(coroutine(() -> reader.forEach(log::add)));
  }

  @Test
  void itemsComeInOrderAndThenTheEnd() throws Exception {
    FlowReader<Integer> reader = subscribe(8);
    Task<Void> task = readAll(reader);
    env.spin();
    source.publish(1, 2);
    env.spin();
    assertEquals(List.of(1, 2), log);
    source.publish(3);
    source.subscriber.onComplete();
    env.spin();
    assertEquals(List.of(1, 2, 3), log);
    assertNull(task.result());
    assertEquals(List.of(8L), source.asked); // to cancel what has ended is of no use, and of no harm
  }

  @Test
  void theErrorIsTheSameObjectAfterTheItems() {
    FlowReader<Integer> reader = subscribe(8);
    PyError error = new PyError("ValueError", "v");
    source.publish(1);
    source.subscriber.onError(error);
    Task<Void> task = readAll(reader);
    env.spin();
    assertEquals(List.of(1), log);
    assertSame(error, task.exception());
  }

  @Test
  void itAsksForMoreWhenHalfIsRead() {
    FlowReader<Integer> reader = subscribe(4);
    assertEquals(List.of(4L), source.asked);
    source.publish(1, 2, 3, 4);
    env.spin();
    assertEquals(List.of(4L), source.asked);
    env.drive(() -> log.add(await(reader.next())));
    assertEquals(List.of(4L), source.asked);
    env.drive(() -> log.add(await(reader.next())));
    assertEquals(List.of(4L, 2L), source.asked);
    assertEquals(List.of(1, 2), log);
  }

  @Test
  void oneAtATimeIsPossible() {
    FlowReader<Integer> reader = subscribe(1);
    readAll(reader);
    for (int i = 0; i < 3; i++) {
      source.publish(i);
      env.spin();
    }
    assertEquals(List.of(1L, 1L, 1L, 1L), source.asked);
    assertEquals(List.of(0, 1, 2), log);
  }

  @Test
  void cancelAnswersWhatWasNotRead() {
    FlowReader<Integer> reader = subscribe(8);
    source.publish(1, 2, 3);
    env.drive(() -> log.add(await(reader.next())));
    assertEquals(List.of(2, 3), reader.cancel());
    assertEquals(List.of(8L, "cancel"), source.asked);
    source.publish(4);
    assertEquals(List.of(), reader.cancel());
    env.drive(() -> log.add(await(reader.next()) == null));
    assertEquals(List.of(1, true), log);
    assertEquals(List.of(8L, "cancel"), source.asked);
  }

  @Test
  void toLeaveItCancelsTheSubscription() {
    FlowReader<Integer> reader = subscribe(8);
    PyError error = new PyError("ValueError", "v");
    Task<Void> failing =
        env.task(
            coroutine(
                () ->
                    reader.forEach(
                        item -> {
                          throw error;
                        })));
    source.publish(1);
    env.spin();
    assertSame(error, failing.exception());
    assertEquals(List.of(8L, "cancel"), source.asked);
  }

  @Test
  void aCancelOfTheTaskDoesSoToo() {
    Task<Void> task = readAll(subscribe(8));
    env.spin();
    task.cancel();
    env.spin();
    assertTrue(task.isCancelled());
    assertEquals(List.of(8L, "cancel"), source.asked);
  }

  /** Nothing is lost to a time that is over. */
  @Test
  void aCancelledNextTakesNothing() {
    FlowReader<Integer> reader = subscribe(8);
    env.drive(
        () -> {
          assertThrows(TimeoutException.class, () -> await(env.asyncio.waitFor(reader.next(), Duration.ofMillis(1))));
          Task<Integer> next = env.asyncio.createTask(reader.next());
          await(env.asyncio.sleep(Duration.ZERO));
          source.publish(1);
          next.cancel(); // both in one iteration
          await(env.asyncio.sleep(Duration.ZERO));
          assertTrue(next.isCancelled());
          log.add(await(reader.next()));
        });
    assertEquals(List.of(1), log);
  }

  @Test
  void closeEndsANextThatWaits() {
    FlowReader<Integer> reader = subscribe(8);
    Task<Integer> next = env.task(reader.next());
    env.spin();
    reader.close();
    env.spin();
    assertNull(Futures.resultOf(next));
  }

  @Test
  void onlyOneReadsAtATime() {
    FlowReader<Integer> reader = subscribe(8);
    Task<Integer> first = env.task(reader.next());
    Task<Integer> second = env.task(reader.next());
    env.spin();
    assertTrue(second.exception().getMessage().startsWith("next() is awaited by another task"));
    source.publish(1);
    env.spin();
    assertEquals(1, Futures.resultOf(first));
  }

  @Test
  void aSecondSubscriptionIsCancelled() {
    subscribe(8);
    Source second = new Source();
    source.subscriber.onSubscribe(second);
    env.spin();
    assertEquals(List.of("cancel"), second.asked);
    assertEquals(List.of(8L), source.asked);
  }

  @Test
  void aClosedLoopCancelsTheSubscription() {
    subscribe(8);
    env.loop.close();
    assertEquals(List.of(8L, "cancel"), source.asked);
    source.publish(1);
    source.subscriber.onComplete();
    Source late = new Source();
    env.asyncio.subscribe(late, 8);
    assertEquals(List.of("cancel"), late.asked);
  }

  @Test
  void aPublisherThatThrowsIsNotWaitedFor() {
    RuntimeException error = new RuntimeException("e");
    Flow.Publisher<Integer> broken =
        subscriber -> {
          throw error;
        };
    assertSame(error, assertThrows(RuntimeException.class, () -> env.asyncio.subscribe(broken, 8)));
  }

  @Test
  void badArgumentsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.subscribe(source, 0));
    assertEquals(
        "subscribe(publisher, prefetch): the publisher is null",
        assertThrows(NullPointerException.class, () -> env.asyncio.subscribe(null, 1)).getMessage());
  }

  /** Java's own publisher, in threads of its own, which waits for who reads slowly. */
  @Test
  void manyItemsOfOtherThreads() throws Exception {
    try (Spinning spinning = new Spinning()) {
      CompletableFuture<Void> all;
      try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
        FlowReader<Integer> reader = spinning.asyncio.subscribe(publisher, 16);
        all = spinning.asyncio.runCoroutineThreadsafe(coroutine(() -> reader.forEach(log::add)));
        for (int i = 0; i < MANY; i++) {
          publisher.submit(i);
        }
      }
      all.get();
      assertEquals(IntStream.range(0, MANY).boxed().toList(), log);
    }
  }

  /** Every item is read, or is answered by the cancel, or was not accepted any more: none of the first is missing. */
  @Test
  void itemsAndACancelRace() throws Exception {
    try (Spinning spinning = new Spinning()) {
      for (int i = 0; i < ROUNDS; i++) {
        List<Integer> got = new ArrayList<>();
        try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 256)) {
          FlowReader<Integer> reader = spinning.asyncio.subscribe(publisher, 8);
          CompletableFuture<List<Integer>> all =
              spinning.asyncio.runCoroutineThreadsafe(
                  coroutine(
                      () -> {
                        got.add(await(reader.next()));
                        got.add(await(reader.next()));
                        return reader.cancel();
                      }));
          for (int item = 0; item < 20; item++) {
            publisher.offer(item, null);
          }
          got.addAll(all.get());
          assertFalse(publisher.hasSubscribers());
        }
        for (int item = 0; item < got.size(); item++) {
          assertEquals(item, got.get(item));
        }
      }
    }
  }
}
