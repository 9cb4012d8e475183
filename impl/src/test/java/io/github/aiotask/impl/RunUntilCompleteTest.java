package io.github.aiotask.impl;

import static io.github.aiotask.impl.KindGuest.assertRaises;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.PythonVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The callback by which a future stops runUntilComplete: when it does not stop, when it is left behind. */
@Timeout(60)
class RunUntilCompleteTest {
  private final Rig old = new Rig(Rig.OLD);
  private final List<Object> log = new ArrayList<>();

  /** Has the loop note in each of so many iterations that it goes on, and then stop. */
  private void noteAndStop(Rig rig, int iterations) {
    rig.loop.callSoon(
        () -> {
          log.add(iterations);
          if (iterations == 1) {
            rig.loop.stop();
          } else {
            noteAndStop(rig, iterations - 1);
          }
        });
  }

  // §8.11
  @ParameterizedTest
  @EnumSource
  void whatLeavesARunDoesNotStopIt(PythonVersion version) {
    Rig rig = new Rig(version);
    KindGuest.Exit exit = new KindGuest.Exit();
    LoopFuture<Object> future = rig.future();
    future.setException(exit);
    noteAndStop(rig, 3);
    assertSame(exit, assertThrows(KindGuest.Exit.class, () -> rig.loop.runUntilComplete(future)));
    assertEquals(List.of(3, 2, 1), log);
  }

  // §8.11
  @ParameterizedTest
  @EnumSource
  void aBaseExceptionIsOneOfThoseUpTo37(PythonVersion version) {
    Rig rig = new Rig(version);
    LoopFuture<Object> future = rig.future();
    future.setException(new KindGuest.Base());
    noteAndStop(rig, 3);
    assertThrows(KindGuest.Base.class, () -> rig.loop.runUntilComplete(future));
    assertEquals(version.minor() < 8 ? List.of(3, 2, 1) : List.of(3), log);
  }

  // §8.11 §3.15
  @ParameterizedTest
  @EnumSource
  void aCancelledErrorStopsIt(PythonVersion version) {
    Rig rig = new Rig(version);
    LoopFuture<Object> failed = rig.future();
    failed.setException(new CancelledError(null));
    noteAndStop(rig, 3);
    assertThrows(CancelledError.class, () -> rig.loop.runUntilComplete(failed));
    assertEquals(List.of(3), log);
  }

  // §8.11 §1.12
  @ParameterizedTest
  @EnumSource
  void theErrorIsAskedForFrom37On(PythonVersion version) {
    Rig rig = new Rig(version);
    LoopFuture<Object> future = rig.future();
    future.setException(new KindGuest.Exit());
    rig.loop.callSoon(
        () -> rig.loop.callSoon(
            () -> {
              throw new KindGuest.Exit();
            }));
    assertThrows(KindGuest.Exit.class, () -> rig.loop.runUntilComplete(future));
    assertEquals(version.minor() < 7, future.snapshot().neverRetrieved());
  }

  /** In a handle of a run; whether the run goes on after that. */
  private boolean refusedInside(Rig rig, LoopFuture<Object> future) throws InterruptedException {
    rig.loop.callSoon(() -> assertRaises(ErrorKind.LOOP_RUNNING, () -> rig.loop.runUntilComplete(future)));
    boolean goesOn = rig.loop.runOnce();
    Rig.assertKinds(rig.reports);
    return goesOn;
  }

  // §8.26
  @ParameterizedTest
  @EnumSource
  void oneThatIsRefusedHasRegisteredItsCallbackUpTo36(PythonVersion version) throws Exception {
    Rig rig = new Rig(version);
    LoopFuture<Object> future = rig.future();
    assertTrue(refusedInside(rig, future));
    assertEquals(version == Rig.OLD ? 1 : 0, future.snapshot().callbacks().size());
    future.setResult(null);
    assertEquals(version != Rig.OLD, rig.loop.runOnce());
  }

  // §8.26
  @ParameterizedTest
  @EnumSource
  void ofADoneFutureThatStopsTheRun(PythonVersion version) throws Exception {
    Rig rig = new Rig(version);
    LoopFuture<Object> future = rig.future();
    future.setResult(null);
    assertTrue(refusedInside(rig, future));
    assertEquals(version.minor() >= 7, rig.loop.runOnce());
  }

  // §8.26 §8.13
  @Test
  void ofACoroutineThereIsATaskThatStopsTheRun() throws Exception {
    old.loop.callSoon(() -> assertRaises(ErrorKind.LOOP_RUNNING, () -> old.loop.runUntilComplete(Script.yielding(0))));
    assertTrue(old.loop.runOnce());
    CoroutineTask<?> task = (CoroutineTask<?>) old.allTasks().get(0);
    assertTrue(old.loop.runOnce());
    assertNull(task.result());
    assertFalse(old.loop.runOnce());
  }

  // §8.25 §8.26
  @ParameterizedTest
  @EnumSource
  void theLoopOfTheFutureIsLookedAtFirstUpTo36(PythonVersion version) throws Exception {
    Rig rig = new Rig(version);
    LoopFuture<Object> foreign = new Rig(version).future();
    ErrorKind expected = version.minor() < 7 ? ErrorKind.OTHER_LOOP : ErrorKind.LOOP_RUNNING;
    rig.loop.callSoon(
        () -> {
          assertRaises(expected, () -> rig.loop.runUntilComplete(foreign));
          log.add("refused");
        });
    rig.loop.runOnce();
    assertEquals(List.of("refused"), log);
    assertEquals(List.of(), foreign.snapshot().callbacks());
  }

  // §8.27
  @ParameterizedTest
  @EnumSource
  void oneThatAnErrorEndsLeavesItsCallback(PythonVersion version) throws Exception {
    Rig rig = new Rig(version);
    LoopFuture<Object> future = rig.future();
    rig.loop.callSoon(
        () -> {
          throw new KindGuest.Exit();
        });
    assertThrows(KindGuest.Exit.class, () -> rig.loop.runUntilComplete(future));
    assertEquals(version == Rig.OLD ? 1 : 0, future.snapshot().callbacks().size());
    future.setResult(null);
    rig.loop.callSoon(() -> log.add("behind"));
    assertEquals(version != Rig.OLD, rig.loop.runOnce());
    assertEquals(version == Rig.OLD ? List.of() : List.of("behind"), log, "§8.9");
  }

  // §8.27
  @Test
  void theNextOneTakesAllOfThemBack() throws Exception {
    LoopFuture<Object> future = old.future();
    refusedInside(old, future);
    refusedInside(old, future);
    old.loop.callSoon(old.loop::stop);
    assertRaises(ErrorKind.STOPPED_EARLY, () -> old.loop.runUntilComplete(future));
    assertEquals(List.of(), future.snapshot().callbacks());
  }

  // §8.14
  @ParameterizedTest
  @EnumSource
  void aClosedLoopRefusesBeforeAnything(PythonVersion version) {
    Rig rig = new Rig(version);
    LoopFuture<Object> future = rig.future();
    LoopFuture<Object> foreign = new Rig(version).future();
    rig.loop.close();
    assertRaises(ErrorKind.LOOP_CLOSED, () -> rig.loop.runUntilComplete(future));
    assertRaises(ErrorKind.LOOP_CLOSED, () -> rig.loop.runUntilComplete(foreign));
    assertRaises(ErrorKind.LOOP_CLOSED, () -> rig.loop.runUntilComplete(Script.yielding(0)));
    assertEquals(List.of(), future.snapshot().callbacks());
    assertFalse(rig.loop.isRunning());
    assertEquals(List.of(), rig.allTasks());
  }
}
