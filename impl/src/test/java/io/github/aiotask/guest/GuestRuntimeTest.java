package io.github.aiotask.guest;

import static io.github.aiotask.guest.ToyGenerator.except;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Snapshot.State;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.guest.ToyGuest.Boxed;
import io.github.aiotask.guest.ToyGuest.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a language runtime needs of the library, point by point, asked by one that knows the public api alone. */
class GuestRuntimeTest {

  private static ErrorKind kind(Throwable error) {
    return ((Raised) error).exception.kind;
  }

  private static ToyClass type(Throwable error) {
    return ((Raised) error).exception.type;
  }

  private static Raised raisedBy(Runnable body) {
    return assertThrows(Raised.class, body::run);
  }

  // ---- 1 payloads are opaque

  @ParameterizedTest
  @EnumSource
  void point1_payloadsAreNeverAskedAnything(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    world.loop.setDebug(true);
    Opaque value = new Opaque();
    Future<Object> future = world.future();
    Task<Object> reader = world.task(g -> g.await(future), g -> g.returns(g.value));
    Task<Object> cancelled = world.task(g -> g.await(world.future()), g -> g.returns(null));
    Task<Object> failed =
        world.task(
            g -> {
              throw ToyClass.VALUE_ERROR.raised(value);
            });
    world.runOnce();
    future.setResult(value);
    cancelled.cancel(value);
    List<Future<Object>> all = List.of(future, reader, cancelled, failed);
    all.forEach(each -> each.snapshot().callbacks().size());
    world.runUntilIdle();
    all.forEach(each -> each.toString().length());
    assertSame(value, reader.result());
    assertSame(value, future.result());
    assertSame(value, ((Raised) failed.exception()).exception.argument);
    assertEquals(State.CANCELLED, cancelled.snapshot().state());
    assertEquals(List.of(), world.reports);
  }

