package io.github.aiotask.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * How something ended: with a result, or with an error, which may be a cancellation (§10.8).
 *
 * @param <T> the result
 * @param result the result; null if it failed, and if that is the result
 * @param error the error; null if there is a result
 */
public record Outcome<T extends @Nullable Object>(@Nullable T result, @Nullable Throwable error) {

  /**
   * Whether it has a result.
   *
   * @return false if there is an error
   */
  public boolean isSuccess() {
    return error == null;
  }

  /**
   * The result.
   *
   * @return the result
   * @throws Exception the error itself
   */
  @SuppressWarnings("nullness:return") // without an error, the result is a T
  public T get() throws Exception {
    if (error != null) {
      throw Thrown.as(error);
    }
    return result;
  }
}
