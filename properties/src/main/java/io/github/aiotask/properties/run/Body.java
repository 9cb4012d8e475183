package io.github.aiotask.properties.run;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import io.github.aiotask.properties.functions.Scope;
import io.github.aiotask.properties.program.Blocks;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that runs: as the code of a coroutine, whichever style that has, or as plain code (a callback, the outside), where yields
 * do nothing.
 */
final class Body {
  private final World world;
  private final Tracer tracer;
  private final Who who;
  private final List<Instruction> code;
  private final int number;
  private final Deque<Block> blocks = new ArrayDeque<>();
  private int next;
  private boolean started;
  private boolean taken; // by one of asyncio's functions, which resumes it
  private @Nullable Instruction suspended; // what the next resume goes on with
  private Block.@Nullable OfScope left; // the block whose end that is
  private @Nullable Leaving leaving; // and why

  Body(World world, Who who, List<Instruction> code) {
    this.world = world;
    this.tracer = world.tracer();
    this.who = who;
    this.code = code;
    this.number = world.nextNumber();
  }

  Who who() {
    return who;
  }

  int number() {
    return number;
  }

  boolean isStarted() {
    return started;
  }

  /** The program has this task to its end, also if whoever creates it gets an error in its place. */
  void runsIn(Task<?> task) {
    world.hold(task);
  }

  /** Whether nobody has resumed it, and none of asyncio's functions will. */
  boolean isNew() {
    return !started && !taken;
  }

  boolean isTaken() {
    return taken;
  }

  void take() {
    taken = true;
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
      case TRY -> blocks.push(new Block.Try(Blocks.partnerOf(next - 1, code)));
      case CATCH -> {
        if (blocks.peek() instanceof Block.Try) {
          blocks.pop();
        }
        next = Math.min(Blocks.partnerOf(next - 1, code) + 1, code.size());
      }
      case END -> {}
      case RETURN -> next = code.size();
      default -> world.performer().perform(who, instruction);
    }
  }

  // ---- as a coroutine

  /** Runs to the next suspension, or to the end. */
  Answer resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    Leaving why = begin(sent, raised);
    while (true) {
      try {
        Answer answer = why == null ? null : leave(why);
        return answer == null ? runToSuspension() : answer;
      } catch (Throwable error) {
        if (blocks.isEmpty()) {
          next = code.size();
          tracer.raises(who, error);
          throw error;
        }
        why = new Leaving.Raising(error);
      }
    }
  }

  /** Tells of an error that is raised before the first step, and so never reaches the code. */
  void failsBeforeItStarts(Throwable error) {
    started = true;
    next = code.size();
    tracer.raises(who, error);
  }

  /** Tells with what the coroutine starts or goes on; why it does not go on where it stands. */
  private @Nullable Leaving begin(@Nullable Object sent, @Nullable Throwable raised) {
    Instruction waited = suspended;
    suspended = null;
    Leaving why = raised == null ? null : new Leaving.Raising(raised);
    if (left != null) {
      Leaving former = leaving;
      Block.OfScope block = left;
      left = null;
      leaving = null;
      tracer.leaves(who, block.opened(), raised);
      return why != null || block.isAt(former) ? why : former;
    }
    if (waited != null && raised != null) {
      tracer.failed(who, waited, raised);
    } else if (waited != null) {
      world.keepResult(waited, sent);
      tracer.done(who, waited, sent);
    } else if (!started && raised == null) {
      tracer.starts(who);
    }
    started = true;
    return why;
  }

  private Answer runToSuspension() throws Throwable {
    while (hasNext()) {
      Instruction instruction = code.get(next++);
      Answer answer = null;
      switch (instruction.op()) {
        case YIELD -> {
          Object value = world.value(instruction.arg(0));
          tracer.yields(who, instruction, value);
          suspended = instruction;
          return new Answer.Yields(value);
        }
        case AWAIT, WAIT, WAIT_FOR -> {
          Awaitable<?> awaited = awaited(instruction);
          suspended = instruction;
          answer = new Answer.Awaits(awaited);
        }
        case TIMEOUT, GROUP -> enter(instruction);
        case END -> answer = isEndOfScope(next - 1) ? leave(new Leaving.AtEnd(next - 1)) : null;
        case RETURN -> answer = leave(new Leaving.Returning(world.value(instruction.text())));
        default -> execute(instruction);
      }
      if (answer != null) {
        return answer;
      }
    }
    Answer answer = leave(new Leaving.Returning(null));
    return answer == null ? runToSuspension() : answer;
  }

  private Awaitable<?> awaited(Instruction instruction) {
    try {
      Awaitable<?> awaited = world.awaited(instruction);
      if (instruction.op() == Op.AWAIT) {
        tracer.awaits(who, awaited);
      } else {
        tracer.awaits(who, instruction);
      }
      return awaited;
    } catch (Throwable error) {
      tracer.failed(who, instruction, error);
      throw error;
    }
  }

  private Answer end(@Nullable Object value) {
    next = code.size();
    tracer.returns(who, value);
    return new Answer.Returns(value);
  }

  // ---- blocks

  private void enter(Instruction instruction) {
    try {
      Scope scope = world.enter(instruction);
      blocks.push(new Block.OfScope(Blocks.partnerOf(next - 1, code), instruction, scope));
      tracer.done(who, instruction, null);
    } catch (Throwable error) {
      tracer.failed(who, instruction, error);
      throw error;
    }
  }

  private boolean isEndOfScope(int end) {
    return blocks.stream().anyMatch(block -> block instanceof Block.OfScope scope && scope.end() == end);
  }

  /** Leaves blocks: the answer of the coroutine, or null if it goes on where that has led. */
  private @Nullable Answer leave(Leaving begun) throws Throwable {
    Leaving why = begun;
    while (!blocks.isEmpty()) {
      Block block = blocks.pop();
      if (block instanceof Block.Try attempt) {
        if (why instanceof Leaving.Raising raising && takes(attempt, raising.error())) {
          return null;
        }
        continue;
      }
      Block.OfScope of = (Block.OfScope) block;
      Throwable error = why instanceof Leaving.Raising raising ? raising.error() : null;
      try {
        Coroutine<?> end = of.scope().exit(error);
        if (end != null) {
          left = of;
          leaving = why;
          return new Answer.Awaits(end);
        }
        tracer.leaves(who, of.opened(), null);
      } catch (Throwable other) {
        tracer.leaves(who, of.opened(), other == error ? null : other);
        why = new Leaving.Raising(other);
      }
      if (of.isAt(why)) {
        return null;
      }
    }
    if (why instanceof Leaving.Raising raising) {
      throw raising.error();
    }
    return end(why instanceof Leaving.Returning returning ? returning.value() : null);
  }

  // ---- errors

  /** Goes to the handler that takes the error; false if there is none. Plain code is in no timeout or group. */
  private boolean handles(Throwable error) {
    while (!blocks.isEmpty()) {
      if (takes((Block.Try) blocks.pop(), error)) {
        return true;
      }
    }
    return false;
  }

  /** Whether its catch takes the error: the body goes on there. */
  private boolean takes(Block.Try attempt, Throwable error) {
    int handler = attempt.handler();
    if (handler >= code.size() || !world.catches(code.get(handler).arg(0), error)) {
      return false;
    }
    world.put(code.get(handler).arg(1), error);
    next = handler + 1;
    return true;
  }
}