  @ParameterizedTest
  @EnumSource
  void point1_nullIsNone(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), g -> g.returns(g.value));
    world.runOnce();
    future.setResult(null);
    world.runUntilIdle();
    assertTrue(task.isDone());
    assertNull(task.result());
  }

  /** A callback whose equality is toy code. */
  private static final class ToyCallback implements Callback<Future<Object>> {
    private final Runnable onEquals;
    private final List<Object> called;

    ToyCallback(List<Object> called, Runnable onEquals) {
      this.called = called;
      this.onEquals = onEquals;
    }

    @Override
    public void call(Future<Object> future) {
      called.add(this);
    }

    @Override
    public boolean equals(Object other) {
      onEquals.run();
      return this == other;
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode of a callback was called");
    }

    @Override
    public String toString() {
      throw new AssertionError("toString of a callback was called");
    }
  }

  @ParameterizedTest
  @EnumSource
  void point1_removeAnswersTheCount(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    ToyCallback twice = new ToyCallback(world.log, () -> {});
    ToyCallback other = new ToyCallback(world.log, () -> {});
    future.addDoneCallback(twice);
    future.addDoneCallback(other);
    future.addDoneCallback(twice);
    assertEquals(2, future.removeDoneCallback(twice));
    assertEquals(0, future.removeDoneCallback(twice));
    future.setResult(null);
    world.runUntilIdle();
    assertEquals(1, world.log.size());
    assertSame(other, world.log.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void point1_equalityThatThrowsChangesNothing(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised error = ToyClass.VALUE_ERROR.raised(null);
    Future<Object> future = world.future();
    ToyCallback first = new ToyCallback(world.log, () -> {});
    ToyCallback throwing =
        new ToyCallback(
            world.log,
            () -> {
              throw error;
            });
    future.addDoneCallback(first);
    future.addDoneCallback(throwing);
    Task<Object> waiting = world.task(g -> g.await(future), g -> g.returns("woken"));
    world.runOnce();
    assertSame(error, raisedBy(() -> future.removeDoneCallback(first)));
    assertEquals(3, future.snapshot().callbacks().size());
    future.setResult(null);
    world.runUntilIdle();
    assertEquals(2, world.log.size());
    assertTrue(waiting.isDone());
  }

  @ParameterizedTest
  @EnumSource
  void point1_equalityMayAddACallback(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    ToyCallback late = new ToyCallback(world.log, () -> {});
    ToyCallback[] adding = new ToyCallback[1];
    adding[0] = new ToyCallback(world.log, () -> future.addDoneCallback(late));
    future.addDoneCallback(adding[0]);
    assertEquals(1, future.removeDoneCallback(adding[0]));
    future.setResult(null);
    world.runUntilIdle();
    assertEquals(1, world.log.size());
    assertSame(late, world.log.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void point1_equalityMayCompleteTheFuture(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    ToyCallback kept = new ToyCallback(world.log, () -> {});
    ToyCallback removed = new ToyCallback(world.log, () -> {});
    ToyCallback completing = new ToyCallback(world.log, () -> future.cancel());
    List.of(kept, removed, completing).forEach(future::addDoneCallback);
    future.removeDoneCallback(removed);
    assertEquals(List.of(), future.snapshot().callbacks());
    world.runUntilIdle();
    assertEquals(3, world.log.size(), "what was scheduled runs, once each");
  }

  // ---- 2 exceptions are values of the guest

  @ParameterizedTest
  @EnumSource
  void point2_theCarrierKeepsItsIdentity(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised error = ToyClass.VALUE_ERROR.raised(new Opaque());
    Task<Object> child =
        world.task(
            g -> {
              throw error;
            });
    Task<Object> parent =
        world.task(
            g -> g.await(child),
            except(
                g -> {
                  world.log.add(g.error);
                  throw g.error;
                }));
    ToyTask foreign = world.toyTask(world.loop, false, g -> g.await(parent));
    world.runUntilIdle();
    assertSame(error, world.log.get(0));
    assertSame(error, child.exception());
    assertSame(error, parent.exception());
    assertSame(error, assertThrows(Raised.class, parent::result));
    assertSame(error, foreign.exception());
    assertEquals(0, error.getStackTrace().length);
    assertEquals(0, error.getSuppressed().length);
  }

  // ---- 3 yield and return without a Java exception

  @ParameterizedTest
  @EnumSource
  void point3_onlyARaiseIsAThrow(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task =
        world.task(
            g -> null,
            g -> {
              if (world.log.size() < 10) {
                world.log.add(null);
                g.again();
              }
              return null;
            },
            g -> g.await(future),
            g -> g.returns("done"));
    world.runUntilIdle();
    future.setResult(null);
    world.runUntilIdle();
    assertEquals("done", task.result());
    assertEquals(10, world.log.size());
    assertEquals(0, world.guest.asked(Question.KIND_OF));
    assertEquals(0, world.guest.asked(Question.NEW_ERROR));
    assertEquals(0, world.guest.asked(Question.NEW_CANCELLED));
  }

  // ---- 4 an EXIT finishes the task and then leaves

  @ParameterizedTest
  @EnumSource
  void point4_anExitLeavesTheRunAfterTheTaskIsDone(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised exit = ToyClass.KEYBOARD_INTERRUPT.raised(null);
    Task<Object> task =
        world.task(
            g -> {
              throw exit;
            });
    Task<Object> other = world.task(g -> g.returns("other"));
    assertSame(exit, assertThrows(Raised.class, world.loop::runOnce));
    assertSame(exit, task.exception());
    assertNull(world.runtime.registry().currentTask(world.loop));
    assertFalse(other.isDone());
    world.runUntilIdle();
    assertTrue(other.isDone(), "what was behind the exit stays in the queue");
  }

  @ParameterizedTest
  @EnumSource
  void point4_anExitLeavesTheStepInAForeignLoop(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised exit = ToyClass.KEYBOARD_INTERRUPT.raised(null);
    Task<Object> task =
        world.taskOn(
            world.toyLoop,
            g -> {
              throw exit;
            });
    assertSame(exit, raisedBy(world.toyLoop::runOnce));
    assertSame(exit, task.exception());
    assertNull(world.runtime.registry().currentTask(world.toyLoop));
  }

  @Test
  void point4_whoAwaitsAnExitHearsOfIt() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Raised exit = ToyClass.KEYBOARD_INTERRUPT.raised(null);
    ToyFuture future = world.toyFuture();
    Task<Object> task = world.task(g -> g.await(future), except(g -> g.returns(g.error)));
    world.runOnce();
    future.setException(exit);
    world.runUntilIdle();
    assertSame(exit, task.snapshot().result());
  }

  // ---- 5 the guest says what is a future, the library decides

  @ParameterizedTest
  @EnumSource
  void point5_aGuestObjectMayStandForAFuture(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task =
        world.task(
            g -> {
              future.suspend();
              return new Boxed(future);
            },
            g -> g.returns(future.result()));
    world.runOnce();
    assertSame(future, task.snapshot().waiter());
    future.setResult("value");
    world.runUntilIdle();
    assertEquals("value", task.result());
  }

  @ParameterizedTest
  @EnumSource
  void point5_whatIsNoFutureIsAnsweredInTheGuestsClasses(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    world.task(
        g -> new Opaque(),
        except(g -> noteAndYield(world, g, new ToyGenerator())),
        except(g -> noteAndYield(world, g, new Boxed(world.future()))),
        except(g -> noteAndYield(world, g, null)));
    world.runUntilIdle();
    assertEquals(List.of(ErrorKind.BAD_YIELD, ErrorKind.YIELDED_GENERATOR, ErrorKind.YIELD_WITHOUT_AWAIT), world.log);
  }

  @ParameterizedTest
  @EnumSource
  void point5_theGuestIsNotAskedAboutTheLibrarysOwnFutures(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> first = world.task(g -> g.await(future), g -> g.returns("first"));
    Task<Object> second = world.task(g -> future, except(g -> g.await(future)), g -> g.await(first), g -> g.returns("second"));
    world.runUntilIdle();
    assertEquals(List.of(first, second), future.snapshot().callbacks().stream().map(Snapshot.Registered::target).toList());
    future.setResult(null);
    world.runUntilIdle();
    assertTrue(first.isDone() && second.isDone());
    assertEquals(0, world.guest.asked(Question.AS_FUTURE));
  }

  private static Object noteAndYield(ToyWorld world, ToyGenerator frame, Object yielded) {
    world.log.add(kind(frame.error));
    return yielded;
  }

  // ---- 6 foreign futures, both ways

  /** A future of the toy language; in 3.4 one of the library's type, for no other counts there (§4.1). */
  private static ToyFuture awaitable(ToyWorld world, TaskLoop loop) {
    if (world.since(5)) {
      return new ToyFuture(world.guest, loop);
    }
    ToyTask task = world.toyTask(loop, false, g -> g.await(new ToyFuture(world.guest, loop)));
    world.runUntilIdle();
    return task;
  }

  @ParameterizedTest
  @EnumSource
  void point6_ourTaskAwaitsItsFuture(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    ToyFuture future = awaitable(world, world.loop);
    Task<Object> task = world.task(g -> g.await(future), g -> g.returns(g.value));
    world.runOnce();
    assertFalse(future.isBlocking());
    assertSame(future, task.snapshot().waiter());
    assertEquals(1, future.entries());
    future.setResult("value");
    assertFalse(task.isDone(), "the wakeup is scheduled, never called");
    world.runOnce();
    assertEquals("value", task.result());
  }

  @ParameterizedTest
  @EnumSource
  void point6_itsTaskAwaitsOurFuture(PythonVersion version) {
    for (boolean byCallback : new boolean[] {false, true}) {
      ToyWorld world = new ToyWorld(version);
      Future<Object> future = world.future();
      ToyTask task = world.toyTask(world.loop, byCallback, g -> g.await(future), g -> g.returns(g.value));
      world.runOnce();
      assertFalse(future.isBlocking());
      Snapshot.Registered waiter = future.snapshot().callbacks().get(0);
      assertEquals(!byCallback, waiter.target() == task);
      assertSame(world.since(7) || !byCallback ? task.context() : null, waiter.context());
      future.setResult("value");
      assertFalse(task.isDone(), "the wakeup is scheduled, never called");
      world.runOnce();
      assertEquals("value", task.result());
    }
  }

  @ParameterizedTest
  @EnumSource
  void point6_theHandshakeIsAnybodys(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    future.setResult("early");
    assertFalse(future.suspend(), "a done future does not suspend");
    future.setBlocking(true);
    Task<Object> task = world.task(g -> future, g -> g.returns("resumed"));
    world.runUntilIdle();
    assertEquals("resumed", task.result(), "the task believes the flag, not the state");
    assertFalse(future.isBlocking());
  }

  @ParameterizedTest
  @EnumSource
  void point6_anErrorPassesThroughBoth(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised error = ToyClass.VALUE_ERROR.raised(null);
    Future<Object> source = world.future();
    ToyTask middle = world.toyTask(world.loop, false, g -> g.await(source));
    Task<Object> end = world.task(g -> g.await(middle));
    world.runOnce();
    source.setException(error);
    world.runUntilIdle();
    assertSame(error, middle.exception());
    assertSame(error, end.exception());
    assertFalse(source.snapshot().neverRetrieved(), "the toy task has read it");
  }

  @ParameterizedTest
  @EnumSource
  void point6_aCancelPassesThroughBoth(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Opaque message = new Opaque();
    Future<Object> source = world.future();
    Task<Object> inner = world.task(g -> g.await(source));
    ToyTask middle = world.toyTask(world.loop, false, g -> g.await(inner));
    Task<Object> outer = world.task(g -> g.await(middle));
    world.runOnce();
    assertTrue(outer.cancel(message));
    assertTrue(source.isCancelled(), "the request goes down at once");
    for (Future<Object> each : List.of(inner, middle, outer)) {
      assertFalse(each.isDone(), "and comes up one iteration for each level");
      world.runOnce();
      assertTrue(each.isCancelled());
    }
    Throwable seen = assertThrows(Raised.class, outer::result);
    assertSame(ToyClass.CANCELLED_ERROR, type(seen));
    if (world.since(11)) {
      assertSame(message, ((Raised) seen).exception.argument);
    }
    assertEquals(0, world.loop.readyCount());
  }

  @ParameterizedTest
  @EnumSource
  void point6_aFutureThatRefusesACancelLeavesTheRequestToTheTask(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    ToyTask stubborn = world.toyTask(world.loop, false, g -> g.await(world.toyFuture()));
    world.runOnce();
    Task<Object> task = world.task(g -> g.await(stubborn));
    world.runOnce();
    stubborn.cancelNow(null); // done, its wakeup of the task is on the way
    assertTrue(task.cancel("why"));
    assertTrue(task.snapshot().mustCancel());
    world.runOnce();
    assertTrue(task.isCancelled());
  }

  @ParameterizedTest
  @EnumSource
  void point6_ourTaskOnItsLoop(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> null, g -> g.await(future), g -> g.returns(g.value));
    Task<Object> cancelled = world.taskOn(world.toyLoop, g -> g.await(world.toyLoopFuture()));
    assertSame(world.toyLoop, task.loop());
    assertEquals(List.of(task, cancelled), world.runtime.registry().allTasks(world.toyLoop));
    world.toyLoop.runOnce();
    world.toyLoop.runOnce();
    cancelled.cancel();
    future.setResult("value");
    world.toyLoop.runUntilIdle();
    assertEquals("value", task.result());
    assertTrue(cancelled.isCancelled());
    assertEquals(List.of(), world.toyLoop.reports);
  }

  @Test
  void point6_aFutureOfAnotherLoopIsRefused() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    ToyFuture elsewhere = new ToyFuture(world.guest, world.toyLoop);
    ToyFuture nowhere = new ToyFuture(world.guest, null);
    Task<Object> task =
        world.task(
            g -> g.await(elsewhere),
            except(
                g -> {
                  world.log.add(kind(g.error));
                  return g.await(nowhere);
                }));
    world.runUntilIdle();
    assertEquals(List.of(ErrorKind.OTHER_LOOP), world.log);
    assertSame(ErrorKind.OTHER_LOOP, kind(task.exception()));
    assertEquals(0, elsewhere.entries());
  }

  // ---- 7 step and wakeup are public

  @ParameterizedTest
  @EnumSource
  void point7_aGuestDrivesATaskByItself(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> g.await(future), g -> g.returns(g.value));
    task.step(null, null);
    assertSame(future, task.snapshot().waiter());
    future.setResult("value");
    task.wakeup(future);
    assertEquals("value", task.result());
    assertSame(ErrorKind.STEP_OF_DONE, kind(raisedBy(() -> task.step(null, null))));
  }

  @ParameterizedTest
  @EnumSource
  void point7_aWakeupReadsTheResultAndSendsItIn34Only(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task =
        world.task(
            g -> {
              future.setBlocking(true);
              return future; // a handshake made by hand sees what is sent
            },
            g -> g.returns(g.value));
    world.runOnce();
    future.setResult("sent");
    world.runOnce();
    assertEquals(world.since(6) ? null : "sent", task.result());
    Task<Object> stepped = world.task(g -> g.returns(null));
    if (world.since(6)) {
      assertThrows(IllegalArgumentException.class, () -> stepped.step("value", null));
      assertFalse(stepped.isDone());
    }
  }

  @ParameterizedTest
  @EnumSource
  void point7_theGuestsLoopSeesAndWrapsEachStep(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    world.toyLoop.wrapper = world.log::add;
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> null, g -> g.await(future), g -> null);
    world.toyLoop.runUntilIdle();
    future.setResult(null);
    world.toyLoop.runUntilIdle();
    assertTrue(task.isDone());
    assertEquals(List.of(task, task, task, task), world.log);
  }

  @ParameterizedTest
  @EnumSource
  void point7_theGuestsLoopIsToldWhoseWhateverIsQueuedIs(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> null, g -> g.await(future), g -> null, g -> null);
    task.step(null, null); // by hand, while the first step is queued: the next one is queued beside it
    assertEquals(2, world.toyLoop.size());
    world.toyLoop.wrapper = world.log::add;
    future.addWaiter(task);
    task.step(null, null); // waits
    future.setResult(null); // two wakeups, beside both
    assertEquals(4, world.toyLoop.size());
    world.toyLoop.runOnce();
    assertEquals(List.of(task, task, task, task), world.log);

    world.log.clear();
    Future<Object> other = world.toyLoopFuture();
    ToyTask toyTask = world.toyTask(world.toyLoop, false, g -> g.await(other), g -> g.returns(null));
    world.toyLoop.runOnce();
    assertEquals(List.of(), world.log.stream().filter(one -> one == toyTask).toList()); // its step is its own business
    other.setResult(null);
    world.toyLoop.runUntilIdle();
    assertTrue(toyTask.isDone());
    assertSame(toyTask, world.log.get(world.log.size() - 1));
  }

  // ---- 8 callSoon may throw: GuestFailureTest

  // ---- 9 re-entrancy

  @ParameterizedTest
  @EnumSource
  void point9_aRunningTaskMayBeCancelledThroughWhoWaitsForIt(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    List<Task<Object>> tasks = new ArrayList<>();
    tasks.add(
        world.task(
            g -> null,
            g -> {
              assertTrue(tasks.get(1).cancel(), "it waits for this very task, which is running");
              return g.await(world.future());
            }));
    tasks.add(world.task(g -> g.await(tasks.get(0))));
    world.runOnce();
    world.runOnce();
    assertFalse(tasks.get(0).snapshot().mustCancel(), "its first await has taken the request");
    world.runUntilIdle();
    tasks.forEach(task -> assertTrue(task.isCancelled()));
  }

  /** Does what it is told when the library asks it for its result, is cancelled, or gets a waiter. */
  private static final class Meddler implements FutureLike<Object> {
    private final ToyFuture inside;
    Runnable onResult = () -> {};
    Runnable onCancel = () -> {};
    Runnable onWaiter = () -> {};

    Meddler(ToyFuture inside) {
      this.inside = inside;
    }

    @Override
    public TaskLoop loop() {
      return inside.loop();
    }

    @Override
    public boolean isDone() {
      return inside.isDone();
    }

    @Override
    public boolean isBlocking() {
      return inside.isBlocking();
    }

    @Override
    public void setBlocking(boolean blocking) {
      inside.setBlocking(blocking);
    }

    @Override
    public void addWaiter(Task<?> task) {
      inside.whenDone(done -> task.wakeup(this), task.context());
      onWaiter.run();
    }

    @Override
    public boolean cancel(Object message) {
      onCancel.run();
      return inside.cancel(message);
    }

    @Override
    public Object result() {
      onResult.run();
      return inside.result();
    }
  }

  private static Task<Object> awaiting(ToyWorld world, Meddler meddler) {
    return world.task(
        g -> {
          meddler.suspend();
          return new Boxed(meddler);
        },
        g -> g.returns("value"));
  }

  @Test
  void point9_resultMayCancelTheTask() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Meddler meddler = new Meddler(world.toyFuture());
    Task<Object> task = awaiting(world, meddler);
    meddler.onResult = () -> assertTrue(task.cancel());
    world.runOnce();
    meddler.inside.setResult("value");
    world.runOnce();
    assertTrue(task.isCancelled(), "a cancel in the wakeup is delivered by its step");
    assertEquals(0, world.loop.readyCount());
  }

  @Test
  void point9_addWaiterMayCompleteTheFuture() throws Exception {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Meddler meddler = new Meddler(world.toyFuture());
    meddler.onWaiter = () -> meddler.inside.setResult(null);
    Task<Object> task = awaiting(world, meddler);
    world.runUntilIdle();
    assertEquals("value", task.result());
  }

  @Test
  void point9_addWaiterMayCancelTheTask() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Meddler meddler = new Meddler(world.toyFuture());
    Task<Object> task = awaiting(world, meddler);
    meddler.onWaiter = () -> assertTrue(task.cancel());
    world.runOnce();
    assertTrue(meddler.inside.isCancelled(), "the task does not wait yet, so it passes the request on itself");
    assertFalse(task.snapshot().mustCancel());
    world.runUntilIdle();
    assertTrue(task.isCancelled());
  }

  @Test
  void point9_cancelMayCompleteTheFuture() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Meddler meddler = new Meddler(world.toyFuture());
    Task<Object> task = awaiting(world, meddler);
    meddler.onCancel = () -> meddler.inside.setResult("too late");
    world.runOnce();
    assertTrue(task.cancel());
    assertTrue(task.snapshot().mustCancel(), "the future has not taken it");
    world.runUntilIdle();
    assertTrue(task.isCancelled());
    assertEquals(List.of(), world.reported());
  }

  @ParameterizedTest
  @EnumSource
  void point9_callSoonMayUseTheFutureThatIsBeingCompleted(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    Callback<Future<Object>> first = done -> world.log.add("first");
    Callback<Future<Object>> second = done -> world.log.add("second");
    future.addDoneCallback(first);
    future.addDoneCallback(second);
    world.toyLoop.intruder =
        () -> {
          assertTrue(future.isDone());
          assertEquals(0, future.removeDoneCallback(second), "what is being scheduled is out of the list");
          assertFalse(future.cancel());
          future.addDoneCallback(done -> world.log.add("added"));
        };
    future.setResult(null);
    world.toyLoop.runUntilIdle();
    assertEquals(List.of("added", "first", "second"), world.log);
  }

  // ---- 10 contexts

  @Test
  void point10_aContextIsCapturedIfNoneIsGivenAndHandedToEachCall() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    ToyContext given = new ToyContext("given");
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task =
        world.runtime.createTask(
            world.toyLoop,
            new ToyGenerator(
                g -> null,
                g -> g.await(future),
                g -> {
                  world.log.add(world.guest.context);
                  return g.returns(null);
                }),
            new TaskOptions(null, given, false));
    world.guest.context.variable = "captured";
    future.addDoneCallback(done -> world.log.add(world.guest.context.variable));
    world.guest.context.variable = "later";
    world.toyLoop.runOnce();
    world.toyLoop.runOnce();
    future.setResult(null);
    assertEquals(4, world.toyLoop.contexts.size());
    assertSame(given, world.toyLoop.contexts.get(0), "first step");
    assertSame(given, world.toyLoop.contexts.get(1), "after a bare yield");
    assertSame(given, world.toyLoop.contexts.get(3), "wakeup");
    world.toyLoop.runUntilIdle();
    assertSame(given, task.context());
    assertEquals("captured", world.log.get(0));
    assertSame(given, world.log.get(1));
  }

  @Test
  void point10_stepsOnOurLoopRunInTheTasksContext() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    world.guest.context.variable = "at creation";
    Future<Object> future = world.future();
    Task<Object> task =
        world.task(
            g -> {
              world.log.add(world.guest.context);
              return g.await(future);
            },
            g -> {
              world.log.add(world.guest.context);
              return g.returns(world.guest.context.variable);
            });
    world.guest.context.variable = "later";
    world.runOnce();
    future.setResult(null);
    world.runOnce();
    assertSame(task.context(), world.log.get(0));
    assertSame(task.context(), world.log.get(1));
    assertEquals("at creation", task.snapshot().result());
  }

  @Test
  void point10_anEagerStartRunsInTheContext() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    ToyContext given = new ToyContext("given");
    TaskOptions eager = new TaskOptions(null, given, true);
    Task<Object> creator =
        world.task(
            g -> {
              ToyGenerator body = new ToyGenerator(h -> h.returns(world.guest.context));
              Task<Object> child = world.runtime.createTask(world.loop, body, eager);
              assertSame(given, child.result());
              return g.returns(world.guest.context);
            });
    world.runOnce();
    assertSame(creator.context(), creator.snapshot().result());
  }

  @Test
  void point10_python34HasNoContexts() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_4);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> null, g -> g.await(future));
    future.addDoneCallback(done -> {}, new ToyContext(null));
    world.runUntilIdle();
    future.setResult(null);
    world.runUntilIdle();
    assertTrue(task.isDone());
    assertNull(task.context());
    assertEquals(0, world.guest.asked(Question.CAPTURE_CONTEXT));
    assertEquals(0, world.guest.asked(Question.RUN_IN_CONTEXT));
  }

  // ---- 11 the registry takes foreign tasks and loops

  @ParameterizedTest
  @EnumSource
  void point11_itsTasksAreInOurRegistry(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Registry registry = world.runtime.registry();
    ToyTask toy =
        world.toyTask(
            world.loop,
            false,
            g -> {
              world.log.add(registry.currentTask(world.loop));
              return g.returns(null);
            });
    Task<Object> ours = world.task(g -> g.returns(null));
    assertEquals(2, registry.allTasks(world.loop).size());
    assertSame(toy, registry.allTasks(world.loop).get(0));
    assertSame(ours, registry.allTasks(world.loop).get(1));
    world.runOnce();
    assertSame(toy, world.log.get(0));
    assertNull(registry.currentTask(world.loop));
    assertEquals(world.since(7) ? 0 : 1, registry.allTasks(world.loop).stream().filter(task -> task == ours).count());
    registry.unregister(world.loop, toy);
    registry.unregister(world.loop, toy);
    assertFalse(registry.allTasks(world.loop).contains(toy));
  }

  @ParameterizedTest
  @EnumSource
  void point11_enterLeaveAndSwapGoByIdentity(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Registry registry = world.runtime.registry();
    for (TaskLoop where : List.of(world.loop, world.toyLoop)) {
      Opaque one = new Opaque();
      Opaque other = new Opaque();
      registry.enter(where, one);
      assertSame(one, registry.currentTask(where));
      assertSame(ErrorKind.ENTER, kind(raisedBy(() -> registry.enter(where, other))));
      assertSame(ErrorKind.ENTER, kind(raisedBy(() -> registry.enter(where, one))));
      assertSame(ErrorKind.LEAVE, kind(raisedBy(() -> registry.leave(where, other))));
      assertSame(one, registry.swap(where, other));
      assertSame(other, registry.swap(where, one));
      registry.leave(where, one);
      assertNull(registry.currentTask(where));
      assertSame(ErrorKind.LEAVE, kind(raisedBy(() -> registry.leave(where, one))));
      registry.register(where, one);
      registry.register(where, one);
      registry.register(where, other);
      assertEquals(2, registry.allTasks(where).size());
      registry.unregister(where, one);
      assertSame(other, registry.allTasks(where).get(0));
    }
  }

  @Test
  void point11_aForeignTaskInAStepIsRespected() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Registry registry = world.runtime.registry();
    Opaque foreign = new Opaque();
    ToyGenerator body = new ToyGenerator(g -> g.returns("done"));
    Task<Object> task = world.taskOf(world.loop, body);
    registry.enter(world.loop, foreign);
    world.runOnce();
    assertSame(ErrorKind.ENTER, kind(world.reported().get(0)));
    assertSame(foreign, registry.currentTask(world.loop));
    assertEquals(0, body.stepsRun());
    registry.leave(world.loop, foreign);
    assertEquals(List.of(task), registry.allTasks(world.loop), "stranded, but not lost");
    task.step(null, null);
    assertTrue(task.isDone());
  }

  @ParameterizedTest
  @EnumSource
  void point11_forgetDropsWhatWasKeptForALoop(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Registry registry = world.runtime.registry();
    Opaque task = new Opaque();
    registry.register(world.toyLoop, task);
    registry.enter(world.toyLoop, task);
    registry.forget(world.toyLoop);
    assertNull(registry.currentTask(world.toyLoop));
    assertEquals(List.of(), registry.allTasks(world.toyLoop));
    registry.forget(world.toyLoop);
  }

  @ParameterizedTest
  @EnumSource
  void point11_loopsOfOtherThreadsDoNotMeet(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Registry registry = world.runtime.registry();
    ToyLoop elsewhere = new ToyLoop(new ToyGuest());
    Task<Object> here =
        world.taskOn(
            world.toyLoop,
            g -> {
              FutureTask<Task<Object>> other =
                  new FutureTask<>(
                      () -> {
                        Task<Object> there = world.taskOn(elsewhere, h -> h.returns(registry.currentTask(elsewhere)));
                        elsewhere.runOnce();
                        return there;
                      });
              Thread thread = new Thread(other);
              thread.start();
              thread.join();
              assertSame(other.get(), other.get().result());
              return g.returns(registry.currentTask(world.toyLoop));
            });
    world.toyLoop.runOnce();
    assertSame(here, here.result());
    assertNull(registry.currentTask(world.toyLoop));
    assertNull(registry.currentTask(elsewhere));
  }

  // ---- 12 no pinning. That there is no strong map can be seen only after a collection; what the api shows is here.

  @ParameterizedTest
  @EnumSource
  void point12_aTaskLetsGoOfItsWaiter(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    List<Task<Object>> self = new ArrayList<>();
    self.add(
        world.task(
            g -> g.await(future),
            g -> {
              world.log.add(self.get(0).snapshot().waiter());
              return null;
            },
            g -> null));
    world.runOnce();
    assertSame(future, self.get(0).snapshot().waiter());
    future.setResult(null);
    assertEquals(List.of(), future.snapshot().callbacks());
    world.runOnce();
    assertNull(world.log.get(0));
    assertNull(self.get(0).snapshot().waiter());
  }

  @Test
  void point12_theStoredCancelledErrorIsGivenOnce() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Raised error = ToyClass.CANCELLED_ERROR.raised(new Opaque());
    Task<Object> task =
        world.task(
            g -> {
              throw error;
            });
    world.runOnce();
    assertSame(error, task.snapshot().exception());
    assertSame(error, assertThrows(Raised.class, task::result));
    assertNull(task.snapshot().exception());
    Raised second = assertThrows(Raised.class, task::result);
    assertNotSame(error, second);
    assertNull(second.exception.argument);
  }

  @Test
  void point12_anEagerlyFinishedTaskLetsItsCoroutineGo() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    TaskOptions eager = TaskOptions.DEFAULT.eager();
    world.toyTask(
        world.loop,
        false,
        g -> {
          Registry registry = world.runtime.registry();
          Object creator = registry.currentTask(world.loop);
          ToyGenerator body =
              new ToyGenerator(
                  h -> {
                    world.log.add(registry.currentTask(world.loop) != creator);
                    return null;
                  });
          Task<Object> done = world.runtime.createTask(world.loop, new ToyGenerator(h -> h.returns(null)), eager);
          Task<Object> pending = world.runtime.createTask(world.loop, body, eager);
          world.log.add(done.coroutine() == null && done.isDone());
          world.log.add(pending.coroutine() == body);
          world.log.add(registry.currentTask(world.loop) == creator);
          world.log.add(registry.allTasks(world.loop).contains(done));
          world.log.add(registry.allTasks(world.loop).size());
          return g.returns(null);
        });
    world.runUntilIdle();
    assertEquals(List.of(true, true, true, true, false, 2), world.log);
  }

  // ---- 13 creation that fails. What is reported when the half-made task is collected would need a collection.

  @ParameterizedTest
  @EnumSource
  void point13_whatIsNoCoroutineIsRefusedBeforeAnything(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    for (TaskLoop where : List.of(world.loop, world.toyLoop)) {
      Raised error = raisedBy(() -> world.taskOf(where, null));
      assertSame(ErrorKind.NOT_A_COROUTINE, error.exception.kind);
      assertSame(ToyClass.TYPE_ERROR, error.exception.type);
      assertEquals(List.of(), world.runtime.registry().allTasks(where));
    }
    assertEquals(0, world.loop.readyCount() + world.toyLoop.size());
    assertEquals(0, world.guest.asked(Question.CAPTURE_CONTEXT));
  }

  @ParameterizedTest
  @EnumSource
  void point13_aClosedLoopRefusesWithTheGuestsError(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    ToyGenerator body = new ToyGenerator(g -> g.returns(null));
    world.loop.close();
    assertSame(ErrorKind.LOOP_CLOSED, kind(raisedBy(() -> world.taskOf(world.loop, body))));
    assertEquals(List.of(), world.runtime.registry().allTasks(world.loop));
    assertEquals(0, body.stepsRun());
  }

  // ---- 14 base operations

  @ParameterizedTest
  @EnumSource
  void point14_theBaseCompletesATaskFromOutside(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Task<Object> task = world.task(g -> g.returns("own"));
    if (world.since(7)) {
      assertSame(ErrorKind.TASK_OUTCOME, kind(raisedBy(() -> task.setResult("outside"))));
      assertSame(
          ErrorKind.TASK_OUTCOME, kind(raisedBy(() -> task.setException(ToyClass.VALUE_ERROR.raised(null)))));
      assertFalse(task.isDone());
    }
    world.runtime.base().setResult(task, "base");
    assertEquals("base", task.result());
    assertSame(ErrorKind.ALREADY_DONE, kind(raisedBy(() -> world.runtime.base().setResult(task, "again"))));
    assertFalse(world.runtime.base().cancel(task, null));
    world.runOnce();
    assertSame(ErrorKind.STEP_OF_DONE, kind(world.reported().get(0)));
    assertEquals("base", task.result());
  }

  @ParameterizedTest
  @EnumSource
  void point14_aStateThatWasForcedWins(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    List<Task<Object>> self = new ArrayList<>();
    self.add(
        world.task(
            g -> {
              world.runtime.base().cancel(self.get(0), null);
              return g.returns("too late");
            }));
    self.add(
        world.task(
            g -> {
              world.runtime.base().setException(self.get(1), ToyClass.VALUE_ERROR.raised(null));
              throw ToyClass.CANCELLED_ERROR.raised(null);
            }));
    world.runUntilIdle();
    assertTrue(self.get(0).isCancelled());
    assertSame(ToyClass.VALUE_ERROR, type(self.get(1).exception()));
    assertEquals(1, world.reported().size(), "a return is told, a cancel is not");
    assertSame(ErrorKind.ALREADY_DONE, kind(world.reported().get(0)));
    assertNull(world.runtime.registry().currentTask(world.loop));
  }

  @ParameterizedTest
  @EnumSource
  void point14_theBaseTakesNoForeignFuture(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    ToyTask toy = world.toyTask(world.loop, false, g -> null);
    assertThrows(IllegalArgumentException.class, () -> world.runtime.base().cancel(toy, null));
    assertFalse(toy.isDone());
  }

  // ---- 15 cheap reads, and 16: asked from any thread, the guest is not called

  @ParameterizedTest
  @EnumSource
  void point15_and16_aSnapshotReadsWithoutAsking(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Raised error = ToyClass.VALUE_ERROR.raised(new Opaque());
    Opaque message = new Opaque();
    Future<Object> failed = world.future();
    Future<Object> future = world.future();
    Task<Object> waiting = world.task(g -> g.await(future));
    Task<Object> asked = world.task(g -> null);
    world.runOnce();
    asked.cancel(message);
    failed.setException(error);
    int questions = world.guest.askedAtAll();
    FutureTask<List<Snapshot>> elsewhere =
        new FutureTask<>(() -> List.of(failed.snapshot(), future.snapshot(), waiting.snapshot(), asked.snapshot()));
    Thread thread = new Thread(elsewhere);
    thread.start();
    thread.join();
    List<Snapshot> seen = elsewhere.get();
    assertEquals(questions, world.guest.askedAtAll());
    assertSame(error, seen.get(0).exception());
    assertTrue(seen.get(0).neverRetrieved());
    assertTrue(failed.snapshot().neverRetrieved(), "to look is not to retrieve");
    assertSame(waiting, seen.get(1).callbacks().get(0).target());
    assertSame(future, seen.get(2).waiter());
    assertTrue(seen.get(3).mustCancel());
    assertEquals(world.since(11) ? 1 : 0, seen.get(3).cancelling());
    assertSame(world.since(9) ? message : null, seen.get(3).cancelMessage());
    assertSame(error, failed.exception());
    assertFalse(failed.snapshot().neverRetrieved());
  }

  // ---- 17 a host loop adopts the ready queue

  /** A loop of the host with work of its own; each of its iterations runs one of ours. */
  private static final class Host {
    private final RunnableLoop adopted;
    private final ToyPoller clock;
    private final List<String> trace = new ArrayList<>();

    Host(RunnableLoop adopted, ToyPoller clock) {
      this.adopted = adopted;
      this.clock = clock;
      clock.timePasses = false; // the host sleeps, not the loop that it adopted
    }

    void run() throws InterruptedException {
      boolean goesOn = true;
      while (goesOn) {
        if (adopted.readyCount() > 0) {
          trace.add("ready");
        } else if (adopted.nextDeadline() == Long.MAX_VALUE) {
          trace.add("idle");
          return;
        } else {
          trace.add("sleep " + (adopted.nextDeadline() - clock.now));
          clock.now = adopted.nextDeadline();
        }
        goesOn = adopted.runOnce();
      }
      trace.add("stopped");
    }
  }

  @ParameterizedTest
  @EnumSource
  void point17_aHostDrivesOurLoop(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Host host = new Host(world.loop, world.poller);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> null, g -> g.await(future), g -> g.returns(g.value));
    world.loop.callAt(50, ignored -> future.setResult("timer"), null, null);
    host.run();
    assertEquals(List.of("ready", "ready", "sleep 50", "ready", "idle"), host.trace);
    assertEquals(4, world.poller.polls, "one poll for each iteration");
    assertEquals("timer", task.result());
    host.trace.clear();
    world.loop.callSoonThreadsafe(world.loop::stop);
    assertEquals(1, world.loop.readyCount(), "what another thread brings is ready");
    host.run();
    assertEquals("stopped", host.trace.get(host.trace.size() - 1));
    assertFalse(world.loop.isRunning());
    world.task(g -> g.returns(null));
    assertTrue(world.loop.runOnce(), "the host may go on");
  }
}
