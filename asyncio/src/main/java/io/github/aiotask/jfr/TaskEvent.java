package io.github.aiotask.jfr;

import io.github.aiotask.Task;
import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What all events say. */
@Category("aiotask")
@Enabled(false)
@StackTrace(false)
abstract class TaskEvent extends Event {
  @Label("Task")
  @Nullable String task;

  /** Two tasks may have one name. */
  @Label("Identity hash code")
  int identity;

  final void of(Task<?> one) {
    task = one.name();
    identity = System.identityHashCode(one);
  }
}
