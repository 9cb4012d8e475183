package io.github.aiotask.asyncio;

/**
 * What is held until it is closed, as with Python's {@code async with lock}:
 *
 * <pre>{@code
 * try (Held held = await(lock.hold())) {
 *   …
 * }
 * }</pre>
 *
 * <p>With all lints javac finds that {@code held} is not used there. {@code lock.hold(() -> { … })} has no such name, and does the same.
 */
@FunctionalInterface
public interface Held extends AutoCloseable {

  /**
   * Releases it.
   *
   * @throws IllegalStateException if it is not held any more
   */
  @Override
  void close();
}
