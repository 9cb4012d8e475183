package io.github.aiotask;

/** A callback that a loop will call. Confined to the loop's thread. */
public interface Handle {

  /** Has the loop skip it (§8.4); no effect once it has run. Callback and argument are let go at once. */
  void cancel();

  /**
   * Whether it was cancelled.
   *
   * @return true for ever once true
   */
  boolean isCancelled();
}
