package io.github.aiotask.direct;

/**
 * Raised where a coroutine in direct style is suspended when it is closed, so that its {@code finally} blocks run: Python's
 * GeneratorExit. Who catches every Throwable throws it on, and does not await.
 */
public final class CoroutineClosed extends Error {
  private static final long serialVersionUID = 1L;

  CoroutineClosed() {
    super("the coroutine is closed", null, false, false);
  }
}
