package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What a coroutine in direct style does, on each carrier. */
class DirectTest {
  private final RunnableLoop loop = TaskRuntime.load().newVirtualLoop();

  @AfterEach
  void close() {
    loop.close();
  }

  private void spin(int iterations) throws InterruptedException {
    for (int i = 0; i < iterations && loop.readyCount() > 0; i++) {
      loop.runOnce();
    }
  }

  @OnEachCarrier
  void awaitsAFutureAndReturnsItsResult(Carrier carrier) throws Exception {
    Future<String> name = loop.createFuture();
    loop.callSoon(() -> name.setResult("world"));
    assertEquals("hello world", loop.runUntilComplete(Direct.coroutine(carrier, () -> "hello " + Direct.await(name))));
  }

  @OnEachCarrier
  void awaitsAtAnyDepthOfCalls(Carrier carrier) throws Exception {
    List<Future<Integer>> futures = List.of(loop.createFuture(), loop.createFuture(), loop.createFuture());
    for (int i = 0; i < 3; i++) {
      int value = i;
      loop.callSoon(() -> futures.get(value).setResult(value + 1));
    }
    assertEquals(6, loop.runUntilComplete(Direct.coroutine(carrier, () -> sum(futures, 0))));
  }

  private static int sum(List<Future<Integer>> futures, int from) throws Exception {
    return from == futures.size() ? 0 : Direct.await(futures.get(from)) + sum(futures, from + 1);
  }

  // §1.15
  @OnEachCarrier
  void whatIsDoneIsNotWaitedFor(Carrier carrier) throws Exception {
    Future<String> done = loop.createFuture();
    done.setResult("at once");
    Task<String> task = loop.createTask(Direct.coroutine(carrier, () -> Direct.await(done)));
    spin(1);
    assertEquals("at once", task.result());
    assertFalse(done.isBlocking());
  }

  // §1.16
  @OnEachCarrier
  void resumedBeforeTheFutureIsDoneItGetsAnErrorAtTheAwait(Carrier carrier) throws Exception {
    Future<String> future = loop.createFuture();
    Task<String> task =
        loop.createTask(
            Direct.coroutine(
                carrier,
                () -> {
                  try {
                    return Direct.await(future);
                  } catch (IllegalStateException error) {
                    return error.getMessage();
                  }
                }));
    spin(1);
    task.step(null, null);
    assertTrue(task.result().contains("before the awaited future is done"), task.result());
  }

  @OnEachCarrier
  void aCheckedErrorIsCaughtAroundTheAwaitAsTheVeryObject(Carrier carrier) throws Exception {
    Future<String> file = loop.createFuture();
    IOException error = new IOException("gone");
    List<Object> caught = new ArrayList<>();
    Coroutine<Void> reader =
        Direct.coroutine(
            carrier,
            () -> {
              try {
                Direct.await(file);
              } catch (IOException e) {
                caught.add(e);
              } finally {
                caught.add("finally");
              }
            });
    loop.callSoon(() -> file.setException(error));
    assertNull(loop.runUntilComplete(reader));
    assertEquals(List.of(error, "finally"), caught);
  }

  @OnEachCarrier
  void anyErrorOfTheBodyIsTheTasksAsTheVeryObject(Carrier carrier) throws Exception {
    class Unusual extends Throwable {
      private static final long serialVersionUID = 1L;
    }

    for (Throwable error : List.of(new IOException(), new AssertionError(), new Unusual())) {
      Task<Object> task =
          loop.createTask(
              Direct.coroutine(
                  carrier,
                  () -> {
                    Direct.yieldNow();
                    throw Thrown.as(error);
                  }));
      spin(2);
      assertSame(error, task.exception());
    }
  }

  @OnEachCarrier
  void aCancelIsRaisedAtTheAwait(Carrier carrier) throws Exception {
    Future<String> never = loop.createFuture();
    List<Object> log = new ArrayList<>();
    Task<Void> task =
        loop.createTask(
            Direct.coroutine(
                carrier,
                () -> {
                  try {
                    Direct.await(never);
                  } catch (Exception e) {
                    log.add("no cancellation is an Exception");
                  } finally {
                    Direct.yieldNow();
                    log.add("cleaned up");
                  }
                }));
    spin(1);
    task.cancel("why");
    spin(3);
    assertTrue(task.isCancelled());
    assertEquals("why", assertThrows(CancelledError.class, task::result).message());
    assertEquals(List.of("cleaned up"), log);
    assertTrue(never.isCancelled());
  }

  @OnEachCarrier
  void raisedBeforeTheFirstStepTheBodyDoesNotRun(Carrier carrier) throws Exception {
    List<String> log = new ArrayList<>();
    Task<Void> task = loop.createTask(Direct.coroutine(carrier, () -> log.add("ran") ? null : null));
    task.cancel();
    spin(1);
    assertTrue(task.isCancelled());
    assertEquals(List.of(), log);
  }

