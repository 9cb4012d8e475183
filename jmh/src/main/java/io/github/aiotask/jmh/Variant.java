package io.github.aiotask.jmh;

/** Something to measure. {@link Paired} loads this type once and each variant in a class loader of its own. */
public interface Variant {

  /**
   * How many operations one {@link #run()} is.
   *
   * @return the same number each time
   */
  int operations();

  /**
   * Whether other threads do the work, so that the caller's CPU time says nothing.
   *
   * @return as a rule not
   */
  default boolean isTimedByTheWall() {
    return false;
  }

  /**
   * Does them.
   *
   * @return a number that depends on the work
   * @throws Exception if the work fails; no measurement then
   */
  long run() throws Exception;
}
