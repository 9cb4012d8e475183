package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.FutureState.Type;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/** Chapter 6. */
final class CancelRules {

  private CancelRules() {}

  /** cancel() of whatever it is; the value is its answer. */
  static Outcome cancel(State s, int id, @Nullable Object message) {
    FutureState future = s.future(id);
    return switch (future.type()) {
      case PLAIN, RAISING -> FutureRules.cancel(s.by("1.9"), id, message);
      case FOREIGN -> Outcome.done(s, false);
      case GATHER -> leadsIntoCycle(s, id) ? refused(s) : GatherRules.cancel(s, id, message);
      case TASK -> leadsIntoCycle(s, id) ? refused(s) : cancelTask(s, id, message);
    };
  }

  private static Outcome refused(State s) {
    return Outcome.raised(s.by("6.9"), "WAIT_CYCLE");
  }

  private static Outcome cancelTask(State s, int id, @Nullable Object message) {
    State silent = FutureRules.silenced(s, id);
    if (silent.future(id).isDone()) {
      return Outcome.done(silent.by("6.1"), false);
    }
    State counted = count(silent, id);
    int waiter = counted.future(id).ofTask().waiter();
    if (waiter == TaskState.NONE) {
      return Outcome.done(request(counted, id, message), true);
    }
    Outcome passed = cancel(counted.by("6.2"), waiter, message);
    return passed.isRaised() || passed.value() == Boolean.TRUE
        ? passed
        : Outcome.done(request(passed.state(), id, message), true);
  }

  /** §6.4: counted first. */
  private static State count(State s, int id) {
    FutureState task = s.future(id);
    return s.before(11) ? s : s.by("6.4").with(task.withTask(task.ofTask().withCancelling(task.ofTask().cancelling() + 1)));
  }

  /** §6.3, §6.7: the next step will raise it, with the last message. */
  private static State request(State s, int id, @Nullable Object message) {
    FutureState task = s.future(id);
    State by = message != null && s.since(9) ? s.by("6.7") : s;
    return by.by("6.3").with(task.withTask(task.ofTask().withMust(true)).withMessage(s.since(9) ? message : null));
  }

  /** §6.9: no future at the end can take the request. */
  private static boolean leadsIntoCycle(State s, int id) {
    return leadsIntoCycle(s, id, HashTreePSet.empty());
  }

  private static boolean leadsIntoCycle(State s, int id, PSet<Integer> passed) {
    if (id == TaskState.NONE || s.future(id).isDone()) {
      return false;
    }
    if (passed.contains(id)) {
      return true;
    }
    return switch (s.future(id).type()) {
      case TASK -> leadsIntoCycle(s, s.future(id).ofTask().waiter(), passed.plus(id));
      case GATHER -> s.functions().gatherOf(id).children().stream()
          .anyMatch(child -> leadsIntoCycle(s, child, passed.plus(id)));
      case PLAIN, RAISING, FOREIGN -> false;
    };
  }

  /** §6.5, §6.6: takes one back; the last one takes the request back too. */
  static Outcome uncancel(State s, int id) {
    FutureState task = s.future(id);
    TaskState own = task.ofTask();
    if (s.before(11) || own.cancelling() == 0) {
      return Outcome.done(s.before(11) ? s : s.by("6.5"), 0);
    }
    TaskState less = own.withCancelling(own.cancelling() - 1);
    if (less.cancelling() == 0 && less.must() && s.since(13)) {
      return Outcome.done(s.by("6.5").by("6.6").with(task.withTask(less.withMust(false))), 0);
    }
    State by = less.must() ? s.by("6.5").also("6.6") : s.by("6.5");
    return Outcome.done(by.with(task.withTask(less)), less.cancelling());
  }
}
