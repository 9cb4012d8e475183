package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a ready queue, or of a timer.
 *
 * @param id by which it can be cancelled
 * @param context in which it runs
 * @param rule by which it was scheduled
 */
record Handle(int id, Action action, int context, String rule) {

  /** What to do. */
  sealed interface Action {
    /** A step that sends null, or raises an error. */
    record Step(int task, @Nullable Err error) implements Action {}

    /** A future's callback, with that future. */
    record Call(Callback callback, int future) implements Action {}

    /** An instruction of the program. */
    record Code(String who, Instruction instruction) implements Action {}

    /** An instruction that waits for more iterations. */
    record Hop(int left, Instruction instruction) implements Action {}

    /** A coroutine that was given as a callback. */
    record NotCallable() implements Action {}

    /** Ends the run at this place (§8.9). */
    record Stop() implements Action {}

    /** Expiry (§10.40). */
    record Expire(int timeout) implements Action {}

    /** Completes a future, if it is not done: the time of a wait is over (§10.20). */
    record Release(int waiter) implements Action {}

    /** Wakes who waits for a foreign future. */
    record Wake(int task, int future) implements Action {}
  }

  /** A handle that becomes ready at a time, in nanoseconds. */
  record Timer(long when, Handle handle) {}
}
