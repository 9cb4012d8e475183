package io.github.aiotask.spec.trace;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An event that an observer was told.
 *
 * @param by the number of the instruction that was being performed; 0: none
 * @param words as in AsyncioTask.tla: its kind, whose it is, what
 */
record Event(int by, List<String> words) {
  /** The end of a program that has left its loop nothing to do. */
  static final Event IDLE = new Event(0, List.of("idle"));

  String kind() {
    return words.get(0);
  }

  /** As TLA+ writes it. */
  String tla() {
    String told = words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ", "<<", ">>"));
    return "[by |-> " + by + ", told |-> " + told + "]";
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
