package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.model.Frame.Phase;
import io.github.aiotask.properties.program.Blocks;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a body runs, as a coroutine or as plain code: what the language does, not asyncio. */
final class Coroutines {
  private Coroutines() {}

  /** Runs a body of the program as plain code. */
  static Outcome call(State s, Frame caller, String name) {
    List<Instruction> code = s.body(name);
    if (code == null) {
      return Outcome.raised(s, Err.parse("NameError(" + name + ")"));
    }
    return run(s, caller.calling(code));
  }

  /** Runs what the outside does; where everything is told, an error is part of the trace, and the rest goes on. */
  static Outcome runMain(State s, List<Instruction> code) {
    return run(s, Frame.of(Frame.MAIN, "main", code));
  }

  static Outcome runPlain(State s, String who, List<Instruction> code) {
    return run(s, Frame.of(Frame.PLAIN, who, code));
  }

  /** Resumes a coroutine: with a value, or with an error at the place where it is suspended. */
  static Outcome resume(State s, int id, @Nullable Object sent, @Nullable Err raised) {
    Frame frame = s.frame(id);
    State running = s.with(frame.in(Phase.RUNNING));
    return switch (frame.phase()) {
      case RUNNING, ENDED -> Outcome.raised(s, "IllegalStateException");
      case NEW -> raised != null
          ? end(s, frame, Outcome.raised(s, raised))
          : run(Narrator.tell(running, frame, " starts"), frame.in(Phase.RUNNING));
      case SUSPENDED -> continueWith(running, frame, answer(running, frame, sent, raised));
    };
  }

  /** What the suspended yield or await gives. */
  private static Outcome answer(State s, Frame frame, @Nullable Object sent, @Nullable Err raised) {
    if (raised != null) {
      return Outcome.raised(s, raised);
    }
    if (frame.awaited() == TaskState.NONE) {
      return Outcome.done(s, sent);
    }
    return s.future(frame.awaited()).isDone()
        ? FutureRules.result(s, frame.awaited())
        : FutureRules.resumedTooEarly(s);
  }

  private static Outcome continueWith(State s, Frame frame, Outcome answer) {
    Instruction one = frame.suspended();
    Frame running = frame.in(Phase.RUNNING);
    if (one == null) {
      return run(s, running);
    }
    State told = Narrator.instruction(answer.state(), frame, one, answer);
    return answer.isRaised() ? raise(told, running, answer.error()) : run(Instructions.keep(told, one, answer), running);
  }

  private static Outcome run(State start, Frame begun) {
    State s = start;
    Frame frame = begun;
    while (!frame.isAtEnd()) {
      Instruction one = frame.code().get(frame.next());
      frame = frame.to(frame.next() + 1);
      Outcome out;
      switch (one.op()) {
        case TRY -> {
          frame = frame.opening(Blocks.find(Op.CATCH, frame.code(), frame.next()));
          s = look(s, frame);
          continue;
        }
        case CATCH -> {
          frame = frame.closing();
          frame = frame.to(Math.min(Blocks.find(Op.END, frame.code(), frame.next()) + 1, frame.code().size()));
          s = look(s, frame);
          continue;
        }
        case END -> {
          s = look(s, frame);
          continue;
        }
        case RETURN -> {
          s = look(s, frame);
          return end(s, frame, Outcome.done(s, frame.isPlain() ? null : Words.value(s, one.text())));
        }
        case YIELD, AWAIT -> {
          out = frame.isPlain() ? Outcome.done(s) : one.op() == Op.YIELD ? yieldValue(s, frame, one) : await(s, frame, one);
          if (out.kind() == Outcome.Kind.YIELDED) {
            return out;
          }
          s = Narrator.instruction(out.state(), frame, one, out);
        }
        case RAISE -> {
          out = Words.raise(s, one);
          s = out.state();
        }
        default -> {
          out = Instructions.perform(s, frame, one);
          s = out.state();
        }
      }
      if (out.isRaised()) {
        Frame handler = handlerOf(s, frame, out.error());
        if (handler != null) {
          s = s.put(handler.code().get(handler.next() - 1).arg(1), out.error());
          frame = handler;
        } else if (!frame.isMain() || s.program().trace() == Trace.LOG) {
          return end(s, frame, out);
        } else {
          frame = frame.withoutHandlers();
        }
      } else {
        s = Instructions.keep(s, one, out);
      }
      s = look(s, frame);
    }
    return end(s, frame, Outcome.done(s, null));
  }

  /** After each instruction of main. */
  private static State look(State s, Frame frame) {
    return frame.isMain() ? Narrator.look(s) : s;
  }

  private static Outcome yieldValue(State s, Frame frame, Instruction one) {
    Object value = Words.value(s, one.arg(0));
    State told = Narrator.yields(s, frame, one, value);
    return Outcome.yielded(told.with(frame.suspendedAt(one, TaskState.NONE)), value);
  }

  /** §1.15: what is done already does not suspend. */
  private static Outcome await(State s, Frame frame, Instruction one) {
    Outcome awaited = Words.futureLike(s, one.arg(0));
    if (awaited.isRaised()) {
      return awaited;
    }
    State told = Narrator.awaits(s, frame, (Ref) Words.present(awaited.value()));
    int future = ((Ref) Words.present(awaited.value())).id();
    if (told.future(future).isDone()) {
      return FutureRules.result(told.by("1.15"), future);
    }
    return Outcome.yielded(FutureRules.claim(told, future).with(frame.suspendedAt(one, future)), awaited.value());
  }

  /** Raises an error where the frame stands. */
  private static Outcome raise(State s, Frame frame, Err error) {
    Frame handler = handlerOf(s, frame, error);
    if (handler == null) {
      return end(s, frame, Outcome.raised(s, error));
    }
    return run(s.put(handler.code().get(handler.next() - 1).arg(1), error), handler);
  }

  private static Outcome end(State s, Frame frame, Outcome out) {
    State told = Narrator.ended(s, frame, out);
    return out.at(frame.isPlain() ? told : told.with(frame.in(Phase.ENDED)));
  }

  /** The frame at the innermost catch that takes the error, or null. */
  private static @Nullable Frame handlerOf(State s, Frame frame, Err error) {
    Frame at = frame;
    while (!at.handlers().isEmpty()) {
      int handler = at.handlers().get(0);
      at = at.closing();
      if (handler < at.code().size() && catches(s, at.code().get(handler).arg(0), error)) {
        return at.to(handler + 1);
      }
    }
    return null;
  }

  /** §3.15: up to 3.7 a CANCELLED is an exception. */
  private static boolean catches(State s, String kind, Err error) {
    return switch (kind) {
      case "Any" -> true;
      case "Cancelled" -> error.is(ExceptionKind.CANCELLED);
      default -> error.is(ExceptionKind.EXCEPTION)
          || error.is(ExceptionKind.STOP_ITERATION)
          || (error.is(ExceptionKind.CANCELLED) && s.before(8));
    };
  }
}
