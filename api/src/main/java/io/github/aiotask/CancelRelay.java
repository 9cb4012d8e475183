package io.github.aiotask;

import java.util.List;

/**
 * A future whose cancel goes on to others, as that of a gather does (§10.9). A cancel passes through such futures as it does
 * through tasks: at any depth without using up the stack (§6.8), and never around a cycle (§6.9). To have that, its own {@code
 * cancel} asks {@link BaseFuture#relayCancel}. On the loop's thread.
 */
public interface CancelRelay {

  /**
   * Whether it has an outcome; then nothing is relayed.
   *
   * @return true for ever once true
   */
  boolean isDone();

  /**
   * Who is asked.
   *
   * @return what it relays a cancel to, in order; done ones too
   */
  List<? extends FutureLike<?>> targets();

  /**
   * Called when all targets were asked.
   *
   * @param taken whether one of them took the request
   * @return what the cancel of this future answers
   */
  boolean relayed(boolean taken);
}
