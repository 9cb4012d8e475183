package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.LoopError;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What tasks publish. */
class PublisherTest {
  private static final int ROUNDS = 300;

  private final Env env = new Env(PythonVersion.PYTHON_3_14);
  private final List<Object> log = new ArrayList<>();
  private final Sink sink = new Sink(log);
  private final AtomicReference<Emitter<String>> escaped = new AtomicReference<>();

  /** Asks by hand, and notes what it is told. */
  private static final class Sink implements Flow.Subscriber<Object> {
    private final List<Object> log;
    volatile Subscription subscription;
    Throwable error;
    Consumer<Object> onItem = item -> {};
    Consumer<Subscription> onStart = given -> {};

    Sink(List<Object> log) {
      this.log = log;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      onStart.accept(given);
    }

    @Override
    public void onNext(Object item) {
      log.add(item);
      onItem.accept(item);
    }

    @Override
    public void onError(Throwable given) {
      error = given;
      log.add("error");
    }

    @Override
    public void onComplete() {
      log.add("complete");
    }
  }

  private Publisher<String> words(String... words) {
    return env.asyncio.publisher(
        emitter -> {
          escaped.set(emitter);
          try {
            for (String word : words) {
              await(emitter.emit(word));
            }
          } finally {
            log.add("end");
          }
        });
  }

  private void request(long n) {
    sink.subscription.request(n);
    env.spin();
  }

  @Test
  void eachItemWaitsForDemand() {
    words("a", "b", "c", "d").subscribe(sink);
    env.spin();
    assertEquals(List.of(), log);
    request(1);
    assertEquals(List.of("a"), log);
    request(2);
    assertEquals(List.of("a", "b", "c"), log);
    request(Long.MAX_VALUE);
    assertEquals(List.of("a", "b", "c", "d", "end", "complete"), log);
  }

  @Test
  void eachSubscriberHasATaskOfItsOwn() {
    Publisher<String> words = words("a");
    words.subscribe(sink);
    List<Object> others = new ArrayList<>();
    Sink other = new Sink(others);
    other.onStart = given -> given.request(1);
    words.subscribe(other);
    env.spin();
    assertEquals(List.of("a", "complete"), others);
    request(1);
    assertEquals(List.of("end", "a", "end", "complete"), log);
  }

  @Test
  void theErrorIsTheSameObject() {
    PyError error = new PyError("ValueError", "v");
    Publisher<String> failing =
        env.asyncio.publisher(
            emitter -> {
              await(emitter.emit("a"));
              throw error;
            });
    failing.subscribe(sink);
    env.spin();
    request(5);
    assertEquals(List.of("a", "error"), log);
    assertSame(error, sink.error);
  }

  @Test
  void aCancelCancelsTheTask() {
    words("a", "b").subscribe(sink);
    env.spin();
    request(1);
    sink.subscription.cancel();
    env.spin();
    assertEquals(List.of("a", "end"), log);
    assertEquals(List.of(), env.asyncio.allTasks());
    request(5);
    sink.subscription.cancel();
    env.spin();
    assertEquals(List.of("a", "end"), log);
  }

  @Test
  void aCancelInsideOfASignalIsHeardAtOnce() {
    sink.onStart = given -> given.request(5);
    sink.onItem = item -> sink.subscription.cancel();
    words("a", "b").subscribe(sink);
    env.spin();
    assertEquals(List.of("a", "end"), log);

    log.clear();
    sink.onStart = Subscription::cancel;
    words("a").subscribe(sink);
    env.spin();
    assertEquals(List.of(), log); // it does not even begin
  }

  @Test
  void whatTheBodyThrowsAfterACancelIsReported() {
    List<LoopError> reports = new ArrayList<>();
    env.loop.setExceptionHandler(reports::add);
    PyError error = new PyError("ValueError", "v");
    Publisher<String> failing =
        env.asyncio.publisher(
            emitter -> {
              try {
                await(emitter.emit("a"));
              } finally {
                throwIt(error);
              }
            });
    failing.subscribe(sink);
    env.spin();
    sink.subscription.cancel();
    env.spin();
    assertEquals(List.of(), log);
    assertSame(error, reports.get(0).exception());
    assertEquals(1, reports.size());
  }

