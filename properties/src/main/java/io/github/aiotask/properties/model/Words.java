package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Program.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the words of an instruction stand for, and how values are written. */
final class Words {
  private static final double NANOS_PER_SECOND = 1e9;

  private Words() {}

  static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /** A variable, a number, None, a generator, 'text', or the word itself. */
  static @Nullable Object value(State s, String word) {
    if (s.has(word)) {
      return s.get(word);
    }
    if (word.isEmpty() || word.equals("None")) {
      return null;
    }
    if (word.equals("generator")) {
      return new Ref(Ref.Kind.COROUTINE, TaskState.NONE);
    }
    if (word.length() > 1 && word.startsWith("'") && word.endsWith("'")) {
      return word.substring(1, word.length() - 1);
    }
    return Limits.isNumber(word) ? (Object) Integer.valueOf(word) : word;
  }

  // ---- operands: the value of the outcome, or NameError, or TypeError

  static Outcome variable(State s, String name) {
    return s.has(name) ? Outcome.done(s, s.get(name)) : Outcome.raised(s, Err.parse("NameError(" + name + ")"));
  }

  /** A word that must be a number. */
  static Outcome number(State s, String word) {
    return Limits.isNumber(word) ? Outcome.done(s) : Outcome.raised(s, Err.parse("ValueError(" + word + ")"));
  }

  private static Outcome typed(State s, String name, String type, boolean fits) {
    Outcome there = variable(s, name);
    return there.isRaised() || fits ? there : Outcome.raised(s, Err.parse("TypeError(" + name + " is no " + type + ")"));
  }

  static Outcome futureLike(State s, String name) {
    return typed(s, name, "FutureLike", isA(s, name, Ref.Kind.FUTURE));
  }

  static Outcome future(State s, String name) {
    return typed(s, name, "Future", isA(s, name, Ref.Kind.FUTURE) && !futureOf(s, name).isForeign());
  }

  static Outcome task(State s, String name) {
    return typed(s, name, "Task", isA(s, name, Ref.Kind.FUTURE) && futureOf(s, name).task() != null);
  }

  static Outcome coroutine(State s, String name) {
    return typed(s, name, "Coroutine", isA(s, name, Ref.Kind.COROUTINE));
  }

  static Outcome handle(State s, String name) {
    return typed(s, name, "Handle", isA(s, name, Ref.Kind.HANDLE));
  }

  static Outcome loop(State s, String name) {
    return typed(s, name, "EventLoop", isA(s, name, Ref.Kind.LOOP));
  }

  static Outcome callback(State s, String name) {
    return typed(s, name, "Callback", s.has(name) && s.get(name) instanceof Callback);
  }

  static Outcome timeout(State s, String name) {
    return typed(s, name, "Timeout", isA(s, name, Ref.Kind.TIMEOUT));
  }

  static Outcome group(State s, String name) {
    return typed(s, name, "TaskGroup", isA(s, name, Ref.Kind.GROUP));
  }

  /** What asyncio's functions take: futures, tasks and coroutines, which nobody else resumes from then on; their refs. */
  static Outcome awaitables(State start, List<String> names) {
    State s = start;
    List<Ref> found = new ArrayList<>();
    for (String name : names) {
      boolean future = isA(s, name, Ref.Kind.FUTURE) && !futureOf(s, name).isForeign();
      Outcome there = typed(s, name, "Awaitable", future || isA(s, name, Ref.Kind.COROUTINE));
      if (there.isRaised()) {
        return there;
      }
      found.add((Ref) present(there.value()));
    }
    for (int i = 0; i < names.size(); i++) {
      Ref ref = found.get(i);
      if (ref.kind() == Ref.Kind.COROUTINE && (isTaken(s, ref) || s.frame(ref.id()).phase() != Frame.Phase.NEW)) {
        return taken(s, names.get(i));
      }
    }
    for (Ref ref : found) {
      s = ref.kind() == Ref.Kind.COROUTINE ? s.with(s.functions().taking(ref.id())) : s;
    }
    return Outcome.done(s, found);
  }

