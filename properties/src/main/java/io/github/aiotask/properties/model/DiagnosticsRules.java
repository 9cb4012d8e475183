package io.github.aiotask.properties.model;

import java.util.Locale;

/** Chapter 9, as far as it can be seen from inside of a program. */
final class DiagnosticsRules {

  private DiagnosticsRules() {}

  /** §9.5, §9.6: the word that toString begins with. */
  static String stateWord(State s, FutureState future) {
    TaskState task = future.task();
    boolean cancelling =
        task != null && (s.before(11) ? task.must() : task.cancelling() > 0 && !future.isDone());
    return cancelling ? "cancelling" : future.status().name().toLowerCase(Locale.ROOT);
  }
}
