package io.github.aiotask.inspect;

import java.util.ArrayList;
import java.util.List;

/** What is said of a loop, and of a task in one line. */
final class LoopText {
  static final String NONE = "no loop is known: one becomes known by Asyncio.run, a Runner or Asyncio.on(runtime, loop)\n";

  private LoopText() {}

  /** Its head, with the stack of what blocks it. */
  static String of(LoopDump loop) {
    StringBuilder text = new StringBuilder("loop ").append(loop.id());
    if (loop.thread() != null) {
      text.append(" in the thread ").append(oneLine(loop.thread()));
    }
    int count = loop.tasks().size();
    text.append(" ").append(loop.status().words()).append(", ").append(count).append(count == 1 ? " task" : " tasks");
    String running = loop.running();
    if (loop.status() == LoopDump.Status.BLOCKED) {
      text.append(": ").append(running == null ? "a callback" : "a step of " + oneLine(running)).append(" does not end");
    } else if (loop.status() == LoopDump.Status.BUSY && running != null) {
      text.append("; just now ").append(oneLine(running)).append(" runs");
    }
    text.append("\n");
    for (Call call : loop.stack()) {
      text.append("    at ").append(call).append("\n");
    }
    return text.toString();
  }

  /** One line, whatever characters are in a name. */
  static String oneLine(String said) {
    return said.codePoints().anyMatch(Character::isISOControl) ? said.replaceAll("\\p{Cntrl}", "?") : said;
  }

  /** What a task does. */
  static String state(TaskDump task) {
    return switch (task.state()) {
      case RUNNING -> "running";
      case READY -> "ready";
      case WAITING -> "waiting";
    };
  }

  /** What a task waits for, since when, how long it will at most, and whether it is to end; empty if there is nothing to say. */
  static String waits(TaskDump task) {
    List<String> parts = new ArrayList<>();
    if (task.waitsFor() != null) {
      parts.add(task.waitsFor());
    }
    if (task.since() != null) {
      parts.add("for " + task.since().toSeconds() + " s or more");
    }
    parts.addAll(task.limits());
    int cancels = task.cancelRequests();
    if (cancels > 0) {
      String times = cancels == 1 ? "once" : cancels + " times";
      parts.add("cancel asked " + times + (task.cancelIsDelivered() ? ", and it goes on" : ""));
    }
    return String.join("; ", parts);
  }
}
