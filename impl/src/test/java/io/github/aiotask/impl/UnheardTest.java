package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody asked for is told when the loop closes (§9.10), and in debug mode what was never run (§9.11, §9.12). */
class UnheardTest {
  private final Rig rig = new Rig();

  private static Script failing(String text) {
    return Script.of(
        (self, sent) -> {
          throw new IllegalArgumentException(text);
        });
  }

  /** §9.10 */
  @Test
  void anErrorThatNobodyAskedFor() {
    rig.loop.setDebug(true);
    Task<Object> unheard = rig.loop.createTask(failing("unheard"), TaskOptions.named("poor"));
    Task<Object> heard = rig.task(failing("heard"));
    Task<Object> awaited = rig.task(failing("awaited"));
    Task<Object> awaiting = rig.task(Script.awaiting(awaited));
    LoopFuture<Object> future = rig.future();
    future.setException(new IllegalStateException("of a future"));
    rig.spin(4);
    assertNotNull(heard.exception());
    assertNotNull(awaiting.exception());
    rig.reports.clear();
    rig.loop.close();
    Rig.assertKinds(rig.reports, Kind.NEVER_RETRIEVED, Kind.NEVER_RETRIEVED);
    assertSame(future, rig.reports.get(0).source());
    LoopError report = rig.reports.get(1);
    assertSame(unheard, report.source());
    assertEquals("unheard", report.exception().getMessage());
    assertNotNull(report.createdAt());
    assertTrue(report.message().contains("poor"), report::message);
  }

  @Test
  void itIsToldOnce() {
    LoopFuture<Object> future = rig.future();
    future.setException(new IllegalStateException());
    assertTrue(future.snapshot().neverRetrieved());
    rig.loop.close();
    rig.loop.close();
    Rig.collect(future);
    rig.loop.close();
    Rig.assertKinds(rig.reports, Kind.NEVER_RETRIEVED);
  }

  // ---- §9.11

  private List<String> neverAwaited() {
    List<String> names = new ArrayList<>();
    for (LoopError report : rig.reports) {
      assertEquals(Kind.NEVER_AWAITED, report.kind());
      assertNotNull(report.createdAt());
      names.add(String.valueOf(report.source()).replaceFirst(".*\\.", ""));
    }
    return names;
  }

  /** Runs it in the loop, where coroutines are noted. */
  private void inLoop(Runnable body) {
    rig.loop.setDebug(true);
    rig.loop.callSoon(body);
    rig.spin(1);
  }

  @Test
  void aCoroutineThatNobodyAwaits() {
    List<Object> kept = new ArrayList<>();
    inLoop(
        () -> {
          kept.add(Script.yielding(1));
          kept.add(Script.yielding(2));
        });
    rig.loop.close();
    assertEquals(List.of("Script", "Script"), neverAwaited());
  }

  @Test
  void aCoroutineThatWasRunAwaitedOrClosed() {
    List<Object> kept = new ArrayList<>();
    inLoop(
        () -> {
          kept.add(rig.task(Script.awaiting(Script.yielding(0))));
          kept.add(rig.loop.createTask(Script.yielding(1)));
          Script closed = Script.yielding(1);
          kept.add(closed);
          try {
            closed.close();
            Script byHand = Script.yielding(0);
            kept.add(byHand);
            byHand.send(null);
          } catch (Throwable error) {
            throw new AssertionError(error);
          }
        });
    rig.spin(3);
    rig.loop.close();
    assertEquals(List.of(), neverAwaited());
  }

  @Test
  void withoutDebugModeAndOutsideOfARunNothingIsNoted() {
    rig.loop.callSoon(() -> Script.yielding(1));
    rig.spin(1);
    rig.loop.setDebug(true);
    assertNotNull(Script.yielding(1));
    rig.spin(1);
    rig.loop.close();
    assertEquals(List.of(), rig.reports);
  }

  /** Debug mode that begins in the run, as a program may switch it on. */
  @Test
  void debugModeFromTheMiddleOfARunOn() {
    List<Object> kept = new ArrayList<>();
    rig.loop.callSoon(
        () -> {
          rig.loop.setDebug(true);
          kept.add(Script.yielding(1));
        });
    rig.spin(1);
    kept.add(Script.yielding(2));
    rig.loop.close();
    assertEquals(List.of("Script"), neverAwaited());
  }

  // ---- §9.12

  @Test
  void aCoroutineInTwoTasks() {
    rig.loop.setDebug(true);
    Coroutine<Object> shared = Script.awaiting(rig.future());
    Task<Object> first = rig.loop.createTask(shared);
    Task<Object> second = rig.loop.createTask(shared);
    Rig.assertKinds(rig.reports, Kind.COROUTINE_SHARED);
    assertSame(first, rig.reports.get(0).source());
    assertSame(second.snapshot().createdAt(), rig.reports.get(0).createdAt());
  }

  private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

  /** A second task may have the coroutine of one that was refused. */
  @Test
  void aCoroutineOfATaskThatTheLoopRefused() {
    rig.loop.setDebug(true);
    Coroutine<Object> body = Script.yielding(0);
    rig.loop.close();
    for (int i = 0; i < 2; i++) {
      KindGuest.assertRaises(ErrorKind.LOOP_CLOSED, () -> rig.loop.createTask(body));
    }
    Rig.assertKinds(rig.reports);
  }

  @Test
  void aCoroutineOfATaskThatItsGuestRefused() {
    Coroutine<Object> body = Script.yielding(0);
    Guest refuses =
        new KindGuest() {
          @Override
          public void taskCreated(Task<?> task) {
            throw new IllegalStateException("refused");
          }
        };
    Rig own = new Rig(Rig.options(Rig.NEW).withGuest(refuses));
    own.loop.setDebug(true);
    assertThrows(IllegalStateException.class, () -> own.loop.createTask(body, TaskOptions.DEFAULT.withOwner(this)));
    own.loop.createTask(body);
    Rig.assertKinds(own.reports);
  }

  @Test
  void aCoroutineOfAnEagerStartThatItsGuestCouldNotBegin() {
    rig.loop.setDebug(true);
    Coroutine<Object> body = Script.yielding(1);
    rig.loop.callSoon(
        () -> {
          rig.runtime.steps().createTask(rig.loop, body, EAGER);
          rig.loop.createTask(body);
        });
    rig.spin(1);
    Rig.assertKinds(rig.reports);
  }

  @Test
  void aCoroutineOfAnEagerStartThatItsGuestBegins() {
    rig.loop.setDebug(true);
    Coroutine<Object> body = Script.yielding(1);
    Task<Object> first = rig.loop.createTask(body);
    rig.loop.callSoon(
        () -> {
          Task<Object> second = rig.runtime.steps().createTask(rig.loop, body, EAGER);
          Rig.assertKinds(rig.reports);
          rig.runtime.steps().start(second);
          Rig.assertKinds(rig.reports, Kind.COROUTINE_SHARED);
          assertSame(first, rig.reports.get(0).source());
          rig.runtime.steps().returned(second, null);
        });
    rig.spin(1);
    Rig.assertKinds(rig.reports, Kind.COROUTINE_SHARED);
  }
}
