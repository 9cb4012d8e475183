package io.github.aiotask.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.Accessor;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CPython's classes keep in attributes and private methods, and what a guest's objects read of a future. */
class BaseFutureTest {
  private final ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
  private final BaseFuture base = world.runtime.base();

  private static Raised raisedBy(Executable code) {
    return assertThrows(Raised.class, code);
  }

  private static Object message(Throwable cancelled) {
    ToyException exception = ((Raised) cancelled).exception;
    assertSame(ToyClass.CANCELLED_ERROR, exception.type);
    return exception.argument;
  }

  // ---- §1.19 the message of a cancel

  @ParameterizedTest
  @EnumSource
  void aMessageThatIsSetIsThatOfTheErrorsToCome(PythonVersion version) {
    ToyWorld one = new ToyWorld(version);
    Opaque set = new Opaque();
    Future<Object> future = one.future();
    future.cancel(new Opaque());
    one.runtime.base().setCancelMessage(future, set);
    Object expected = one.since(9) ? set : null; // §6.7
    assertSame(expected, message(raisedBy(future::result)));
    assertSame(expected, future.cancelMessage());
    assertSame(expected, future.snapshot().cancelMessage());
  }

  @Test
  void aMessageThatIsSetWhilePendingIsReplacedByThatOfACancel() {
    Future<Object> future = world.future();
    base.setCancelMessage(future, new Opaque());
    future.cancel();
    assertNull(message(raisedBy(future::result)));
  }

  @Test
  void aMessageThatIsSetOutlivesAnotherOutcome() throws Exception {
    Opaque early = new Opaque();
    Opaque late = new Opaque();
    Future<Object> future = world.future();
    base.setCancelMessage(future, early);
    assertSame(early, message(base.makeCancelledError(future)));
    future.setResult("result");
    assertSame(early, message(base.makeCancelledError(future)));
    base.setCancelMessage(future, late);
    assertSame(late, message(base.makeCancelledError(future)));
    base.setCancelMessage(future, null);
    assertNull(message(base.makeCancelledError(future)));
    assertEquals("result", future.result());
  }

  @Test
  void theNextStepDeliversTheMessageThatIsSet() {
    Opaque set = new Opaque();
    Task<Object> task = world.task(g -> null, ToyGenerator.except(g -> world.log.add(message(g.error)) ? null : null));
    world.runOnce();
    task.cancel(new Opaque());
    base.setCancelMessage(task, set);
    world.runOnce();
    assertSame(set, world.log.get(0)); // §3.3
  }

  // ---- makeCancelledError §1.13 §1.14

  @Test
  void theErrorThatEndedATaskIsMadeOnceAndStaysAsItIs() {
    Raised own = ToyClass.CANCELLED_ERROR.raised(new Opaque());
    Task<Object> task =
        world.task(
            g -> {
              throw own;
            });
    world.runOnce();
    Opaque set = new Opaque();
    base.setCancelMessage(task, set);
    assertSame(own, base.makeCancelledError(task));
    Throwable next = base.makeCancelledError(task);
    assertNotSame(own, next);
    assertSame(set, message(next));
    assertSame(set, message(raisedBy(task::result)));
  }

  @Test
  void aNewErrorIsMadeOfItsFuture() {
    Future<Object> future = world.future();
    future.cancel("why");
    base.makeCancelledError(future);
    assertSame(future, world.guest.cancelled);
    Future<Object> other = world.future();
    other.cancel();
    raisedBy(other::result);
    assertSame(other, world.guest.cancelled);
    Task<Object> task = world.task(g -> null, g -> null);
    world.runOnce();
    task.cancel();
    world.runOnce();
    assertSame(task, world.guest.cancelled);
  }

  /** A result is no message, even where the guest has completed the task inside of its own last step. */
  @Test
  void aResultIsNoMessage() {
    ToyWorld old = new ToyWorld(PythonVersion.PYTHON_3_7);
    List<Task<Object>> self = new ArrayList<>();
    self.add(
        old.task(
            g -> {
              self.get(0).cancel();
              old.runtime.base().setResult(self.get(0), "result");
              return g.returns(null);
            }));
    old.runOnce();
    assertEquals(1, old.guest.messages.size()); // §3.20
    assertNull(old.guest.messages.get(0));
  }

  // ---- setRetrieved §1.12

  @Test
  void anErrorThatCountsAsRetrievedIsNotReported() {
    Future<Object> future = world.future();
    base.setRetrieved(future);
    future.setException(ToyClass.VALUE_ERROR.raised(null));
    assertTrue(future.snapshot().neverRetrieved(), "too early");
    int questions = world.guest.askedAtAll();
    base.setRetrieved(future);
    assertFalse(future.snapshot().neverRetrieved());
    assertEquals(questions, world.guest.askedAtAll());
    world.loop.close();
    assertEquals(List.of(), world.reports); // §9.10
  }

  @Test
  void allOfThemTakeTheRuntimesOwnAlone() {
    Future<Object> other = new ToyWorld(PythonVersion.PYTHON_3_14).future();
    List<Executable> calls =
        List.of(
            () -> base.setCancelMessage(other, null),
            () -> base.makeCancelledError(other),
            () -> base.setRetrieved(other));
    calls.forEach(call -> assertThrows(IllegalArgumentException.class, call));
  }

  // ---- what was asked §1.11 §3.21

  @Test
  void theGuestIsToldWhichHalfOfAnOutcomeWasAskedOrSet() {
    Future<Object> future = world.future();
    assertSame(Accessor.RESULT, raisedBy(future::result).exception.cause);
    assertSame(Accessor.EXCEPTION, raisedBy(future::exception).exception.cause);
    Task<Object> task = world.task(g -> null);
    assertSame(Accessor.RESULT, raisedBy(() -> task.setResult(null)).exception.cause);
    assertSame(
        Accessor.EXCEPTION, raisedBy(() -> task.setException(ToyClass.VALUE_ERROR.raised(null))).exception.cause);
  }

  // ---- cheap reads

  @Test
  void aTaskIsReadWithoutASnapshot() {
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), ToyGenerator.except(g -> null));
    Task<Object> other = world.task(g -> null);
    world.runOnce();
    assertSame(future, task.waiter());
    assertFalse(task.mustCancel());
    assertNull(other.waiter());
    Opaque why = new Opaque();
    other.cancel(why);
    assertTrue(other.mustCancel());
    assertSame(why, other.cancelMessage());
    task.cancel(why);
    assertSame(future, task.waiter()); // §6.2
    assertSame(why, future.cancelMessage());
    world.runOnce();
    assertNull(task.waiter()); // §3.4
  }

  // ---- §1.7 removeDoneCallback

  private final class Asked implements Callback<Future<Object>> {
    private final String name;
    private final boolean answer;

    Asked(String name, boolean answer) {
      this.name = name;
      this.answer = answer;
    }

    @Override
    public void call(Future<Object> future) {}

    @Override
    public boolean equals(Object other) {
      world.log.add(name + " == " + (other instanceof Asked asked ? asked.name : "?"));
      return answer;
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode of a callback was called");
    }
  }

  @Test
  void theRegisteredOneIsAskedWithTheGivenOneEvenIfTheyAreTheSame() {
    Future<Object> future = world.future();
    Asked never = new Asked("never", false);
    Asked always = new Asked("always", true);
    Asked given = new Asked("given", true);
    future.addDoneCallback(never);
    future.addDoneCallback(always);
    assertEquals(1, future.removeDoneCallback(given));
    assertEquals(0, future.removeDoneCallback(never));
    assertEquals(List.of("never == given", "always == given", "never == never"), world.log);
  }
}
