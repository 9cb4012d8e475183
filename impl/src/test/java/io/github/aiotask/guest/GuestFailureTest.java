package io.github.aiotask.guest;

import static io.github.aiotask.guest.ToyGenerator.except;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.Snapshot.State;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.guest.ToyGuest.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The guest fails: its loop refuses a call (point 8), its future a waiter, and each question once. State is changed
 * before anything is called out; the error goes to who made the call; what is stranded is found and can go on.
 */
class GuestFailureTest {

  private static Raised raisedBy(Runnable body) {
    return assertThrows(Raised.class, body::run);
  }

  /** Nobody runs, no entry is left, and these errors and no others were reported. */
  private static void assertQuiet(ToyWorld world, Throwable... reported) {
    Registry registry = world.runtime.registry();
    assertNull(registry.currentTask(world.loop));
    assertNull(registry.currentTask(world.toyLoop));
    assertEquals(0, world.loop.readyCount() + world.toyLoop.size());
    assertEquals(reported.length, world.reported().size());
    for (int i = 0; i < reported.length; i++) {
      assertSame(reported[i], world.reported().get(i));
    }
  }

  // ---- 8 callSoon of the guest's loop throws

  @ParameterizedTest
  @EnumSource
  void point8_atCreation(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    ToyGenerator body = new ToyGenerator(g -> g.returns("done"));
    Raised refusal = world.toyLoop.refuseOnce();
    assertSame(refusal, raisedBy(() -> world.taskOf(world.toyLoop, body)));
    assertEquals(List.of(), world.runtime.registry().allTasks(world.toyLoop));
    assertEquals(0, body.stepsRun());
    assertQuiet(world);
    Task<Object> second = world.taskOf(world.toyLoop, body);
    world.runUntilIdle();
    assertTrue(second.isDone(), "the coroutine is as it was");
  }