  @OnEachCarrier
  void othersRunAtABareYield(Carrier carrier) throws Exception {
    List<String> log = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      loop.createTask(
          Direct.coroutine(
              carrier,
              () -> {
                for (int i = 0; i < 3; i++) {
                  log.add(name + i);
                  Direct.yieldNow();
                }
              }));
    }
    spin(4);
    assertEquals(List.of("a0", "b0", "a1", "b1", "a2", "b2"), log);
  }

  @OnEachCarrier
  void whatIsYieldedComesOutAndWhatIsSentGoesIn(Carrier carrier) throws Throwable {
    Coroutine<String> echo =
        Direct.coroutine(
            carrier,
            () -> {
              Object got = Direct.yielding("first");
              try {
                got = Direct.yielding(got);
              } catch (IOException error) {
                got = Direct.yielding(error);
              }
              return "end " + got;
            });
    assertEquals("first", echo.send(null));
    assertEquals(2, echo.send(2));
    IOException error = new IOException();
    assertSame(error, echo.raise(error));
    assertSame(Coroutine.RETURNED, echo.send(4));
    assertEquals("end 4", echo.returned());
  }

  // §3.8
  @OnEachCarrier
  void python34SendsTheResult(Carrier carrier) throws Exception {
    TaskRuntime old = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withVersion(PythonVersion.PYTHON_3_4));
    try (RunnableLoop oldLoop = old.newVirtualLoop()) {
      Future<String> future = oldLoop.createFuture();
      oldLoop.callSoon(() -> future.setResult("sent"));
      Coroutine<Object> byHand =
          Direct.coroutine(
              carrier,
              () -> {
                future.setBlocking(true);
                return Direct.yielding(future);
              });
      assertEquals("sent", oldLoop.runUntilComplete(byHand));
    }
  }

  // ---- awaiting coroutines

  @OnEachCarrier
  void anAwaitedCoroutineRunsAsAPart(Carrier carrier) throws Exception {
    for (Carrier inner : Carrier.values()) {
      if (inner.isAvailable()) {
        Future<Integer> future = loop.createFuture();
        Coroutine<Integer> child = Direct.coroutine(inner, () -> Direct.await(future) + 1);
        Task<Integer> task = loop.createTask(Direct.coroutine(carrier, () -> Direct.await(child) + 1));
        spin(1);
        assertSame(future, task.snapshot().waiter());
        future.setResult(1);
        spin(1);
        assertEquals(3, task.result());
        assertEquals(2, child.returned());
      }
    }
  }

  @OnEachCarrier
  void whatWasStartedByHandGoesOnWhereItStands(Carrier carrier) throws Throwable {
    Coroutine<String> started =
        Direct.coroutine(
            carrier,
            () -> {
              Direct.yieldNow();
              Direct.yieldNow();
              return "went on";
            });
    assertNull(started.send(null));
    assertEquals("went on", loop.runUntilComplete(Direct.coroutine(carrier, () -> Direct.await(started))));
  }

  @OnEachCarrier
  void stateMachinesAndCoroutinesInDirectStyleAwaitEachOther(Carrier carrier) throws Exception {
    Future<Integer> future = loop.createFuture();
    Coroutine<Integer> innermost = Direct.coroutine(carrier, () -> Direct.await(future) + 1);
    final class Machine extends StateMachine<Integer> {
      private int state;

      @Override
      protected Object resume(Object sent, Throwable error) throws Throwable {
        if (error != null) {
          throw error;
        }
        return state++ == 0 ? await(innermost) : returns((Integer) sent + 10);
      }
    }

    Task<Integer> task = loop.createTask(Direct.coroutine(carrier, () -> Direct.await(new Machine()) + 100));
    spin(1);
    future.setResult(0);
    spin(1);
    assertEquals(111, task.result());
  }

  @OnEachCarrier
  void theErrorOfAnAwaitedCoroutineIsRaisedAtTheAwait(Carrier carrier) throws Exception {
    IOException error = new IOException();
    for (Carrier inner : Carrier.values()) {
      if (inner.isAvailable()) {
        Coroutine<Void> failing =
            Direct.coroutine(
                inner,
                () -> {
                  Direct.yieldNow();
                  throw error;
                });
        Coroutine<Object> catching =
            Direct.coroutine(
                carrier,
                () -> {
                  try {
                    return Direct.await(failing);
                  } catch (IOException e) {
                    return e;
                  }
                });
        assertSame(error, loop.runUntilComplete(catching));
      }
    }
  }

  @OnEachCarrier
  void whatIsAwaitedAlreadyIsRefusedAtTheAwait(Carrier carrier) throws Exception {
    Future<Object> never = loop.createFuture();
    Coroutine<Object> shared = Direct.coroutine(carrier, () -> Direct.await(never));
    Task<Object> first = loop.createTask(Direct.coroutine(carrier, () -> Direct.await(shared)));
    Task<Object> second = loop.createTask(Direct.coroutine(carrier, () -> Direct.await(shared)));
    Task<Object> third = loop.createTask(shared);
    spin(1);
    assertFalse(first.isDone());
    for (Task<Object> late : List.of(second, third)) {
      String message = assertThrows(IllegalStateException.class, late::result).getMessage();
      assertTrue(message.contains("the coroutine is running") || message.contains("is awaited already"), message);
    }
    never.setResult("unharmed");
    spin(1);
    assertEquals("unharmed", first.result());
    Task<Object> late = loop.createTask(Direct.coroutine(carrier, () -> Direct.await(shared)));
    spin(1);
    String message = assertThrows(IllegalStateException.class, late::result).getMessage();
    assertTrue(message.contains("has ended"), message);
  }
}
