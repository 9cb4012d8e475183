package io.github.aiotask.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("aiotask.Done")
@Label("Task done")
@Description("A task has returned, raised, or was cancelled")
final class DoneEvent extends TaskEvent {
  @Label("Outcome")
  @Nullable String outcome;

  @Label("Error")
  @Nullable String error;
}
