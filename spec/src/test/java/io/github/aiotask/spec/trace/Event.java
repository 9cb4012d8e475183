package io.github.aiotask.spec.trace;

import java.util.List;
import java.util.stream.Collectors;

/** An event in the words of AsyncioTask.tla: its kind, then whose it is and what. */
record Event(List<String> words) {
  /** The end of a program that has left its loop nothing to do. */
  static final Event IDLE = of("idle");

  static Event of(String... words) {
    return new Event(List.of(words));
  }

  String kind() {
    return words.get(0);
  }

  /** As TLA+ writes it. */
  String tla() {
    return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ", "<<", ">>"));
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
