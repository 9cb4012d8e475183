package io.github.aiotask.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A block of code in direct style that is given something for as long as it runs.
 *
 * @param <A> what it is given
 * @param <T> what it returns
 */
@FunctionalInterface
public interface Block<A, T extends @Nullable Object> {

  /**
   * Runs.
   *
   * @param argument what it is given
   * @return its result
   * @throws Exception its error
   */
  T run(A argument) throws Exception;
}
