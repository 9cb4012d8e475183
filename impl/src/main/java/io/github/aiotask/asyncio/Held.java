package io.github.aiotask.asyncio;

/**
 * What is held until the end of a block, as with Python's {@code async with lock}:
 *
 * <pre>{@code
 * try (Held held = await(lock.hold())) {
 *   …
 * }
 * }</pre>
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
