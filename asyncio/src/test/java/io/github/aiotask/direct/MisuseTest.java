package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each mistake is an error at its place that names the remedy, and no hang. */
class MisuseTest {
  private final RunnableLoop loop = TaskRuntime.load().newVirtualLoop();
  private final List<String> log = new ArrayList<>();

  private static void assertRefuses(String words, Executable body) {
    String message = assertThrows(IllegalStateException.class, body).getMessage();
    assertTrue(message.contains(words), message);
  }

  private static Object send(Coroutine<?> coroutine, Object value) {
    try {
      return coroutine.send(value);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  @Test
  void outsideOfACoroutineThereIsNoAwait() {
    Future<Object> done = loop.createFuture();
    done.setResult(1);
    assertRefuses("no coroutine in direct style runs", () -> Direct.await(done));
    assertRefuses("no coroutine in direct style runs", () -> Direct.await(loop.createFuture()));
    assertRefuses("no coroutine in direct style runs", Direct::yieldNow);
    assertThrows(NullPointerException.class, () -> Direct.await((Future<?>) null));
    assertThrows(NullPointerException.class, () -> Direct.coroutine((Direct.Action) null));
  }

  @OnEachCarrier
  void afterAStepThereIsNoCoroutineInTheLoopsThread(Carrier carrier) throws Throwable {
    Direct.coroutine(carrier, Direct::yieldNow).send(null);
    assertRefuses("no coroutine in direct style runs", Direct::yieldNow);
    Coroutine<Void> failing =
        Direct.coroutine(
            carrier,
            () -> {
              throw new IOException();
            });
    assertThrows(IOException.class, () -> failing.send(null));
    assertRefuses("no coroutine in direct style runs", Direct::yieldNow);
  }

  @OnEachCarrier
  void anotherThreadCannotAwait(Carrier carrier) throws Throwable {
    Future<Object> future = loop.createFuture();
    Coroutine<Void> coroutine =
        Direct.coroutine(
            carrier,
            () -> {
              ExecutionException error =
                  assertThrows(
                      ExecutionException.class,
                      () ->
                          CompletableFuture.runAsync(
                                  () -> {
                                    try {
                                      Direct.await(future);
                                    } catch (Exception e) {
                                      throw Thrown.as(e);
                                    }
                                  })
                              .get());
              assertRefuses(
                  "no coroutine in direct style runs",
                  () -> {
                    throw error.getCause();
                  });
            });
    assertSame(Coroutine.RETURNED, coroutine.send(null));
  }

  @OnEachCarrier
  void aCoroutineInsideOfAnotherSuspendsOnlyItself(Carrier carrier) throws Throwable {
    Coroutine<String> inner = Direct.coroutine(carrier, () -> Direct.yielding("inner") + "!");
    Coroutine<Object> outer =
        Direct.coroutine(
            carrier,
            () -> {
              log.add("by hand " + send(inner, null));
              Direct.yielding("outer");
              send(inner, "sent");
              return inner.returned();
            });
    assertEquals("outer", outer.send(null));
    assertEquals(List.of("by hand inner"), log);
    assertSame(Coroutine.RETURNED, outer.send(null));
    assertEquals("sent!", outer.returned());
  }

  @OnEachCarrier
  void whileItRunsItIsNotResumedNorClosed(Carrier carrier) throws Throwable {
    List<Coroutine<?>> self = new ArrayList<>();
    self.add(
        Direct.coroutine(
            carrier,
            () -> {
              assertRefuses("is running", () -> self.get(0).send(null));
              assertRefuses("is running", () -> self.get(0).raise(new IOException()));
              assertRefuses("is running", () -> self.get(0).close());
              assertRefuses("is running", () -> Direct.await(self.get(0)));
              Direct.yieldNow();
            }));
    assertNull(self.get(0).send(null));
    assertSame(Coroutine.RETURNED, self.get(0).send(null));
  }

  @OnEachCarrier
  void whatHasEndedIsNotResumed(Carrier carrier) throws Throwable {
    Coroutine<String> returned = Direct.coroutine(carrier, () -> "kept");
    returned.send(null);
    assertRefuses("has ended", () -> returned.send(null));
    assertEquals("kept", returned.returned());
    returned.close();
    assertEquals("kept", returned.returned());

    Coroutine<Object> asking = Direct.coroutine(carrier, () -> Direct.await(returned));
    assertRefuses("has ended", () -> asking.send(null));
  }

  // ---- close

  @OnEachCarrier
  void closeRunsFinallyBlocksAndMayBeRepeated(Carrier carrier) throws Throwable {
    Future<Object> never = loop.createFuture();
    Future<Object> done = loop.createFuture();
    done.setResult("what is done can be awaited");
    Coroutine<Void> inner =
        Direct.coroutine(
            carrier,
            () -> {
              try {
                Direct.await(never);
                log.add("never");
              } catch (Exception e) {
                log.add("to be closed is no Exception");
              } finally {
                log.add("inner " + Direct.await(done));
              }
            });
    Coroutine<Void> outer =
        Direct.coroutine(
            carrier,
            () -> {
              try {
                Direct.await(inner);
              } finally {
                log.add("outer");
              }
            });
    outer.send(null);
    outer.close();
    outer.close();
    assertEquals(List.of("inner what is done can be awaited", "outer"), log);
    assertRefuses("has ended", () -> outer.send(null));
    assertRefuses("has not returned", outer::returned);
  }

  @OnEachCarrier
  void closedBeforeTheFirstStepNothingRuns(Carrier carrier) throws Throwable {
    Coroutine<Void> coroutine = Direct.coroutine(carrier, () -> log.add("ran") ? null : null);
    coroutine.close();
    assertRefuses("has ended", () -> coroutine.send(null));
    assertEquals(List.of(), log);
  }

  @OnEachCarrier
  void whatTheCleanupRaisesLeavesClose(Carrier carrier) throws Throwable {
    IOException error = new IOException();
    Coroutine<Void> coroutine =
        Direct.coroutine(
            carrier,
            () -> {
              try {
                Direct.yieldNow();
              } finally {
                log.add("cleans up");
                if (log.size() == 1) {
                  throw error;
                }
              }
            });
    coroutine.send(null);
    assertSame(error, assertThrows(IOException.class, coroutine::close));
    coroutine.close();
  }

  @OnEachCarrier
  void anAwaitInTheCleanupIsRefusedAtItsPlace(Carrier carrier) throws Throwable {
    Future<Object> never = loop.createFuture();
    Coroutine<Void> coroutine =
        Direct.coroutine(
            carrier,
            () -> {
              try {
                Direct.yieldNow();
              } finally {
                assertRefuses("is being closed", () -> Direct.await(never));
                log.add("refused");
              }
            });
    coroutine.send(null);
    coroutine.close();
    assertEquals(List.of("refused"), log);
    assertFalse(never.isBlocking());
  }

  @OnEachCarrier
  void whoNeverEndsIsGivenUp(Carrier carrier) throws Throwable {
    Coroutine<Void> coroutine =
        Direct.coroutine(
            carrier,
            () -> {
              while (true) {
                try {
                  Direct.yieldNow();
                } catch (Throwable any) {
                  log.add(any.getClass().getSimpleName());
                }
              }
            });
    coroutine.send(null);
    assertRefuses("does not end", coroutine::close);
    assertEquals(List.of("CoroutineClosed", "IllegalStateException"), log);
    assertRefuses("has ended", () -> coroutine.send(null));
  }

  @OnEachCarrier
  void aTaskOfAClosedCoroutineFails(Carrier carrier) throws Throwable {
    Coroutine<Void> coroutine = Direct.coroutine(carrier, Direct::yieldNow);
    Task<Void> task = loop.createTask(coroutine);
    loop.runOnce();
    coroutine.close();
    loop.runOnce();
    assertRefuses("has ended", task::result);
  }
}
