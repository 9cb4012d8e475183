package io.github.aiotask.properties.run;

import io.github.aiotask.FutureLike;
import io.github.aiotask.StateMachine;
import io.github.aiotask.properties.program.Blocks;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A body that runs: as a coroutine, written by hand or in direct style, or as plain code (a callback, the outside), where
 * yields do nothing.
 */
final class Body extends StateMachine<@Nullable Object> implements BodyCoroutine {
  private final World world;
  private final Tracer tracer;
  private final Who who;
  private final List<Instruction> code;
  private final int number;
  private final Deque<Integer> handlers = new ArrayDeque<>();
  private int next;
  private boolean started;
  private @Nullable Instruction suspended; // the yield or await that the next resume goes on with

  Body(World world, Who who, List<Instruction> code) {
    this.world = world;
    this.tracer = world.tracer();
    this.who = who;
    this.code = code;
    this.number = world.nextNumber();
  }

  @Override
  public Who who() {
    return who;
  }

  @Override
  public int number() {
    return number;
  }

  // ---- as plain code

  /** Runs all of it, to its first error that it does not handle. */
  void runThrough() throws Throwable {
    while (hasNext()) {
      try {
        execute(code.get(next++));
      } catch (Throwable error) {
        if (!handles(error)) {
          throw error;
        }
      }
    }
  }

  /** Runs all of it, whatever errors there are, and has {@code look} look after each instruction. */
  void runOn(Looks looks) {
    while (hasNext()) {
      try {
        execute(code.get(next++));
      } catch (Throwable error) {
        handles(error); // or it is in the trace, and that is all
      }
      looks.look();
    }
  }

  private boolean hasNext() {
    return next < code.size();
  }

  private void execute(Instruction instruction) throws Throwable {
    switch (instruction.op()) {
      case TRY -> handlers.push(Blocks.find(Op.CATCH, code, next));
      case CATCH -> {
        handlers.poll();
        next = Math.min(Blocks.find(Op.END, code, next) + 1, code.size());
      }
      case END -> {}
      case RETURN -> next = code.size();
      default -> world.performer().perform(who, instruction);
    }
  }

  // ---- as a coroutine

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    begin(sent, raised);
    Throwable error = raised;
    while (true) {
      if (error != null && !handles(error)) {
        next = code.size();
        tracer.raises(who, error);
        throw error;
      }
      try {
        return runToSuspension();
      } catch (Throwable thrown) {
        error = thrown;
      }
    }
  }

  /** Tells with what the coroutine starts or goes on. */
  private void begin(@Nullable Object sent, @Nullable Throwable raised) {
    Instruction waited = suspended;
    suspended = null;
    if (waited != null && raised != null) {
      tracer.failed(who, waited, raised);
    } else if (waited != null) {
      world.keepResult(waited, sent);
      tracer.done(who, waited, sent);
    } else if (!started && raised == null) {
      tracer.starts(who);
    }
    started = true;
  }

  private @Nullable Object runToSuspension() throws Throwable {
    while (hasNext()) {
      Instruction instruction = code.get(next++);
      switch (instruction.op()) {
        case YIELD -> {
          Object value = world.value(instruction.arg(0));
          tracer.yields(who, instruction, value);
          suspended = instruction;
          return value;
        }
        case AWAIT -> {
          FutureLike<?> future = awaited(instruction);
          tracer.awaits(who, future);
          suspended = instruction;
          return await(future);
        }
        case RETURN -> {
          next = code.size();
          return end(world.value(instruction.text()));
        }
        default -> execute(instruction);
      }
    }
    return end(null);
  }

  private FutureLike<?> awaited(Instruction instruction) {
    try {
      return world.futureLike(instruction.arg(0));
    } catch (Throwable error) {
      tracer.failed(who, instruction, error);
      throw error;
    }
  }

  private Object end(@Nullable Object value) {
    return returns(told(value));
  }

  // ---- as a coroutine in direct style

  /** Runs all of it; what it returns. */
  @Nullable Object runDirect(DirectStyle style) throws Exception {
    tracer.starts(who);
    while (hasNext()) {
      Instruction instruction = code.get(next++);
      try {
        switch (instruction.op()) {
          case YIELD -> {
            Object value = world.value(instruction.arg(0));
            tracer.yields(who, instruction, value);
            goOn(style, instruction, () -> style.yielding(value));
          }
          case AWAIT -> {
            FutureLike<?> future = awaited(instruction);
            tracer.awaits(who, future);
            goOn(style, instruction, () -> style.await(future));
          }
          case RETURN -> {
            next = code.size();
            return told(world.value(instruction.text()));
          }
          default -> execute(instruction);
        }
      } catch (Throwable error) {
        if (style.isEnd(error)) {
          throw Raised.as(error);
        }
        if (!handles(error)) {
          next = code.size();
          tracer.raises(who, error);
          throw Raised.as(error);
        }
      }
    }
    return told(null);
  }

  /** Suspends, and tells with what it goes on. */
  private void goOn(DirectStyle style, Instruction one, Callable<@Nullable Object> suspension) throws Exception {
    Object value;
    try {
      value = suspension.call();
    } catch (Throwable error) {
      if (!style.isEnd(error)) {
        tracer.failed(who, one, error);
      }
      throw Raised.as(error);
    }
    world.keepResult(one, value);
    tracer.done(who, one, value);
  }

  private @Nullable Object told(@Nullable Object value) {
    tracer.returns(who, value);
    return value;
  }

  // ---- errors

  /** Goes to the handler that takes the error; false if there is none. */
  private boolean handles(Throwable error) {
    while (!handlers.isEmpty()) {
      int handler = handlers.pop();
      if (handler < code.size() && world.catches(code.get(handler).arg(0), error)) {
        world.put(code.get(handler).arg(1), error);
        next = handler + 1;
        return true;
      }
    }
    return false;
  }
}
