package io.github.aiotask.properties.contract;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What all contracts need: the implementation. */
@AddLifecycleHook(Chosen.class)
public interface Contract {
  /** In how many cases each rule is checked. */
  int TRIES = 60;

  /** The provider of the runtime under test. */
  TaskRuntimeProvider provider();

  /** Fails on any difference from the model. */
  default void agrees(Case one) {
    Difference difference = new Checker(provider()).check(one.program(), one.version());
    if (difference != null) {
      throw new AssertionError(difference);
    }
  }

  /** Fails on a difference that breaks this rule; other rules have properties of their own. */
  default void agrees(String rule, Case one) {
    Difference difference = new Checker(provider()).check(one.program(), one.version());
    if (difference != null && difference.rules().contains(rule)) {
      throw new AssertionError(difference);
    }
  }
}
