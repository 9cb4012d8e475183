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
      case SUSPENDED -> {
        Outcome answer = answer(running, frame, sent, raised);
        yield answer.kind() == Outcome.Kind.YIELDED
            ? answer.at(answer.state().with(frame)) // and waits on, there
            : continueWith(answer.state(), frame, answer);
      }
    };
  }

  /** What the suspended instruction gives. */
  private static Outcome answer(State s, Frame frame, @Nullable Object sent, @Nullable Err raised) {
    if (frame.routine() != null) {
      return Routines.resume(s, frame.routine(), sent, raised);
    }
    return raised != null ? Outcome.raised(s, raised) : Outcome.done(s, sent);
  }

  private static Outcome continueWith(State s, Frame frame, Outcome answer) {
    Instruction one = Words.present(frame.suspended());
    Frame running = frame.in(Phase.RUNNING);
    if (frame.leaving() != null) {
      State told = Narrator.leaves(s, frame, one, answer.isRaised() ? answer.error() : null);
      if (answer.isRaised()) {
        return leave(told, running, new Leaving.Raising(answer.error()));
      }
      boolean isAtItsEnd =
          frame.leaving() instanceof Leaving.AtEnd at
              && frame.routine() instanceof Routine.LeaveGroup left
              && left.end() == at.end();
      return isAtItsEnd ? run(told, running) : leave(told, running, frame.leaving());
    }
    State told = Narrator.instruction(s, frame, one, answer);
    return answer.isRaised()
        ? leave(told, running, new Leaving.Raising(answer.error()))
        : run(Instructions.keep(told, one, answer), running);
  }

  private static Outcome run(State start, Frame begun) {
    State s = start;
    Frame frame = begun;
    while (!frame.isAtEnd()) {
      Instruction one = frame.code().get(frame.next());
      frame = frame.to(frame.next() + 1);
      s = s.with(s.effort().oneMore(one.op()));
      Outcome out;
      switch (one.op()) {
        case TRY -> {
          frame = frame.opening(new Block.Try(Blocks.partnerOf(frame.next() - 1, frame.code())));
          s = look(s, frame);
          continue;
        }
        case CATCH -> {
          frame = !frame.blocks().isEmpty() && frame.blocks().get(0) instanceof Block.Try ? frame.closing() : frame;
          frame = frame.to(Math.min(Blocks.partnerOf(frame.next() - 1, frame.code()) + 1, frame.code().size()));
          s = look(s, frame);
          continue;
        }
        case END -> {
          if (frame.hasScopeTo(frame.next() - 1)) {
            return leave(s, frame, new Leaving.AtEnd(frame.next() - 1));
          }
          s = look(s, frame);
          continue;
        }
        case RETURN -> {
          s = look(s, frame);
          return leave(s, frame, new Leaving.Returning(frame.isPlain() ? null : Words.value(s, one.text())));
        }
        case YIELD, AWAIT, WAIT, WAIT_FOR -> {
          Routine.Begun waits = frame.isPlain() ? new Routine.Begun(nothing(s, one), null) : suspend(s, frame, one);
          out = waits.outcome();
          if (out.kind() == Outcome.Kind.YIELDED) {
            return out.at(out.state().with(frame.suspendedAt(one, waits.routine())));
          }
          s = Narrator.instruction(out.state(), frame, one, out);
        }
        case TIMEOUT, GROUP -> {
          out = frame.isPlain() ? nothing(s, one) : enter(s, one);
          s = Narrator.instruction(out.state(), frame, one, out);
          if (out.value() instanceof Integer id) {
            frame = frame.opening(new Block.Scope(Blocks.partnerOf(frame.next() - 1, frame.code()), one, id));
            continue;
          }
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
      if (!out.isRaised()) {
        s = Instructions.keep(s, one, out);
      } else if (!frame.isMain()) {
        return leave(s, frame, new Leaving.Raising(out.error()));
      } else {
        Frame handler = handlerOf(s, frame, out.error());
        if (handler != null) {
          s = caught(s, handler, out.error());
          frame = handler;
        } else if (s.program().trace() == Trace.LOG) {
          return end(s, frame, out);
        } else {
          frame = frame.withoutBlocks();
        }
      }
      s = look(s, frame);
    }
    return leave(s, frame, new Leaving.Returning(null));
  }

  /** What makes no sense in plain code. */
  private static Outcome nothing(State s, Instruction one) {
    Outcome there = Instructions.check(s, one);
    return there.isRaised() ? there : Outcome.done(s);
  }

  // ---- what a coroutine waits for

  private static Routine.Begun suspend(State s, Frame frame, Instruction one) {
    Outcome operands = Instructions.check(s, one).then(there -> operands(there, one));
    if (operands.isRaised()) {
      return new Routine.Begun(operands, null);
    }
    State there = operands.state();
    return switch (one.op()) {
      case YIELD -> {
        State told = Narrator.yields(there, frame, one, operands.value());
        yield new Routine.Begun(Outcome.yielded(told, operands.value()), null);
      }
      case AWAIT -> {
        Ref future = (Ref) Words.present(operands.value());
        yield Routines.await(Narrator.awaits(there, frame, future), future);
      }
      default -> AwaitedFunctions.begin(Narrator.awaits(there, frame, one), one, Words.present(operands.value()));
    };
  }

  private static Outcome operands(State s, Instruction one) {
    return switch (one.op()) {
      case YIELD -> Outcome.done(s, Words.value(s, one.arg(0)));
      case AWAIT -> Words.futureLike(s, one.arg(0));
      default -> AwaitedFunctions.operands(s, one);
    };
  }

  // ---- blocks

  /** Opens a timeout or group; the value is its id. */
  private static Outcome enter(State s, Instruction one) {
    if (one.op() == Op.GROUP) {
      return Instructions.check(s, one)
          .then(there -> GroupRules.enter(there, one.arg(0)))
          .named(one.arg(0), Ref.Kind.GROUP);
    }
    String name = one.option("as") == null ? "" : one.option("as");
    Outcome limit = Instructions.check(s, one).then(there -> Words.limit(there, one.arg(0)));
    return limit.then(there -> TimeoutRules.enter(there, name, (Long) limit.value())).named(name, Ref.Kind.TIMEOUT);
  }

  /** Leaves blocks, and goes on where that leads. */
  private static Outcome leave(State start, Frame begun, Leaving begunFor) {
    State s = start;
    Frame frame = begun;
    Leaving why = begunFor;
    while (!frame.blocks().isEmpty()) {
      Block block = frame.blocks().get(0);
      frame = frame.closing();
      if (block instanceof Block.Scope scope) {
        Outcome left = exit(s, scope, why.error());
        if (left.kind() == Outcome.Kind.YIELDED) {
          return left.at(left.state().with(frame.leaving(scope, new Routine.LeaveGroup(scope.id(), scope.end()), why)));
        }
        s = Narrator.leaves(left.state(), frame, scope.opened(), left.isRaised() ? left.error() : null);
        why = left.isRaised() ? new Leaving.Raising(left.error()) : why;
        if (why instanceof Leaving.AtEnd end && end.end() == scope.end()) {
          return run(s, frame);
        }
      } else if (why.error() != null && takes(s, frame, ((Block.Try) block).handler(), why.error())) {
        Frame handler = frame.to(((Block.Try) block).handler() + 1);
        return run(look(caught(s, handler, why.error()), handler), handler);
      }
    }
    return end(s, frame, outcome(s, why));
  }

  private static Outcome exit(State s, Block.Scope scope, @Nullable Err error) {
    return scope.opened().op() == Op.GROUP ? GroupRules.exit(s, scope.id(), error) : TimeoutRules.exit(s, scope.id(), error);
  }

  private static Outcome outcome(State s, Leaving why) {
    if (why instanceof Leaving.Raising raising) {
      return Outcome.raised(s, raising.error());
    }
    return Outcome.done(s, why instanceof Leaving.Returning returning ? returning.value() : null);
  }

  /** After each instruction of main. */
  private static State look(State s, Frame frame) {
    return frame.isMain() ? Narrator.look(s) : s;
  }

  private static Outcome end(State s, Frame frame, Outcome out) {
    State told = Narrator.ended(s, frame, out);
    return out.at(frame.isPlain() ? told : told.with(frame.in(Phase.ENDED)));
  }

  /** The frame at the innermost catch that takes the error, or null. Plain code is in no timeout or group. */
  private static @Nullable Frame handlerOf(State s, Frame frame, Err error) {
    Frame at = frame;
    while (!at.blocks().isEmpty()) {
      int handler = ((Block.Try) at.blocks().get(0)).handler();
      at = at.closing();
      if (takes(s, at, handler, error)) {
        return at.to(handler + 1);
      }
    }
    return null;
  }

  /** Whether the catch there takes the error. */
  private static boolean takes(State s, Frame frame, int handler, Err error) {
    return handler < frame.code().size() && catches(s, frame.code().get(handler).arg(0), error);
  }

  private static State caught(State s, Frame handler, Err error) {
    return s.put(handler.code().get(handler.next() - 1).arg(1), error);
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