  private static void throwIt(Exception error) throws Exception {
    throw error;
  }

  @Test
  void aTaskThatIsCancelledOtherwiseIsAnError() {
    AtomicReference<Task<?>> task = new AtomicReference<>();
    Publisher<String> publisher =
        env.asyncio.publisher(
            emitter -> {
              task.set(env.asyncio.currentTask());
              await(emitter.emit("a"));
            });
    publisher.subscribe(sink);
    env.spin();
    task.get().cancel("why");
    env.spin();
    assertEquals(List.of("error"), log);
    assertEquals("why", ((CancelledError) sink.error).message());
  }

  /** §3.9 of Reactive Streams. */
  @Test
  void toAskForNothingIsAnError() {
    words("a").subscribe(sink);
    env.spin();
    request(0);
    assertEquals(List.of("error", "end"), log);
    assertTrue(sink.error instanceof IllegalArgumentException);
    request(-1);
    assertEquals(List.of("error", "end"), log);
  }

  /** Against the rules of a subscriber. */
  @Test
  void aSubscriberThatThrowsGetsNothingMore() {
    List<LoopError> reports = new ArrayList<>();
    env.loop.setExceptionHandler(reports::add);
    RuntimeException error = new RuntimeException("e");
    sink.onItem =
        item -> {
          throw error;
        };
    words("a", "b").subscribe(sink);
    env.spin();
    request(5);
    assertEquals(List.of("a", "end"), log);
    assertSame(error, reports.get(0).exception());
    assertEquals(1, reports.size());

    sink.onStart =
        given -> {
          throw error;
        };
    words("c").subscribe(sink);
    env.spin();
    assertEquals(List.of("a", "end"), log);
    assertSame(error, reports.get(1).exception());
  }

  /** Who waits longest is first; a cancelled emit takes no demand. */
  @Test
  void tasksMayShareTheEmitter() {
    Publisher<String> publisher =
        env.asyncio.publisher(
            emitter ->
                env.asyncio.taskGroup(
                    group -> {
                      group.createTask(emitter.emit("a"));
                      Task<?> never = group.createTask(emitter.emit("never"));
                      group.createTask(emitter.emit("b"));
                      await(env.asyncio.sleep(Duration.ZERO));
                      env.loop.callSoon(never::cancel);
                    }));
    publisher.subscribe(sink);
    env.spin();
    request(1);
    assertEquals(List.of("a"), log);
    request(1);
    assertEquals(List.of("a", "b", "complete"), log);
  }

  /** The demand that has woken it is the next one's. */
  @Test
  void anEmitThatIsCancelledWhenItIsWokenPassesOn() {
    AtomicReference<Task<?>> first = new AtomicReference<>();
    Publisher<String> publisher =
        env.asyncio.publisher(
            emitter ->
                env.asyncio.taskGroup(
                    group -> {
                      first.set(group.createTask(emitter.emit("never")));
                      group.createTask(emitter.emit("b"));
                    }));
    publisher.subscribe(sink);
    env.spin();
    env.loop.callSoon(
        () -> {
          sink.subscription.request(1);
          first.get().cancel();
        });
    env.spin();
    assertEquals(List.of("b", "complete"), log);
  }

  @Test
  void anEmitAfterTheEndIsRefused() {
    words().subscribe(sink);
    env.spin();
    Task<Void> late = env.drive(() -> { await(escaped.get().emit("late")); });
    assertTrue(late.exception().getMessage().startsWith("emit(item): the body of this publisher has ended"));
  }

