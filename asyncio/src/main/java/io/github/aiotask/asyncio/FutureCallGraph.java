package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.inspect.Call;
import java.util.List;
import java.util.Objects;

/**
 * Where a future or task stands, and who awaits it: what {@link Asyncio#captureCallGraph()} has seen at one moment.
 *
 * @param future it itself
 * @param callStack the calls of a task, the innermost first; empty for a plain future
 * @param awaitedBy the same of each that awaits it, as far as the graph goes: one that is on its own path has none here
 */
public record FutureCallGraph(Future<?> future, List<Call> callStack, List<FutureCallGraph> awaitedBy) {

  /**
   * Copies.
   *
   * @param future it itself
   * @param callStack its calls
   * @param awaitedBy who awaits it
   */
  public FutureCallGraph {
    Objects.requireNonNull(future, "FutureCallGraph: the future is null");
    callStack = List.copyOf(callStack);
    awaitedBy = List.copyOf(awaitedBy);
  }

  /** As lines, indented. */
  String format() {
    StringBuilder text = new StringBuilder();
    formatTo(text, "");
    return text.toString();
  }

  private void formatTo(StringBuilder text, String indent) {
    String name = future instanceof Task<?> task ? "Task " + task.name() : Capture.describe(future);
    text.append(indent).append("* ").append(name).append('\n');
    if (!callStack.isEmpty()) {
      text.append(indent).append("  + Call stack:\n");
      callStack.forEach(call -> text.append(indent).append("  |   ").append(call).append('\n'));
    }
    if (!awaitedBy.isEmpty()) {
      text.append(indent).append("  + Awaited by:\n");
      awaitedBy.forEach(one -> one.formatTo(text, indent + "     "));
    }
  }
}
