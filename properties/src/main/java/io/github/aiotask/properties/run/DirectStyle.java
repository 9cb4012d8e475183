package io.github.aiotask.properties.run;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Coroutines whose code runs through, and is suspended where it awaits or yields: bodies can run as such ones. */
public interface DirectStyle {

  /**
   * A coroutine.
   *
   * @param body its code, run once
   * @return the coroutine; what is raised before its first step is raised by it, and the body does not run
   */
  Coroutine<@Nullable Object> coroutine(Callable<@Nullable Object> body);

  /**
   * Awaits in the body that runs (§1.15, §1.16).
   *
   * @param awaitable what to wait for
   * @return its result
   * @throws Exception any error that is raised at the await
   */
  @Nullable Object await(Awaitable<?> awaitable) throws Exception;

  /**
   * Yields from the body that runs.
   *
   * @param value what to yield
   * @return what is sent
   * @throws Exception any error that is raised at the yield
   */
  @Nullable Object yielding(@Nullable Object value) throws Exception;

  /**
   * Whether an error is raised because nobody needs the coroutine any more.
   *
   * @param error what was raised at an await or a yield
   * @return whether the body should end at once, and in silence
   */
  boolean isEnd(Throwable error);
}
