package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Callback.Registered;
import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.model.FutureState.Type;

/** Chapter 10: shield. */
final class ShieldRules {
  private ShieldRules() {}

  /** §10.16, §10.17: the value is the future that the shield is: the inner one itself if that is done. */
  static Outcome shield(State s, String name, Ref argument) {
    Outcome ensured = Awaitables.ensureFuture(s, argument, true);
    if (ensured.isRaised()) {
      return ensured;
    }
    FutureState inner = ensured.state().future(Awaitables.id(ensured));
    if (inner.isDone()) {
      return Outcome.done(ensured.state().by("10.16"), Ref.future(inner.id()));
    }
    int outer = ensured.state().futures().size();
    State made = ensured.state().by("10.17").with(FutureState.pending(outer, name, Type.PLAIN, inner.loop(), null));
    Callback ended = new Callback.OuterOfShield(inner.id(), outer);
    return FutureRules.addDoneCallback(made, inner.id(), new Callback.InnerOfShield(outer))
        .then(heard -> heard.before(7) ? Outcome.done(heard) : FutureRules.addDoneCallback(heard.also("10.71"), outer, ended))
        .then(heard -> Outcome.done(heard, Ref.future(outer)));
  }

  /** §10.17: the shield ends as the inner future does. */
  static Outcome innerEnded(State start, int inner, int outer) {
    State s = start.by("10.17");
    if (s.future(outer).status() == Status.CANCELLED) {
      boolean reads = s.before(14) && s.future(inner).status() != Status.CANCELLED;
      return reads ? FutureRules.exception(s.by("10.19"), inner).then(Outcome::done) : Outcome.done(s);
    }
    if (s.future(inner).status() == Status.CANCELLED) {
      return FutureRules.cancel(s, outer, null).then(Outcome::done);
    }
    Outcome read = FutureRules.exception(s, inner);
    State by = read.state().by("10.17");
    return read.value() != null
        ? FutureRules.setException(by, outer, read.error())
        : FutureRules.setResult(by, outer, by.future(inner).result());
  }

  /** §10.71, §10.18: ended before the inner one, it hears of that no more, but for its error. */
  static Outcome outerEnded(State start, int inner, int outer) {
    State s = start.by("10.17");
    if (s.future(inner).isDone()) {
      return Outcome.done(s);
    }
    s = s.also("10.71");
    if (s.before(14)) {
      return FutureRules.removeDoneCallback(s, inner, new Callback.InnerOfShield(outer)).then(Outcome::done);
    }
    int before = abandoned(s.future(inner));
    return FutureRules.removeDoneCallback(s, inner, new Callback.InnerOfShield(outer))
        .then(removed -> FutureRules.removeDoneCallback(removed, inner, new Callback.Abandoned(before)))
        .then(removed -> FutureRules.addDoneCallback(removed.by("10.18"), inner, new Callback.Abandoned(before + 1)));
  }

  /** How many shields of it were cancelled. */
  private static int abandoned(FutureState inner) {
    for (Registered one : inner.callbacks()) {
      if (one.callback() instanceof Callback.Abandoned abandoned) {
        return abandoned.shields();
      }
    }
    return 0;
  }

  /** §10.18: nobody else hears of its error. */
  static Outcome abandonedEnded(State s, int inner, int shields) {
    if (s.future(inner).status() == Status.CANCELLED) {
      return Outcome.done(s.by("10.18"));
    }
    Outcome read = FutureRules.exception(s, inner);
    State by = read.state().by("10.18");
    if (read.value() == null) {
      return Outcome.done(by);
    }
    return LoopRules.reportFuture(shields > 1 ? by.meets(Situation.TWO_SHIELDS) : by, inner, "SHIELDED_RAISED", read.error());
  }
}
