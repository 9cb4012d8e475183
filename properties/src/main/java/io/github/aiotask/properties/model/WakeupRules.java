package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;

/** Chapter 5. */
final class WakeupRules {

  private WakeupRules() {}

  /** §5.2, §5.3: reads the future, and steps the task with what is in it. */
  static Outcome wakeup(State s, int task, int future) {
    Outcome read = FutureRules.result(s.by("5.1").by("5.3"), future);
    if (!read.isRaised()) {
      return StepRules.step(read.state().by("5.2"), task, read.value(), null);
    }
    if (leaves(s, read.error())) {
      return read.at(read.state().by("5.4"));
    }
    State by = s.before(8) && read.error().is(ExceptionKind.CANCELLED) ? read.state().also("3.15") : read.state();
    return StepRules.step(by.by(s.before(8) ? "5.2" : "5.5"), task, null, read.error());
  }

  /** §5.4: up to 3.7 some errors are nothing that a wakeup passes on. */
  private static boolean leaves(State s, Err error) {
    return s.before(8) && (error.is(ExceptionKind.BASE_EXCEPTION) || error.is(ExceptionKind.EXIT));
  }
}
