package io.github.aiotask.impl;

import io.github.aiotask.FutureLike;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes tasks from wherever they are kept: each once, and none that is done (§7.2, §7.3). */
final class Census implements Consumer<Object> {
  private final VersionRules rules;
  private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Those that it took, in the order in which they came. */
  final List<Object> tasks = new ArrayList<>();

  Census(VersionRules rules) {
    this.rules = rules;
  }

  @Override
  public void accept(Object task) {
    boolean done = rules.forgetsDone && task instanceof FutureLike<?> future && future.isDone();
    if (!done && found.add(task)) {
      tasks.add(task);
    }
  }
}
