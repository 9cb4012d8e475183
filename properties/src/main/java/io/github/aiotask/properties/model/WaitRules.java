package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.model.Functions.Wait;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Chapter 10: wait. */
final class WaitRules {

  /** §10.24: from then on it asks of no future which loop it is of. */
  static final int REFUSES_COROUTINES = 11;

  private WaitRules() {}

  /** §10.20, §10.26: hears of each future, in the order of the arguments. */
  static Routine.Begun wait(State s, List<Ref> arguments, String until, @Nullable Long nanos) {
    List<Ref> different = arguments.stream().distinct().toList();
    State by = different.size() < arguments.size() ? s.by("10.26").by("10.20") : s.by("10.20");
    PVector<Integer> futures = TreePVector.empty();
    for (Ref one : different) {
      boolean coroutine = one.kind() == Ref.Kind.COROUTINE; // before 3.11 only
      Outcome ensured = Awaitables.ensureFuture(coroutine ? by.by("10.25") : by, one, by.since(REFUSES_COROUTINES));
      if (ensured.isRaised()) {
        return new Routine.Begun(ensured, null);
      }
      futures = futures.plus(Awaitables.id(ensured));
      by = ensured.state().by("10.20");
    }
    return begin(by, futures, until, nanos);
  }

  private static Routine.Begun begin(State by, PVector<Integer> futures, String until, @Nullable Long nanos) {
    int id = by.functions().waits().size();
    int waiter = by.futures().size();
    Routine routine = new Routine.Wait(id);
    Outcome timed = Awaitables.newFuture(by).then(made -> nanos == null ? Outcome.done(made) : timer(made, waiter, nanos));
    if (timed.isRaised()) {
      return new Routine.Begun(timed, routine);
    }
    int timer = timed.value() instanceof Ref handle ? handle.id() : TaskState.NONE;
    State kept = timed.state();
    Wait wait = new Wait(id, futures, until, waiter, timer, futures.size());
    Outcome heard = Outcome.done(kept.with(kept.functions().with(wait)));
    for (int future : futures) {
      heard = heard.then(next -> FutureRules.addDoneCallback(next.by("10.20"), future, new Callback.Waited(id)));
    }
    return new Routine.Begun(heard.isRaised() ? heard : Routines.suspend(heard.state(), waiter), routine);
  }

  /** Releases what a task waits for, when that has passed; the value is its handle. */
  static Outcome timer(State s, int waiter, long nanos) {
    State captured = s.captureContext();
    Handle.Action release = new Handle.Action.Release(waiter);
    return LoopRules.callAt(captured, State.MAIN, captured.mainLoop().now() + nanos, release, captured.captured());
  }

  /** §10.20: one has ended. */
  static Outcome ended(State s, int id, int future) {
    Wait wait = s.functions().waits().get(id).lessOne();
    State by = s.by("10.20").with(s.functions().with(wait));
    if (wait.left() <= 0 || wait.until().equals("first")) {
      return goOn(by, wait);
    }
    if (!wait.until().equals("exception") || by.future(future).status() == Status.CANCELLED) {
      return Outcome.done(by);
    }
    Outcome read = FutureRules.exception(by, future);
    return read.value() == null ? Outcome.done(read.state()) : goOn(read.state().by("10.20"), wait);
  }

  private static Outcome goOn(State s, Wait wait) {
    return release(withoutTimer(s, wait), wait.waiter());
  }

  private static State withoutTimer(State s, Wait wait) {
    return wait.timer() == TaskState.NONE ? s : LoopRules.cancelHandle(s, wait.timer()).by("10.20");
  }

  /** Completes what a task waits for, unless it is done. */
  static Outcome release(State s, int waiter) {
    return s.future(waiter).isDone() ? Outcome.done(s) : FutureRules.setResult(s, waiter, null);
  }

  /** §10.21 to §10.23: goes on, or ends by an error; who is done, and who is not. */
  static Outcome resume(State s, int id, @Nullable Err raised) {
    Wait wait = s.functions().waits().get(id);
    Outcome waited = Routines.answer(s, wait.waiter(), raised);
    boolean leaves = waited.isRaised() && s.before(7);
    State after = withoutTimer(waited.state(), wait).by(leaves ? "10.23" : waited.isRaised() ? "10.22" : "10.20");
    if (leaves) {
      return waited.at(after.by("10.21"));
    }
    for (int future : wait.futures()) {
      after = FutureRules.removeDoneCallback(after, future, new Callback.Waited(id)).state();
    }
    if (waited.isRaised()) {
      return waited.at(after.by("10.21"));
    }
    State end = after.by("10.20");
    Items done = Items.ofFutures(wait.futures().stream().filter(one -> end.future(one).isDone()).toList());
    Items pending = Items.ofFutures(wait.futures().stream().filter(one -> !end.future(one).isDone()).toList());
    return Outcome.done(end, new Items(List.of(done, pending)));
  }
}
