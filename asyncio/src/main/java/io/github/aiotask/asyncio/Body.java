package io.github.aiotask.asyncio;

import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** A coroutine function of this package: runs up to its first await, then on from each, and cleans up if it is closed. */
abstract class Body<T extends @Nullable Object> extends StateMachine<T> {

  /** Raised at the await of a coroutine that is closed, as Python's GeneratorExit is. */
  private static final class Closed extends Throwable {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("the coroutine is closed", null, false, false);
    }
  }

  private boolean started;

  /** The body up to its first await; answers as {@link StateMachine#resume}. */
  abstract @Nullable Object start() throws Throwable;

  /** The body from an await to the next one. */
  abstract @Nullable Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable;

  @Override
  protected final @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    boolean first = !started;
    started = true;
    if (!first) {
      return resumed(sent, error);
    }
    if (error != null) {
      throw error; // it has not begun: there is nothing to clean up
    }
    return start();
  }

  /** Whether the coroutine is being closed, and so must not await. */
  static boolean isClosing(@Nullable Throwable error) {
    return error instanceof Closed;
  }

  /** Raises an error at the await where it is suspended, as Python does, so that it cleans up as after any other. */
  @Override
  protected final void cleanUp() throws Throwable {
    if (!started) {
      return;
    }
    Closed closed = new Closed();
    try {
      resumed(null, closed);
    } catch (Closed own) {
      if (own != closed) {
        throw own;
      }
    }
  }
}