  @Test
  void aBodyThatSwallowsTheCancelCannotEmit() {
    Publisher<String> publisher =
        env.asyncio.publisher(
            emitter -> {
              for (int i = 0; i < 2; i++) {
                try {
                  await(emitter.emit("a"));
                } catch (CancelledError swallowed) {
                  log.add("swallowed");
                }
              }
            });
    publisher.subscribe(sink);
    env.spin();
    sink.subscription.cancel();
    env.spin();
    assertEquals(List.of("swallowed", "swallowed"), log);
  }

  /** §10.65 */
  @Test
  void aClosedLoopIsAnError() {
    words("a").subscribe(sink);
    env.spin();
    Publisher<String> words = words("b");
    List<Object> others = new ArrayList<>();
    Sink other = new Sink(others); // has not begun
    words.subscribe(other);
    env.loop.close();
    assertEquals(List.of("error"), log);
    assertTrue(sink.error.getMessage().contains("was closed before"));
    assertEquals(List.of("error"), others);
    Sink late = new Sink(new ArrayList<>());
    words.subscribe(late);
    assertTrue(late.error.getMessage().contains("is closed"));
    late.subscription.request(1);
    late.subscription.cancel();
  }

  @Test
  void nullIsRefused() {
    assertEquals(
        "publisher(body): it is null",
        assertThrows(NullPointerException.class, () -> env.asyncio.publisher(null)).getMessage());
    assertThrows(NullPointerException.class, () -> words().subscribe(null));
    words().subscribe(sink);
    env.spin();
    assertThrows(NullPointerException.class, () -> escaped.get().emit(null));
  }

  /** One signal comes after the other, whatever threads ask, and after the cancel nothing does for long. */
  @Test
  void requestsAndACancelRace() throws Exception {
    try (Spinning spinning = new Spinning()) {
      for (int i = 0; i < ROUNDS; i++) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>(); // else the cancel keeps it from that
        Publisher<Integer> endless =
            spinning.asyncio.publisher(
                emitter -> {
                  begun.complete(null);
                  try {
                    for (int item = 0; ; item++) {
                      await(emitter.emit(item));
                    }
                  } finally {
                    ended.complete(null);
                  }
                });
        List<Object> got = new ArrayList<>();
        Sink one = new Sink(got);
        endless.subscribe(one);
        begun.get();
        Subscription subscription = one.subscription;
        Thread asks = new Thread(() -> subscription.request(50));
        asks.start();
        subscription.request(50);
        subscription.cancel();
        asks.join();
        ended.get();
        for (int item = 0; item < got.size(); item++) {
          assertEquals(item, got.get(item));
        }
        assertTrue(got.size() <= 100);
      }
    }
  }

  /** It never suspends, so that no cancel of its task could arrive. */
  @Test
  void anEndlessBodyHearsACancelOfAnotherThread() throws Exception {
    try (Spinning spinning = new Spinning()) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      CompletableFuture<Void> begun = new CompletableFuture<>();
      Publisher<Integer> endless =
          spinning.asyncio.publisher(
              emitter -> {
                try {
                  while (true) {
                    await(emitter.emit(1));
                  }
                } finally {
                  ended.complete(null);
                }
              });
      sink.onStart = given -> given.request(Long.MAX_VALUE);
      sink.onItem = item -> begun.complete(null);
      endless.subscribe(sink);
      begun.get();
      sink.subscription.cancel();
      ended.get();
    }
  }

  /** Both bridges in one. */
  @Test
  void aReaderReadsWhatATaskPublishes() throws Exception {
    Asyncio.run(
        asyncio -> {
          Publisher<Integer> squares =
              asyncio.publisher(
                  emitter -> {
                    for (int i = 0; i < 10; i++) {
                      await(emitter.emit(i * i));
                    }
                  });
          asyncio.subscribe(squares, 3).forEach(log::add);
          FlowReader<Integer> reader = asyncio.subscribe(squares, 3);
          assertEquals(0, await(reader.next()));
          reader.close();
          assertNull(await(reader.next()));
        });
    assertEquals(List.of(0, 1, 4, 9, 16, 25, 36, 49, 64, 81), log);
  }
}
