package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.model.FutureState.Type;
import io.github.aiotask.properties.model.Functions.Gather;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Chapter 10: gather. */
final class GatherRules {

  private static final int ASKS_CHILDREN = 5; // §10.9
  private static final int KEEPS_CANCEL = 6; // §10.10
  private static final int HEARS_ONCE = 7; // §10.67 §10.69
  private static final int MAY_NOT_BE_MADE = 9; // a callback that comes then
  private static final int ASKS_LOOP = 14; // before, it is on the loop of its first argument
  private static final int COUNTS_DONE = 12; // §10.13

  private GatherRules() {}

  /** §10.5: hears of each argument; the value is the future that the gather is. */
  static Outcome gather(State s, String name, List<Ref> arguments, boolean outcomes) {
    if (arguments.isEmpty()) {
      return ofNothing(s.by("10.12"), name);
    }
    int id = s.functions().gathers().size();
    Gather begun = new Gather(id, TaskState.NONE, TreePVector.empty(), 0, outcomes, false);
    if (s.before(HEARS_ONCE)) {
      return hearingOfPlaces(s.by("10.5"), begun, name, arguments);
    }
    List<Ref> known = new ArrayList<>();
    List<Integer> done = new ArrayList<>();
    PVector<Integer> children = TreePVector.empty();
    Outcome each = Outcome.done(s.by("10.5").with(s.functions().with(begun)));
    for (Ref one : arguments) {
      int first = known.indexOf(one);
      known.add(one);
      if (first >= 0) {
        each = each.then(there -> Outcome.done(there.also("10.67")));
        children = children.plus(children.get(first));
        continue;
      }
      each = each.then(there -> Awaitables.ensureFuture(there, one, there.before(ASKS_LOOP)));
      if (each.isRaised()) {
        return each;
      }
      int child = Awaitables.id(each);
      children = children.plus(child);
      if (each.state().future(child).isDone() && s.since(COUNTS_DONE)) {
        done.add(child);
        continue;
      }
      State there = each.state().future(child).isDone() ? each.state().by("10.14") : each.state().by("10.5");
      each = FutureRules.addDoneCallback(there.also("10.67"), child, new Callback.ChildOfGather(id));
    }
    PVector<Integer> all = children;
    int different = (int) all.stream().distinct().count();
    return each.then(heard -> make(heard, begun, name, all, different)).then(made -> countDone(made, id, done));
  }

  /** §10.68: first all futures, then a callback for each place, as often as the same one is there. */
  private static Outcome hearingOfPlaces(State s, Gather begun, String name, List<Ref> arguments) {
    List<Ref> known = new ArrayList<>();
    PVector<Integer> children = TreePVector.empty();
    Outcome each = Outcome.done(s.with(s.functions().with(begun)));
    for (Ref one : arguments) {
      int first = known.indexOf(one);
      known.add(one);
      if (first >= 0) {
        children = children.plus(children.get(first));
        continue;
      }
      each = each.then(there -> Awaitables.ensureFuture(there, one, there.before(ASKS_LOOP)));
      if (each.isRaised()) {
        return each;
      }
      children = children.plus(Awaitables.id(each));
    }
    PVector<Integer> all = children;
    each = each.then(there -> make(there, begun, name, all, all.size()));
    for (int child : all) {
      each = each.then(there -> FutureRules.addDoneCallback(
          there.by(there.future(child).isDone() ? "10.14" : "10.5").also("10.68"),
          child,
          new Callback.ChildOfGather(begun.id())));
    }
    return each.then(there -> Outcome.done(there, Ref.future(there.functions().gathers().get(begun.id()).outer())));
  }

  private static Outcome ofNothing(State s, String name) {
    FutureState outer = FutureState.pending(s.futures().size(), name, Type.PLAIN, State.MAIN, null);
    return FutureRules.setResult(s.with(outer), outer.id(), new Items(List.of()))
        .then(done -> Outcome.done(done, Ref.future(outer.id())));
  }

  private static Outcome make(State s, Gather begun, String name, PVector<Integer> children, int callbacks) {
    FutureState outer = FutureState.pending(s.futures().size(), name, Type.GATHER, State.MAIN, null);
    return Outcome.done(s.by("10.5").with(outer).with(s.functions().with(begun.made(outer.id(), children, callbacks))));
  }

