package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Callback.Registered;
import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.model.Narration.Look;
import io.github.aiotask.properties.model.Narration.Told;
import io.github.aiotask.properties.model.State.Created;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the trace: events as they happen, and looks at what has changed. */
final class Narrator {
  private static final String MAIN_LOOP = "loop";

  private Narrator() {}

  private static boolean tellsAll(State s) {
    return s.program().trace() == Trace.ALL;
  }

  private static State event(State s, String text) {
    return s.with(s.narration().plus(new Told(s.mainLoop().polls() + ":" + text, s.rule(), null, s.applied().size())));
  }

  // ---- events

  /** What a body does. */
  static State tell(State s, Frame frame, String what) {
    return tellsAll(s) ? event(s, who(s, frame.who(), frame.isOfCoroutine()) + what) : s;
  }

  /** Who does it, and the running task if that is another. */
  private static String who(State s, String who, boolean coroutine) {
    int current = s.mainLoop().current();
    if (current == TaskState.NONE) {
      return coroutine ? who + "@-" : who;
    }
    String running = s.frame(s.future(current).ofTask().coroutine()).who();
    return running.equals(who) ? who : who + "@" + running;
  }

  static State awaits(State s, Frame frame, Ref future) {
    return tell(s, frame, " awaits " + Words.str(s, future));
  }

  static State yields(State s, Frame frame, Instruction one, @Nullable Object value) {
    State numbered = number(s, value);
    return tell(numbered, frame, one.args().isEmpty() ? " yields" : " yields " + value(numbered, value));
  }

  /** An instruction was done. */
  static State instruction(State s, Frame frame, Instruction one, Outcome out) {
    if (!tellsAll(s)) {
      return s;
    }
    String done = ": " + one.source();
    if (out.isRaised()) {
      State numbered = number(s, out.error());
      return tell(numbered, frame, done + " ! " + numbered(numbered, out.error()));
    }
    if (!hasResult(one.op())) {
      return tell(s, frame, done);
    }
    State numbered = number(s, out.value());
    return tell(numbered, frame, done + " = " + value(numbered, out.value()));
  }

  private static boolean hasResult(Op op) {
    return switch (op) {
      case AWAIT, WAIT, WAIT_FOR, YIELD, CANCEL, BASE_CANCEL, UNCANCEL, RESULT, EXCEPTION, REMOVE, COMPLETE, SEND, SWAP ->
          true;
      default -> false;
    };
  }

  /** What one of asyncio's functions waits for is told as it is written. */
  static State awaits(State s, Frame frame, Instruction one) {
    return tell(s, frame, " awaits " + one.source());
  }

  /** A block was left; an error, if it is one. */
  static State leaves(State s, Frame frame, Instruction opened, @Nullable Err error) {
    String left = " leaves " + opened.source();
    State numbered = number(s, error);
    return tell(numbered, frame, error == null ? left : left + " ! " + numbered(numbered, error));
  }

  /** A body has ended. */
  static State ended(State s, Frame frame, Outcome out) {
    if (out.isRaised()) {
      State numbered = number(s, out.error());
      return !frame.isToldToRaise() ? numbered : tell(numbered, frame, " raises " + numbered(numbered, out.error()));
    }
    State numbered = number(s, out.value());
    return frame.isPlain() ? s : tell(numbered, frame, " returns " + value(numbered, out.value()));
  }

  /** A callback of the program was called. */
  static State called(State s, String name, int future) {
    return tellsAll(s) ? event(s, who(s, name, false) + " called " + s.future(future).name()) : s;
  }

  static State watched(State s, Callback.Watch watch, int future) {
    String text = "done-cb " + watch.future() + " " + Words.state(s, s.future(future));
    String who = watch.future() + ".watch";
    return tellsAll(s) ? event(called(s, who, future), who(s, who, false) + " log " + text) : event(s, text);
  }

  static State log(State s, Frame frame, String text) {
    return tellsAll(s) ? tell(s, frame, " log " + text) : event(s, text);
  }

  /** An error has left a run, or main. */
  static State left(State s, String what, Err error) {
    return event(s, what + " " + error);
  }

  /** To the exception handler; in logs, a handler of the program tells of it itself. */
  static State report(State s, String kind, Err error, boolean handled) {
    if (tellsAll(s)) {
      State numbered = number(s, error);
      return event(numbered, "report " + kind + " " + numbered(numbered, error));
    }
    return handled ? s : event(s, "EH[" + kind + "] " + error);
  }

  /** Numbers the errors in it: of a group, the members first. */
  private static State number(State s, @Nullable Object value) {
    if (value instanceof Err error) {
      State members = numberAll(s, error.members());
      return members.with(members.narration().numbering(error));
    }
    return value instanceof Items list ? numberAll(s, list.items()) : s;
  }

