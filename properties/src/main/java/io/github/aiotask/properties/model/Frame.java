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
 * @param handlers where the catches of the open trys are, the innermost first
 * @param suspended the yield or await that waits
 * @param awaited the future of that await
 */
record Frame(
    int id,
    String who,
    List<Instruction> code,
    Phase phase,
    int next,
    PStack<Integer> handlers,
    @Nullable Instruction suspended,
    int awaited) {
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
    return new Frame(id, who, code, Phase.NEW, 0, ConsPStack.empty(), null, TaskState.NONE);
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
    return new Frame(id, who, code, other, next, handlers, null, TaskState.NONE);
  }

  Frame suspendedAt(Instruction one, int future) {
    return new Frame(id, who, code, Phase.SUSPENDED, next, handlers, one, future);
  }

  Frame to(int index) {
    return new Frame(id, who, code, phase, index, handlers, suspended, awaited);
  }

  Frame opening(int handler) {
    return new Frame(id, who, code, phase, next, handlers.plus(handler), suspended, awaited);
  }

  Frame withoutHandlers() {
    return new Frame(id, who, code, phase, next, ConsPStack.empty(), suspended, awaited);
  }

  /** Without the innermost open try, if there is one. */
  Frame closing() {
    return handlers.isEmpty()
        ? this
        : new Frame(id, who, code, phase, next, handlers.minus(0), suspended, awaited);
  }
}
