package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/**
 * A body that runs, as a coroutine or as plain code.
 *
 * @param id of a coroutine; {@link #PLAIN} of plain code, which nobody resumes, {@link #CALLED} of what such code calls, {@link
 *     #CALLED_BY_COROUTINE} of what a coroutine calls, and {@link #MAIN} of the outside
 * @param who its name in the trace
 * @param next the index of the next instruction
 * @param blocks those that are open, the innermost first
 * @param suspended the instruction that waits
 * @param routine what it waits in, if that is no plain yield
 * @param leaving why the block is left whose end it waits for
 */
record Frame(
    int id,
    String who,
    List<Instruction> code,
    Phase phase,
    int next,
    PStack<Block> blocks,
    @Nullable Instruction suspended,
    @Nullable Routine routine,
    @Nullable Leaving leaving) {
  static final int PLAIN = -1;
  static final int CALLED = -2;
  static final int CALLED_BY_COROUTINE = -3;
  static final int MAIN = -4;

  enum Phase {
    NEW,
    RUNNING,
    SUSPENDED,
    ENDED
  }

  static Frame of(int id, String who, List<Instruction> code) {
    return new Frame(id, who, code, Phase.NEW, 0, ConsPStack.empty(), null, null, null);
  }

  boolean isPlain() {
    return id < 0;
  }

  boolean isMain() {
    return id == MAIN;
  }

  /** Whether a coroutine runs it. */
  boolean isOfCoroutine() {
    return id >= 0 || id == CALLED_BY_COROUTINE;
  }

  /** A body that it calls. */
  Frame calling(List<Instruction> body) {
    return of(isOfCoroutine() ? CALLED_BY_COROUTINE : CALLED, who, body);
  }

  /** Whether it is told that an error ends it. */
  boolean isToldToRaise() {
    return id >= PLAIN;
  }

  boolean isAtEnd() {
    return next >= code.size();
  }

  Frame in(Phase other) {
    return new Frame(id, who, code, other, next, blocks, null, null, null);
  }

  Frame suspendedAt(Instruction one, @Nullable Routine in) {
    return new Frame(id, who, code, Phase.SUSPENDED, next, blocks, one, in, null);
  }

  /** Waits for the end of a block that is closed here already. */
  Frame leaving(Block.Scope block, Routine in, Leaving why) {
    return new Frame(id, who, code, Phase.SUSPENDED, next, blocks, block.opened(), in, why);
  }

  Frame to(int index) {
    return new Frame(id, who, code, phase, index, blocks, suspended, routine, leaving);
  }

  Frame opening(Block block) {
    return new Frame(id, who, code, phase, next, blocks.plus(block), suspended, routine, leaving);
  }

  Frame withoutBlocks() {
    return new Frame(id, who, code, phase, next, ConsPStack.empty(), suspended, routine, leaving);
  }

  /** Without the innermost block. */
  Frame closing() {
    return new Frame(id, who, code, phase, next, blocks.minus(0), suspended, routine, leaving);
  }

  /** Whether a timeout or group that is open has its end there. */
  boolean hasScopeTo(int end) {
    return blocks.stream().anyMatch(block -> block instanceof Block.Scope scope && scope.end() == end);
  }
}