  private static State numberAll(State start, List<? extends @Nullable Object> values) {
    State s = start;
    for (Object value : values) {
      s = number(s, value);
    }
    return s;
  }

  private static String numbered(State s, Err error) {
    return error.text(member -> numbered(s, member)) + "#" + s.narration().numberOf(error);
  }

  private static String value(State s, @Nullable Object value) {
    if (value instanceof Items list) {
      return list.text(item -> value(s, item));
    }
    return value instanceof Err error ? numbered(s, error) : Words.repr(s, value);
  }

  // ---- looks

  /** Looks at everything that was created, and then at the main loop; tells what has changed since the last look. */
  static State look(State s) {
    if (!tellsAll(s)) {
      return s;
    }
    Narration told = s.narration();
    for (int i = 0; i < s.created().size(); i++) {
      Created one = s.created().get(i);
      int at = one.name().equals(MAIN_LOOP) ? 0 : i + 1;
      told = switch (one.ref().kind()) {
        case FUTURE -> look(s, told, at, one.name(), s.future(one.ref().id()));
        case LOOP -> look(s, told, at, one.name(), s.loop(one.ref().id()));
        case COROUTINE, HANDLE, TIMEOUT, GROUP -> told;
      };
    }
    return s.with(look(s, told, 0, MAIN_LOOP, s.mainLoop()));
  }

  private static Narration look(State s, Narration told, int at, String name, FutureState future) {
    return told.looks().get(at).seen() == future ? told : look(s, told, at, name, future, text(s, future), future.by());
  }

  /** A loop's look depends on its tasks too. */
  private static Narration look(State s, Narration told, int at, String name, LoopState loop) {
    String tasks = loop.id() != State.MAIN ? "7.3" : s.since(7) ? "7.2" : "7.1";
    return look(s, told, at, name, loop, text(s, loop), new Changed("tasks", tasks, loop.by()));
  }

  private static Narration look(
      State s, Narration told, int at, String name, Object seen, String text, @Nullable Changed by) {
    Look last = told.looks().get(at);
    if (last.text().equals(text)) {
      return last.seen() == seen ? told : told.withLook(at, new Look(seen, text));
    }
    String line = s.mainLoop().polls() + "=" + name + text;
    return told.withLook(at, new Look(seen, text)).plus(new Told(line, s.rule(), by, s.applied().size()));
  }

  private static String text(State s, FutureState future) {
    StringBuilder text = new StringBuilder(" state=").append(stateWord(s, future));
    if (future.blocking()) {
      text.append(" blocking");
    }
    String before = " callbacks=";
    for (Registered one : future.callbacks()) {
      text.append(before).append(name(s, future, one));
      before = ",";
    }
    TaskState task = future.task();
    boolean cancels = future.status() == Status.CANCELLED || (task != null && task.must() && !future.isDone());
    if (cancels && future.message() != null) {
      text.append(" message=").append(Words.repr(s, future.message()));
    }
    if (future.unretrieved()) {
      text.append(" unretrieved");
    }
    if (task != null) {
      if (task.waiter() != TaskState.NONE) {
        text.append(" waiter=").append(s.future(task.waiter()).name());
      }
      if (task.must()) {
        text.append(" must");
      }
      if (task.cancelling() > 0) {
        text.append(" cancelling=").append(task.cancelling());
      }
    }
    return text.toString();
  }

  private static String stateWord(State s, FutureState future) {
    if (future.isForeign()) {
      return future.isDone() ? "done" : "pending";
    }
    return switch (future.status()) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> future.error() == null ? "result:" + Words.repr(s, future.result()) : "error:" + future.error();
    };
  }

  private static String name(State s, FutureState future, Registered one) {
    Callback callback = one.callback();
    if (callback instanceof Callback.Wakeup wakeup) {
      return s.future(wakeup.task()).name();
    }
    if (callback instanceof Callback.Code code) {
      return code.name();
    }
    return callback instanceof Callback.Watch ? future.name() + ".watch" : "?";
  }

  private static String text(State s, LoopState loop) {
    StringBuilder text = new StringBuilder(" ready=").append(loop.readyCount());
    if (loop.current() != TaskState.NONE) {
      text.append(" current=").append(s.future(loop.current()).name());
    }
    String before = " tasks=";
    for (FutureState task : RegistryRules.allTasks(s, loop.id())) {
      text.append(before).append(task.name());
      before = ",";
    }
    return loop.closed() ? text.append(" closed").toString() : text.toString();
  }
}
