package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/** A callback of a future ({@link Future#addDoneCallback}) that says who waits by it: so a graph of who awaits whom needs no other memory. */
public interface AwaiterCallback {

  /**
   * Who waits for the future that has this callback.
   *
   * @return a task, or a future that ends with it; null if nobody does
   */
  @Nullable FutureLike<?> awaiter();
}
