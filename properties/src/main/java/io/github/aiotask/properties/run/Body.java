package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.FutureLike;
import io.github.aiotask.StateMachine;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that runs: as a coroutine, or as plain code (a callback, the outside), where yields do nothing. It is a callback too,
 * for the instruction that schedules a coroutine by mistake.
 */
final class Body extends StateMachine<@Nullable Object> implements Callback<@Nullable Object> {
  private final World world;
  private final List<Instruction> code;
  private final Deque<Integer> handlers = new ArrayDeque<>();
  private int next;
  private @Nullable String waitingResult; // the variable that gets what the suspended yield gives

  Body(World world, List<Instruction> code) {
    this.world = world;
    this.code = code;
  }

  @Override
  public void call(@Nullable Object argument) {
    throw Raised.as(KitError.parse("TypeError('coroutine' object is not callable)"));
  }

  /** Runs all of it as plain code. */
  void runThrough() throws Throwable {
    while (next < code.size()) {
      Instruction instruction = code.get(next);
      try {
        if (instruction.op() == Op.RETURN) {
          return;
        }
        execute(instruction);
      } catch (Throwable error) {
        handle(error);
      }
    }
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    if (raised != null) {
      handle(raised);
    } else if (waitingResult != null) {
      world.put(waitingResult, sent);
    }
    waitingResult = null;
    while (next < code.size()) {
      Instruction instruction = code.get(next);
      try {
        switch (instruction.op()) {
          case YIELD -> {
            next++;
            waitingResult = instruction.result();
            return instruction.args().isEmpty() ? null : world.value(instruction.arg(0));
          }
          case AWAIT -> {
            next++;
            waitingResult = instruction.result();
            return await((FutureLike<?>) world.get(instruction.arg(0)));
          }
          case RETURN -> {
            next = code.size();
            return returns(world.value(instruction.text()));
          }
          default -> execute(instruction);
        }
      } catch (Throwable error) {
        waitingResult = null;
        handle(error);
      }
    }
    return returns(null);
  }

  private void execute(Instruction instruction) throws Throwable {
    next++;
    switch (instruction.op()) {
      case TRY -> handlers.push(catchOf(next));
      case CATCH -> {
        handlers.poll();
        next = endOf(next);
      }
      case END -> {}
      default -> world.perform(instruction);
    }
  }

  /** Goes to the handler that takes the error, or throws it on. */
  private void handle(Throwable error) throws Throwable {
    while (!handlers.isEmpty()) {
      int handler = handlers.pop();
      if (handler < code.size() && world.catches(code.get(handler).arg(0), error)) {
        world.put(code.get(handler).arg(1), error);
        next = handler + 1;
        return;
      }
    }
    next = code.size();
    throw error;
  }

  private int catchOf(int from) {
    return find(Op.CATCH, from);
  }

  private int endOf(int from) {
    return Math.min(find(Op.END, from) + 1, code.size());
  }

  /** The next instruction of that kind that belongs to this level; the end of the body if there is none. */
  private int find(Op wanted, int from) {
    int depth = 0;
    for (int i = from; i < code.size(); i++) {
      Op op = code.get(i).op();
      if (depth == 0 && op == wanted) {
        return i;
      }
      if (op == Op.TRY) {
        depth++;
      } else if (op == Op.END) {
        depth--;
      }
    }
    return code.size();
  }
}
