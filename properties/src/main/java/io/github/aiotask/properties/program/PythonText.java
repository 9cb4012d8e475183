package io.github.aiotask.properties.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** CPython's texts of errors and reports, by kind: errors compare by kind, never by text. The only place that knows them. */
public final class PythonText {
  /** Whatever is there, up to the last bracket of the line: it may quote another error, and be cut in the middle. */
  private static final String TEXT = ".*";

  private static final int LONGEST = 10_000; // none of CPython's own is longer

  private static final char SEPARATOR = '\u001f';

  private static final Map<Pattern, String> KINDS = new LinkedHashMap<>();

  static {
    kind("NOT_READY", "InvalidStateError\\((Result is not (ready|set)|Exception is not set)\\.\\)");
    kind("ALREADY_DONE", "InvalidStateError\\(((FINISHED|CANCELLED): " + TEXT + "|invalid state)\\)");
    kind("STEP_OF_DONE", "(AssertionError|InvalidStateError)\\(_*step\\(\\): already done: " + TEXT + "\\)");
    kind("STOP_ITERATION_REFUSED", "TypeError\\(StopIteration interacts badly with [^)]*\\)");
    kind("STOP_ITERATION", "RuntimeError\\(StopIteration interacts badly with [^)]*\\)");
    kind("STOP_ITERATION", "RuntimeError\\((generator|coroutine) raised StopIteration\\)");
    kind("TASK_OUTCOME", "RuntimeError\\(Task does not support set_\\w+ operation\\)");
    kind("NOT_A_COROUTINE", "AssertionError\\(5\\)|TypeError\\(a coroutine was expected, got 5\\)");
    kind("ENTER", "RuntimeError\\(Cannot enter into task " + TEXT + "\\)");
    kind("LEAVE", "KeyError\\(@\\)|RuntimeError\\((Leaving|Invalid attempt to leave) task " + TEXT + "\\)");
    kind("OTHER_LOOP", "RuntimeError\\(Task @ got Future @ attached to a different loop\\)");
    kind("OTHER_LOOP", "ValueError\\(The future belongs to a different loop than " + TEXT + "\\)");
    kind("OTHER_LOOP", "ValueError\\(loop argument must agree with Future\\)");
    kind("SELF_AWAIT", "RuntimeError\\(Task cannot await on itself: @\\)");
    kind("YIELDED_GENERATOR", "RuntimeError\\(yield was used instead of yield from for generator in " + TEXT + "\\)");
    kind("YIELD_WITHOUT_AWAIT", "RuntimeError\\(yield was used instead of yield from in " + TEXT + "\\)");
    kind("BAD_YIELD", "RuntimeError\\(Task got bad yield: " + TEXT + "\\)");
    kind("WAIT_CYCLE", "RecursionError(?!\\([a-z]+\\))(\\(" + TEXT + "\\))?");
    kind("LOOP_CLOSED", "RuntimeError\\(Event loop is closed\\)");
    kind(
        "LOOP_RUNNING",
        "RuntimeError\\((Event loop is running\\.|This event loop is already running"
            + "|Cannot run the event loop while another loop is running|Cannot close a running event loop)\\)");
    kind("STOPPED_EARLY", "RuntimeError\\(Event loop stopped before Future completed\\.\\)");
    kind("COROUTINE_AS_CALLBACK", "TypeError\\(coroutines cannot be used with call_soon\\(\\)\\)");
    kind("IllegalStateException", "(AssertionError|RuntimeError)\\((yield from|await) wasn't used with future\\)");
    kind("IllegalStateException", "RuntimeError\\(cannot reuse already awaited coroutine\\)");
    kind("IllegalStateException", "ValueError\\(coroutine already executing\\)");
    kind("IllegalStateException", "RuntimeError\\(Timeout should be used inside a task\\)");
    kind("IllegalStateException", "RuntimeError\\(Cannot change state of [a-z]+ Timeout\\)");
    kind("IllegalStateException", "RuntimeError\\(TaskGroup @ cannot determine the parent task\\)");
    kind("IllegalStateException", "RuntimeError\\(TaskGroup @ is (finished|shutting down)\\)");
    kind("SHIELDED_RAISED", "\\w+ exception in shielded future");
    kind("ORPHAN_RAISED", "Task @ has errored out but its parent task @ is already completed");
    kind("EH[CALLBACK_RAISED]", "EH\\[Exception in callback @\\]");
    kind("EH[DESTROYED_PENDING]", "EH\\[Task was destroyed but it is pending!\\]");
  }

  private PythonText() {}

  private static void kind(String kind, String text) {
    KINDS.put(Pattern.compile(text), kind);
  }

  /** The line with kinds in the place of CPython's texts; those in lists and groups end with a separator, which goes. */
  public static String toKinds(String line) {
    if (line.indexOf(SEPARATOR) < 0) {
      return toKindsAlone(line);
    }
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (int at = line.indexOf(SEPARATOR); at >= 0; at = line.indexOf(SEPARATOR, from)) {
      result.append(toKindsAlone(line.substring(from, at)));
      from = at + 1;
    }
    return result.append(toKindsAlone(line.substring(from))).toString();
  }

  private static String toKindsAlone(String part) {
    if (part.length() > LONGEST) {
      return part;
    }
    String result = part;
    for (Map.Entry<Pattern, String> entry : KINDS.entrySet()) {
      result = entry.getKey().matcher(result).replaceAll(entry.getValue());
    }
    return result;
  }
}
