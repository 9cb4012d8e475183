package io.github.aiotask.impl;

import io.github.aiotask.Awaitable;
import io.github.aiotask.StateMachine;
import java.util.Arrays;

/** A coroutine for a test: one lambda for each step, in turn. */
final class Script extends StateMachine<Object> {

  /** What one step does with what was sent; answers as {@link StateMachine#resume}. */
  interface Step {
    Object run(Script self, Object sent) throws Throwable;
  }

  private final Step[] steps;
  private final boolean catching;
  private int next;

  /** What this step raises; null unless the script catches. */
  Throwable error;

  private Script(boolean catching, Step... steps) {
    this.catching = catching;
    this.steps = steps;
  }

  /** What is raised in it ends it. */
  static Script of(Step... steps) {
    return new Script(false, steps);
  }

  /** What is raised in it is {@link #error} in the next step, and goes no further. */
  static Script catching(Step... steps) {
    return new Script(true, steps);
  }

  /** Awaits it, and returns its result. */
  static Script awaiting(Awaitable<?> awaitable) {
    return of((self, sent) -> self.waitFor(awaitable), Script::end);
  }

  /** Lets the others run that many times, and returns null. */
  static Script yielding(int times) {
    Step[] steps = new Step[times + 1];
    Arrays.fill(steps, (Step) (self, sent) -> null);
    steps[times] = Script::end;
    return of(steps);
  }

  Object waitFor(Awaitable<?> awaitable) {
    return await(awaitable);
  }

  Object end(Object result) {
    return returns(result);
  }

  @Override
  protected Object resume(Object sent, Throwable raised) throws Throwable {
    if (raised != null && !catching) {
      throw raised;
    }
    error = raised;
    return steps[next++].run(this, sent);
  }
}
