package io.github.aiotask.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * What another library keeps per thread, and each task is to have for itself: the MDC of a logger, a trace, who is logged in. Made known
 * once, it is part of every {@link Context}: put into the thread before each step and each callback, taken out after it, as the task has
 * left it, and copied wherever contexts are.
 *
 * <pre>{@code
 * final class Mdc implements ThreadState<Map<String, String>> {
 *   public Map<String, String> capture() {
 *     return MDC.getCopyOfContextMap();
 *   }
 *
 *   public Runnable enter(Map<String, String> values) {
 *     Map<String, String> former = capture();
 *     MDC.setContextMap(values);
 *     return () -> MDC.setContextMap(former);
 *   }
 * }
 *
 * ThreadStates.carry(new Mdc());                    // at the start of the program
 * }</pre>
 *
 * <p>(That MDC answers null where it is empty: the whole of it is an example under test.) What Micrometer's context-propagation knows, the
 * artifact {@code aiotask-context-propagation} carries.
 *
 * <p>A coroutine in direct style that has a thread of its own starts there with the state of who created its task, and keeps its own over
 * its awaits: nothing is put in or taken out there but at its first step. What it calls on the loop's thread, as a {@code toThread}, has
 * its state as it is at that await.
 *
 * <p>Asked in the thread whose state it is. What is thrown here is an error about entering or leaving the context.
 *
 * @param <S> a state
 */
public interface ThreadState<S extends @Nullable Object> {

  /**
   * A copy of the state of the current thread.
   *
   * @return the state, which does not change any more
   */
  S capture();

  /**
   * Puts a state into the current thread, in place of what is there.
   *
   * @param state what {@link #capture} has answered, in any thread; may be put in more than once
   * @return puts back what was there; run once, in the same thread
   */
  Runnable enter(S state);
}