  private static boolean isTaken(State s, Ref coroutine) {
    return s.functions().taken().contains(coroutine.id());
  }

  /** A coroutine that is taken is nobody else's. */
  static Outcome free(State s, String coroutine) {
    return isTaken(s, (Ref) present(s.get(coroutine))) ? taken(s, coroutine) : Outcome.done(s);
  }

  private static Outcome taken(State s, String name) {
    return Outcome.raised(s, Err.parse("RuntimeError(" + name + " is taken)"));
  }

  /** A word that must be a time in seconds: in nanoseconds. */
  static Outcome nanos(State s, String word) {
    return Limits.isSeconds(word)
        ? Outcome.done(s, (long) (Double.parseDouble(word) * NANOS_PER_SECOND))
        : Outcome.raised(s, Err.parse("ValueError(" + word + ")"));
  }

  /** The same; without a word, or with None, there is no limit: null. */
  static Outcome limit(State s, String word) {
    return word.isEmpty() || word.equals("None") ? Outcome.done(s, null) : nanos(s, word);
  }

  private static boolean isA(State s, String name, Ref.Kind kind) {
    return s.has(name) && s.get(name) instanceof Ref ref && ref.kind() == kind;
  }

  private static Functions.Timeout timeoutOf(State s, String name) {
    return s.functions().timeouts().get(((Ref) present(s.get(name))).id());
  }

  private static FutureState futureOf(State s, String name) {
    return s.future(((Ref) present(s.get(name))).id());
  }

  /** The error that a word stands for: one in a variable, or a new one. */
  static Err error(State s, String text) {
    if (s.has(text) && s.get(text) instanceof Err error) {
      return error;
    }
    if (text.startsWith("CancelledError(") && text.endsWith(")")) {
      String message = text.substring("CancelledError(".length(), text.length() - 1);
      return Err.cancelled(message.isEmpty() ? null : message);
    }
    return Err.parse(text);
  }

  static Outcome raise(State s, Instruction one) {
    return Outcome.raised(s, error(s, one.text()));
  }

  // ---- writing

  /** As Python's str. */
  static String str(State s, @Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    boolean named = s.program().trace() == Trace.ALL;
    if (value instanceof Ref ref) {
      return named ? name(s, ref) : "@";
    }
    if (value instanceof Items list) {
      return list.text(item -> repr(s, item));
    }
    if (value instanceof Callback.Code code) {
      return named ? code.name() : "@";
    }
    return value.toString();
  }

  /** As Python's repr. */
  static String repr(State s, @Nullable Object value) {
    return value instanceof String text ? "'" + text + "'" : str(s, value);
  }

  private static String name(State s, Ref ref) {
    return switch (ref.kind()) {
      case FUTURE -> s.future(ref.id()).name();
      case COROUTINE -> ref.id() == TaskState.NONE ? "generator" : s.frame(ref.id()).who();
      case LOOP -> s.loop(ref.id()).name();
      case HANDLE, TIMEOUT, GROUP -> ref.name();
    };
  }

