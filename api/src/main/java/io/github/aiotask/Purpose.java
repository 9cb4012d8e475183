package io.github.aiotask;

import java.util.Collection;
import java.util.List;

/**
 * What a future is for, in the words of who asks why a program hangs. A future may be one itself; for any other one its {@linkplain
 * Future#owner() owner} may, as in {@code runtime.createFuture(loop, purpose)}. It costs nothing before it is asked.
 *
 * <pre>{@code
 * Future<Answer> answer = runtime.createFuture(loop, (Purpose) () -> "the answer of " + server);
 * }</pre>
 *
 * <p>It is asked on the loop's thread, or from another one while a step keeps that thread busy. Then it may see parts of two
 * moments; what it throws is left out.
 */
@FunctionalInterface
public interface Purpose {

  /**
   * What a task waits for by it, as it is now: a noun, as in {@code an item of a queue of 0, 3 waiting}.
   *
   * @return one line
   */
  String describe();

  /**
   * The futures, tasks among them, whose end is to end the future.
   *
   * @return they, as they are now; empty for none, or if it is not known
   */
  default Collection<? extends FutureLike<?>> awaits() {
    return List.of();
  }

  /**
   * Whether the future may end though one of {@link #awaits()} never does: then it takes part in no deadlock.
   *
   * @return false if it needs all of them
   */
  default boolean mayEndOtherwise() {
    return false;
  }
}