  /** §10.13: those that were done at the call. */
  private static Outcome countDone(State s, int id, List<Integer> done) {
    Outcome counted = Outcome.done(s);
    for (int child : done) {
      counted = counted.then(next -> ended(next.by("10.13"), id, child));
    }
    return counted.then(all -> Outcome.done(all, Ref.future(all.functions().gathers().get(id).outer())));
  }

  /** A child has ended. */
  static Outcome ended(State s, int id, int child) {
    Gather gather = s.functions().gathers().get(id).lessOne();
    State counted = s.with(s.functions().with(gather));
    boolean cancelled = counted.future(child).status() == Status.CANCELLED;
    if (gather.outer() == TaskState.NONE && counted.before(MAY_NOT_BE_MADE)) {
      counted = counted.also(Model.DIFFERENCE); // a NameError of CPython's
    }
    if (gather.outer() == TaskState.NONE || counted.future(gather.outer()).isDone()) {
      return cancelled ? Outcome.done(counted) : FutureRules.exception(counted.by("10.6"), child).then(Outcome::done);
    }
    if (!gather.outcomes() && cancelled) {
      return fail(FutureRules.cancellation(counted, counted.future(child)), "10.7", gather);
    }
    if (gather.outcomes() && !cancelled && counted.before(HEARS_ONCE)) {
      counted = FutureRules.exception(counted.by("10.70"), child).state();
    }
    if (!gather.outcomes()) {
      Outcome read = FutureRules.exception(counted.by("10.6"), child);
      if (read.value() != null) {
        return FutureRules.setException(read.state().by("10.6"), gather.outer(), read.error());
      }
      counted = read.state();
    }
    return gather.left() == 0 ? complete(counted, gather) : Outcome.done(counted);
  }

  /** All have ended. */
  private static Outcome complete(State start, Gather gather) {
    State s = start.by(gather.outcomes() ? "10.8" : "10.5");
    List<@Nullable Object> results = new ArrayList<>();
    for (int child : gather.children()) {
      Outcome outcome = outcome(s, child);
      s = outcome.state();
      results.add(outcome.value());
    }
    if (gather.cancelled() && s.since(KEEPS_CANCEL)) {
      int last = gather.children().get(gather.children().size() - 1);
      return fail(FutureRules.cancellation(s, s.future(last)), "10.10", gather);
    }
    String rule = !gather.outcomes() ? "10.5" : gather.cancelled() ? "10.11" : "10.8";
    return FutureRules.setResult(s.by(rule), gather.outer(), new Items(results));
  }

  /** §10.8: as a value. */
  private static Outcome outcome(State s, int child) {
    FutureState ended = s.future(child);
    if (ended.status() == Status.CANCELLED) {
      return Outcome.done(s, Err.cancelled(ended.message()));
    }
    Outcome error = FutureRules.exception(s.since(HEARS_ONCE) ? s.also("10.69") : s, child);
    return error.value() != null ? error : FutureRules.result(error.state(), child);
  }

  private static Outcome fail(Outcome cancellation, String rule, Gather gather) {
    return FutureRules.setException(cancellation.state().by(rule), gather.outer(), cancellation.error());
  }

  /** §10.9: the children are cancelled, and the gather ends as they do; whether one took it. */
  static Outcome cancel(State start, int outer, @Nullable Object message) {
    if (start.future(outer).isDone()) {
      return Outcome.done(start.by("10.9"), false);
    }
    int id = start.functions().gatherOf(outer).id();
    State s = start.by("10.9");
    boolean taken = false;
    for (int child : s.functions().gathers().get(id).children()) {
      Outcome cancelled = CancelRules.cancel(s, child, message);
      if (cancelled.isRaised()) {
        return cancelled;
      }
      s = cancelled.state().by("10.9");
      taken |= cancelled.value() == Boolean.TRUE;
    }
    Gather asked = s.functions().gathers().get(id).cancelling();
    return Outcome.done(taken ? s.with(s.functions().with(asked)) : s, taken || s.before(ASKS_CHILDREN));
  }
}