  @ParameterizedTest
  @EnumSource
  void point8_atTheCompletionOfAFuture(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> g.await(future), g -> g.returns(g.value));
    world.toyLoop.runOnce();
    Raised refusal = world.toyLoop.refuseOnce();
    assertSame(refusal, raisedBy(() -> future.setResult("value")));
    assertEquals("value", future.result());
    assertEquals(List.of(), future.snapshot().callbacks());
    assertSame(future, task.snapshot().waiter());
    assertEquals(0, world.toyLoop.queued(task));
    assertPending(world, world.toyLoop, task);
    task.wakeup(future);
    assertEquals("value", task.result());
    assertQuiet(world);
  }

  @ParameterizedTest
  @EnumSource
  void point8_atAnErrorOfAFutureTheCallerHasIt(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised error = ToyClass.VALUE_ERROR.raised(null);
    Future<Object> future = world.toyLoopFuture();
    future.addDoneCallback(done -> {});
    Raised refusal = world.toyLoop.refuseOnce();
    assertSame(refusal, raisedBy(() -> future.setException(error)));
    assertFalse(future.snapshot().neverRetrieved());
    assertSame(error, future.exception());
  }

  @ParameterizedTest
  @EnumSource
  void point8_atACancel(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> g.await(future));
    world.toyLoop.runOnce();
    Raised refusal = world.toyLoop.refuseOnce();
    assertSame(refusal, raisedBy(task::cancel));
    assertTrue(future.isCancelled());
    assertFalse(task.isDone());
    assertTrue(task.cancel(), "the waiter is done, so the task has the request itself");
    task.step(null, null);
    assertTrue(task.isCancelled());
    assertQuiet(world);
  }

  @ParameterizedTest
  @EnumSource
  void point8_atABareYield(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Task<Object> other = world.taskOn(world.toyLoop, g -> null, g -> g.returns("other"));
    world.toyLoop.runOnce();
    Task<Object> task =
        world.taskOn(world.toyLoop, g -> refuseAndYield(world, null), g -> null, g -> g.returns("done"));
    world.runUntilIdle();
    assertTrue(other.isDone());
    assertEquals(1, world.reported().size(), "the step's error goes to the loop");
    assertEquals(State.PENDING, task.snapshot().state());
    assertPending(world, world.toyLoop, task);
    task.step(null, null);
    assertEquals(1, world.toyLoop.queued(task), "a later step is queued, and once");
    world.runUntilIdle();
    assertEquals("done", task.result());
  }

  private static Object refuseAndYield(ToyWorld world, Object yielded) {
    world.log.add(world.toyLoop.refuseOnce());
    return yielded;
  }

  @ParameterizedTest
  @EnumSource
  void point8_atAnAnswer(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Task<Object> task = world.taskOn(world.toyLoop, g -> refuseAndYield(world, "bad"), g -> g.returns("done"));
    world.runUntilIdle();
    assertQuiet(world, (Raised) world.log.get(0));
    assertFalse(task.isDone());
    task.step(null, null);
    assertTrue(task.isDone());
  }

  @ParameterizedTest
  @EnumSource
  void point8_atTheEndOfATask(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    Task<Object> child = world.taskOn(world.toyLoop, g -> null, g -> refuseAndYield(world, g.returns("child")));
    Task<Object> parent = world.taskOn(world.toyLoop, g -> g.await(child), g -> g.returns(g.value));
    world.runUntilIdle();
    assertQuiet(world, (Raised) world.log.get(0));
    assertEquals("child", child.result());
    assertFalse(parent.isDone());
    parent.wakeup(child);
    assertEquals("child", parent.result());
  }

  @ParameterizedTest
  @EnumSource
  void point8_atACallbackOfADoneFuture(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.toyLoopFuture();
    future.setResult(null);
    Raised refusal = world.toyLoop.refuseOnce();
    assertSame(refusal, raisedBy(() -> future.addDoneCallback(done -> world.log.add("called"))));
    future.addDoneCallback(done -> world.log.add("again"));
    world.runUntilIdle();
    assertEquals(List.of("again"), world.log);
  }

  // ---- a foreign future throws

  /** A future that refuses what it is told to. */
  private static final class Refusing implements FutureLike<Object> {
    private final ToyFuture inside;
    Raised onWaiter;
    Raised onCancel;

    Refusing(ToyFuture inside) {
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
      if (onWaiter != null) {
        throw onWaiter;
      }
      inside.addWaiter(task);
    }

    @Override
    public boolean cancel(Object message) {
      if (onCancel != null) {
        throw onCancel;
      }
      return inside.cancel(message);
    }

    @Override
    public Object result() {
      return inside.result();
    }
  }

  private static Object yieldBoxed(FutureLike<?> future) {
    future.suspend();
    return new ToyGuest.Boxed(future);
  }

  @Test
  void aFutureThatRefusesAWaiterIsNotWaitedFor() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Refusing future = new Refusing(world.toyFuture());
    future.onWaiter = ToyClass.VALUE_ERROR.raised(null);
    Task<Object> task = world.task(g -> yieldBoxed(future), g -> g.returns("done"));
    Task<Object> other = world.task(g -> null, g -> g.returns("other"));
    world.runUntilIdle();
    assertQuiet(world, future.onWaiter);
    assertFalse(future.isBlocking());
    assertNull(task.snapshot().waiter());
    assertTrue(other.isDone());
    assertPending(world, world.loop, task);
    task.step(null, null);
    assertTrue(task.isDone());
  }

  @Test
  void aFutureWhoseCancelThrowsIsStillWaitedFor() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Refusing future = new Refusing(world.toyFuture());
    Task<Object> task = world.task(g -> yieldBoxed(future), g -> g.returns("done"));
    world.runOnce();
    future.onCancel = ToyClass.VALUE_ERROR.raised(null);
    assertSame(future.onCancel, raisedBy(task::cancel));
    assertEquals(1, task.cancelling(), "counted before anything is asked");
    assertSame(future, task.snapshot().waiter());
    future.inside.setResult(null);
    world.runUntilIdle();
    assertTrue(task.isDone());
    assertQuiet(world);
  }

  // ---- each question fails once

  /** These and no others are pending in the loop, and all tasks know them. */
  private static void assertPending(ToyWorld world, TaskLoop loop, Task<?>... expected) {
    List<Object> pending =
        world.runtime.registry().allTasks(loop).stream().filter(task -> !((Task<?>) task).isDone()).toList();
    assertEquals(List.of(expected), pending);
  }

  /** Another task of the same loop, which must not notice. */
  private static Task<Object> bystander(ToyWorld world) {
    return world.task(g -> null, g -> null, g -> g.returns("bystander"));
  }

  @ParameterizedTest
  @EnumSource
  void asFutureThrows(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> yieldBoxed(future), except(g -> g.returns("resumed")));
    Task<Object> other = bystander(world);
    Raised error = world.guest.failOnce(Question.AS_FUTURE);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertTrue(other.isDone());
    assertTrue(future.isBlocking(), "the future is as it was");
    assertPending(world, world.loop, task);
    task.step(null, ToyClass.VALUE_ERROR.raised(null));
    assertEquals("resumed", task.snapshot().result());
  }

  @ParameterizedTest
  @EnumSource
  void isGeneratorThrows(PythonVersion version) {
    strandedByAnAnswer(new ToyWorld(version), Question.IS_GENERATOR);
  }

  @ParameterizedTest
  @EnumSource
  void newErrorThrowsAtAnAnswer(PythonVersion version) {
    strandedByAnAnswer(new ToyWorld(version), Question.NEW_ERROR);
  }

  private static void strandedByAnAnswer(ToyWorld world, Question question) {
    Task<Object> task = world.task(g -> "bad yield", g -> g.returns("resumed"));
    Task<Object> other = bystander(world);
    Raised error = world.guest.failOnce(question);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertTrue(other.isDone());
    assertPending(world, world.loop, task);
    task.step(null, null);
    assertEquals("resumed", task.snapshot().result());
  }

  @ParameterizedTest
  @EnumSource
  void newErrorThrowsToWhoAsked(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Raised error = world.guest.failOnce(Question.NEW_ERROR);
    assertSame(error, assertThrows(Raised.class, future::result));
    future.setResult("first");
    Raised again = world.guest.failOnce(Question.NEW_ERROR);
    assertSame(again, raisedBy(() -> future.setResult("second")));
    assertEquals("first", future.snapshot().result());
    Raised creation = world.guest.failOnce(Question.NEW_ERROR);
    assertSame(creation, raisedBy(() -> world.taskOf(world.loop, null)));
    assertEquals(0, world.loop.readyCount());
  }

  @ParameterizedTest
  @EnumSource
  void newCancelledThrowsAtADelivery(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), except(g -> g.returns(g.error)));
    Task<Object> other = bystander(world);
    world.runOnce();
    future.setResult(null);
    task.cancel();
    Raised error = world.guest.failOnce(Question.NEW_CANCELLED);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertTrue(other.isDone());
    assertTrue(task.snapshot().mustCancel(), "the request is not lost");
    assertPending(world, world.loop, task);
    task.step(null, null);
    assertSame(ToyClass.CANCELLED_ERROR, ((Raised) task.snapshot().result()).exception.type);
  }

  @ParameterizedTest
  @EnumSource
  void newCancelledThrowsToWhoAsked(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), except(g -> g.returns(g.error)));
    world.runOnce();
    future.cancel();
    Raised error = world.guest.failOnce(Question.NEW_CANCELLED);
    world.runUntilIdle();
    assertSame(error, task.snapshot().result(), "what the future answers to its reader is raised in the task");
    assertQuiet(world);
    assertTrue(future.isCancelled());
  }

  @Test
  void captureContextThrows() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Future<Object> future = world.future();
    ToyGenerator body = new ToyGenerator(g -> g.returns("done"));
    Raised creation = world.guest.failOnce(Question.CAPTURE_CONTEXT);
    assertSame(creation, raisedBy(() -> world.taskOf(world.loop, body)));
    Raised callback = world.guest.failOnce(Question.CAPTURE_CONTEXT);
    assertSame(callback, raisedBy(() -> future.addDoneCallback(done -> {})));
    Raised call = world.guest.failOnce(Question.CAPTURE_CONTEXT);
    assertSame(call, raisedBy(() -> world.loop.callSoon(() -> {})));
    Raised threadsafe = world.guest.failOnce(Question.CAPTURE_CONTEXT);
    assertSame(threadsafe, raisedBy(() -> world.loop.callSoonThreadsafe(() -> {})));
    assertEquals(List.of(), future.snapshot().callbacks());
    assertEquals(List.of(), world.runtime.registry().allTasks(world.loop));
    assertQuiet(world);
    assertEquals(0, body.stepsRun());
    Task<Object> second = world.taskOf(world.loop, body);
    world.runUntilIdle();
    assertTrue(second.isDone());
  }

  @Test
  void runInContextThrowsAtAWakeup() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), g -> g.returns(g.value));
    world.runOnce();
    future.setResult("value");
    Task<Object> other = bystander(world);
    Raised error = world.guest.failOnce(Question.RUN_IN_CONTEXT);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertTrue(other.isDone());
    assertSame(future, task.snapshot().waiter());
    assertPending(world, world.loop, task);
    task.wakeup(future);
    assertEquals("value", task.snapshot().result());
  }

  @Test
  void aContextThatCannotBeEnteredStrandsItsTaskAndNoOther() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Future<Object> future = world.toyLoopFuture();
    Task<Object> task = world.taskOn(world.toyLoop, g -> g.await(future), g -> g.returns(g.value));
    Task<Object> other = world.taskOn(world.toyLoop, g -> g.await(future), g -> g.returns(g.value));
    world.runUntilIdle();
    future.setResult("value");
    ((ToyContext) task.context()).enter();
    world.runUntilIdle();
    ((ToyContext) task.context()).leave();
    assertEquals(1, world.reported().size());
    assertTrue(other.isDone());
    assertPending(world, world.toyLoop, task);
    task.wakeup(future);
    assertEquals("value", task.snapshot().result());
  }

  @Test
  void runInContextThrowsAtACallback() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    world.loop.callSoon(() -> world.log.add("skipped"));
    world.loop.callSoon(() -> world.log.add("next"));
    Raised error = world.guest.failOnce(Question.RUN_IN_CONTEXT);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertEquals(List.of("next"), world.log);
  }

  @ParameterizedTest
  @EnumSource
  void kindOfThrowsAtADelivery(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), g -> g.returns("done"));
    Task<Object> other = bystander(world);
    world.runOnce();
    future.setException(ToyClass.VALUE_ERROR.raised(null));
    task.cancel();
    Raised error = world.guest.failOnce(Question.KIND_OF);
    world.runUntilIdle();
    assertTrue(other.isDone());
    assertEquals(List.of(error), world.reported().stream().filter(each -> each == error).toList());
    if (!task.isDone()) {
      task.step(null, null);
    }
    assertTrue(task.isCancelled(), "the request is not lost");
  }

  @ParameterizedTest
  @EnumSource
  void kindOfThrowsAtAnErrorOfACallback(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Raised original = ToyClass.VALUE_ERROR.raised("of the callback");
    world.loop.callSoon(
        () -> {
          throw original;
        });
    Task<Object> other = bystander(world);
    world.guest.failOnce(Question.KIND_OF);
    world.runUntilIdle();
    assertTrue(other.isDone());
    assertTrue(world.reported().stream().anyMatch(each -> each == original), "the error of the callback is lost");
  }

  @Test
  void kindOfThrowsAtTheEndOfARun() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Raised original = ToyClass.VALUE_ERROR.raised(null);
    Future<Object> future = world.future();
    world.loop.callSoon(() -> future.setException(original));
    world.guest.failOnce(Question.KIND_OF);
    assertSame(original, assertThrows(Raised.class, () -> world.loop.runUntilComplete(future)));
  }

  @Test
  void runInContextThrowsAtAFirstStep() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Task<Object> task = world.task(g -> null, g -> g.returns("done"));
    Task<Object> other = bystander(world);
    Raised error = world.guest.failOnce(Question.RUN_IN_CONTEXT);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertTrue(other.isDone());
    assertPending(world, world.loop, task);
    task.step(null, null);
    world.runUntilIdle();
    assertEquals("done", task.snapshot().result());
  }

  @ParameterizedTest
  @EnumSource
  void equalityThatRemovesAnotherCallbackLosesNobody(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Future<Object> future = world.future();
    io.github.aiotask.Callback<Future<Object>> plain = done -> {};
    class Removing implements io.github.aiotask.Callback<Future<Object>> {
      @Override
      public void call(Future<Object> done) {}

      boolean asked;

      @Override
      public boolean equals(Object other) {
        if (!asked) {
          asked = true;
          future.removeDoneCallback(plain);
        }
        return false;
      }

      @Override
      public int hashCode() {
        return 0;
      }
    }
    io.github.aiotask.Callback<Future<Object>> last = done -> {};
    future.addDoneCallback(plain);
    future.addDoneCallback(new Removing());
    Task<Object> task = world.task(g -> g.await(future), g -> g.returns("woken"));
    world.runOnce();
    future.addDoneCallback(last);
    assertEquals(1, future.removeDoneCallback(last));
    future.setResult(null);
    world.runUntilIdle();
    assertTrue(task.isDone(), "the task's wakeup is lost");
  }

  @Test
  void in34AFutureIsWhatTheGuestSaysIsOne() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_4);
    ToyFuture future = world.toyFuture();
    Task<Object> task =
        world.task(
            g -> {
              future.suspend();
              return new ToyGuest.Boxed(future);
            },
            g -> g.returns(future.result()));
    world.runOnce();
    assertSame(future, task.snapshot().waiter());
  }

  @Test
  void kindOfThrowsAtTheEndOfATaskThatSomebodyAwaits() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Raised original = ToyClass.VALUE_ERROR.raised("original");
    Task<Object> task =
        world.task(
            g -> null,
            g -> {
              throw original;
            });
    Task<Object> reader = world.task(g -> g.await(task), except(g -> g.returns(g.error)));
    world.runOnce();
    Raised error = world.guest.failOnce(Question.KIND_OF);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertSame(original, task.exception());
    assertSame(original, reader.snapshot().result());
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatTheLoopDropsIsStillATask(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Task<Object> task = world.task(g -> g.returns(null));
    world.loop.close();
    assertPending(world, world.loop, task);
  }

  @ParameterizedTest
  @EnumSource
  void newCancelledThrowsAtAFirstStep(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    Task<Object> task = world.task(g -> g.returns(null));
    task.cancel();
    Raised error = world.guest.failOnce(Question.NEW_CANCELLED);
    world.runUntilIdle();
    assertQuiet(world, error);
    assertPending(world, world.loop, task);
    task.step(null, null);
    assertTrue(task.isCancelled(), "the request is not lost");
  }

  @Test
  void kindOfThrowsInTheCallbackThatStopsARun() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Raised original = ToyClass.VALUE_ERROR.raised(null);
    Future<Object> future = world.future();
    world.loop.callSoon(
        () -> {
          future.setException(original);
          world.guest.failOnce(Question.KIND_OF);
        });
    assertSame(original, assertThrows(Raised.class, () -> world.loop.runUntilComplete(future)));
  }

  @ParameterizedTest
  @EnumSource
  void aHostSeesAStop(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    world.loop.stop();
    assertTrue(world.loop.readyCount() > 0, "the host would sleep");
  }
}
