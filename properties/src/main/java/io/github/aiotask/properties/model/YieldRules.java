package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Callback.Registered;
import io.github.aiotask.properties.model.Handle.Action;
import org.jspecify.annotations.Nullable;

/** Chapter 4: what a coroutine yielded. */
final class YieldRules {

  private YieldRules() {}

  static Outcome deal(State s, int task, @Nullable Object yielded) {
    if (yielded == null) {
      return schedule(s.by("4.8"), task, null);
    }
    if (yielded instanceof Ref ref && ref.kind() == Ref.Kind.FUTURE && isFuture(s, ref.id())) {
      return dealWithFuture(s, task, s.future(ref.id()));
    }
    if (yielded instanceof Ref ref && ref.kind() == Ref.Kind.COROUTINE) {
      return answer(s.by("4.9"), task, "YIELDED_GENERATOR");
    }
    boolean foreign = yielded instanceof Ref ref && ref.kind() == Ref.Kind.FUTURE;
    return answer(foreign ? s.by("4.1").also("4.10") : s.by("4.10"), task, "BAD_YIELD");
  }

  /** §4.1, §4.2: foreign classes from 3.5 on. */
  private static boolean isFuture(State s, int id) {
    return s.since(5) || !s.future(id).isForeign();
  }

  private static Outcome dealWithFuture(State s, int task, FutureState future) {
    State by = future.isForeign() ? s.by("4.2") : s;
    if (by.since(5) && future.loop() != by.future(task).loop()) {
      return answer(by.by("4.3"), task, "OTHER_LOOP");
    }
    if (!future.blocking()) {
      return answer(by.by("4.7"), task, "YIELD_WITHOUT_AWAIT");
    }
    if (by.since(6) && future.id() == task) {
      return answer(by.by("4.4"), task, "SELF_AWAIT");
    }
    return await(by, task, future);
  }

  /** §4.5: the flag is cleared, the task is registered, and only then does it wait. §4.12: a refusal leaves the step. */
  private static Outcome await(State s, int task, FutureState future) {
    State claimed = s.by("4.5").with(future.withBlocking(false));
    Outcome registered =
        FutureRules.register(claimed, future.id(), new Registered(new Callback.Wakeup(task), wakeupContext(s, task)));
    if (registered.isRaised()) {
      return registered.at(registered.state().by("4.12"));
    }
    State by = registered.state().by("4.5").also("5.6");
    FutureState waiting = by.future(task);
    return forward(by.with(waiting.withTask(waiting.ofTask().withWaiter(future.id()))), task);
  }

  private static int wakeupContext(State s, int task) {
    return s.future(task).ofTask().context();
  }

  /** §4.6: a request from inside of the step goes to the waiter at once. */
  private static Outcome forward(State s, int id) {
    FutureState task = s.future(id);
    if (!task.ofTask().must()) {
      return Outcome.done(s);
    }
    State by = task.isDone() && task.message() != null ? s.also(Model.DIFFERENCE).by("4.6") : s.by("4.6");
    Outcome cancelled = CancelRules.cancel(by, task.ofTask().waiter(), task.isDone() ? null : task.message());
    if (cancelled.isRaised() || cancelled.value() != Boolean.TRUE) {
      return cancelled;
    }
    State taken = cancelled.state().by("4.6");
    FutureState waiting = taken.future(id);
    return Outcome.done(taken.with(waiting.withTask(waiting.ofTask().withMust(false))));
  }

  /** §4.11: to answer is to schedule a step that raises the error at the yield. */
  private static Outcome answer(State s, int task, String kind) {
    return schedule(s.also("4.11"), task, Err.of(kind));
  }

  private static Outcome schedule(State s, int id, @Nullable Err error) {
    FutureState task = s.future(id);
    return LoopRules.callSoon(s.also("5.6"), task.loop(), new Action.Step(id, error), task.ofTask().context()).then(Outcome::done);
  }
}