  /** The state of a future, for logs. */
  static String state(State s, FutureState future) {
    return switch (future.status()) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> future.error() == null ? "result=" + repr(s, future.result()) : "exc=" + future.error();
    };
  }

  // ---- expressions of logs

  /** Fills what stands in braces. */
  static Outcome fill(State start, String template) {
    StringBuilder filled = new StringBuilder();
    State s = start;
    int done = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', done)) {
      int close = template.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String expression = template.substring(open + 1, close).strip();
      boolean repr = expression.endsWith("!r");
      Outcome value = evaluate(s, repr ? expression.substring(0, expression.length() - 2) : expression);
      if (value.isRaised()) {
        return value;
      }
      s = value.state();
      filled.append(template, done, open).append(repr ? repr(s, value.value()) : str(s, value.value()));
      done = close + 1;
    }
    return Outcome.done(s, filled.append(template, done, template.length()).toString());
  }

  static Outcome evaluate(State s, String expression) {
    int is = expression.indexOf(" is ");
    if (is >= 0) {
      Outcome left = evaluate(s, expression.substring(0, is));
      return left
          .then(evaluated -> evaluate(evaluated, expression.substring(is + " is ".length())))
          .map(right -> Objects.equals(left.value(), right)); // refs stand for identity, and errors have no equals
    }
    if (expression.endsWith(" in all")) {
      Object task = value(s, expression.substring(0, expression.length() - " in all".length()));
      return Outcome.done(
          s.by("7.3"), RegistryRules.allTasks(s, State.MAIN).stream().anyMatch(one -> Ref.future(one.id()).equals(task)));
    }
    if (s.has(expression)) {
      return Outcome.done(s, s.get(expression));
    }
    int dot = expression.indexOf('.');
    return dot < 0
        ? Outcome.done(asked(s, expression), global(s, expression))
        : attribute(s, expression.substring(0, dot), expression.substring(dot + 1));
  }

  private static State asked(State s, String name) {
    return switch (name) {
      case "current" -> s.by("7.4");
      case "all" -> s.by("7.3");
      case "word" -> s.by(s.before(11) ? "9.5" : "9.6");
      case "traced" -> s.by("9.4");
      case "name" -> s.by("2.4");
      default -> s;
    };
  }

  private static @Nullable Object global(State s, String name) {
    return switch (name) {
      case "current" -> RegistryRules.currentTask(s, State.MAIN);
      case "all" -> RegistryRules.allTasks(s, State.MAIN).size();
      case "ready" -> s.mainLoop().readyCount();
      case "iteration" -> s.mainLoop().polls();
      case "time" -> s.mainLoop().now() / NANOS_PER_SECOND;
      default -> value(s, name);
    };
  }

  private static Outcome attribute(State s, String owner, String attribute) {
    if (owner.equals("context")) {
      return Outcome.done(readingContext(s), s.contextVariable(attribute));
    }
    if (attribute.equals("blocking")) {
      return futureLike(s, owner).then(there -> Outcome.done(s, futureOf(s, owner).blocking()));
    }
    if (attribute.equals("expired")) {
      return timeout(s, owner).then(there -> Outcome.done(s.by("10.44"), timeoutOf(s, owner).hasExpired()));
    }
    return future(s, owner).then(there -> attribute(s, futureOf(s, owner), attribute));
  }

  /** Whose context it is: a task's, or that of a callback. */
  private static State readingContext(State s) {
    if (s.before(7)) {
      return s;
    }
    return s.mainLoop().current() == TaskState.NONE ? s.by("1.8").also("8.19") : s.by("3.19").also("2.5").also("2.7");
  }

  private static Outcome attribute(State s, FutureState future, String attribute) {
    TaskState task = future.task();
    Object value;
    switch (attribute) {
      case "state" -> value = state(s, future);
      case "waiter" -> value = task == null || task.waiter() == TaskState.NONE ? null : Ref.future(task.waiter());
      case "must" -> value = task != null && task.must();
      case "callbacks" -> value = future.callbacks().size();
      case "cancelled" -> value = future.status() == Status.CANCELLED;
      case "cancelling" -> value = task == null ? null : task.cancelling();
      case "name" -> value = task == null ? null : task.title().replaceAll("^Task-\\d+$", "Task-N");
      case "word" -> value = DiagnosticsRules.stateWord(s, future);
      case "error" -> value = future.error();
      case "cause" -> value = future.error() == null ? null : future.error().cause();
      case "traced" -> value = s.loop(future.loop()).debug();
      default -> {
        return Outcome.raised(s, Err.parse("AttributeError(" + attribute + ")"));
      }
    }
    return Outcome.done(asked(s, attribute), value);
  }
}
