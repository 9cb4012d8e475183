package io.github.aiotask.properties.model;

import org.jspecify.annotations.Nullable;

/** What a coroutine is suspended in: something that it has called and that waits. */
sealed interface Routine {

  /** An await of a future. */
  record Await(int future) implements Routine {}

  /** An await of a coroutine. */
  record Run(int coroutine) implements Routine {}

  /** A wait (§10.20). */
  record Wait(int id) implements Routine {}

  /** An await inside of a timeout (§10.28). */
  record Timed(int timeout, Routine inner) implements Routine {}

  /** A wait for a future: until it is done, or the time is over; or for the end of what was cancelled (§10.29). */
  record WaitFor(int id) implements Routine {}

  /**
   * The end of a group (§10.49).
   *
   * @param end where in the body that is
   */
  record LeaveGroup(int group, int end) implements Routine {}

  /** What was begun: if it yielded it is suspended in this routine; null of a plain yield. */
  record Begun(Outcome outcome, @Nullable Routine routine) {}
}
