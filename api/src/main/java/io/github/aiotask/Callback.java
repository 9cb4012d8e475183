package io.github.aiotask;

/**
 * What a loop calls with an argument: one object serves many calls, so that scheduling needs no capturing lambda.
 *
 * @param <A> the argument
 */
@FunctionalInterface
public interface Callback<A> {

  /**
   * Called on the loop's thread.
   *
   * @param argument what was given when it was scheduled; for a done-callback the future
   * @throws Exception any; it goes to the loop's exception handler (§8.8)
   */
  void call(A argument) throws Exception;
}
