package io.github.aiotask.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("aiotask.Step")
@Label("Task step")
@Description("A step of a task, from the resume of its coroutine to what that came to")
final class StepEvent extends TaskEvent {
  @Label("Raises in the coroutine")
  @Nullable String raises;

  @Label("Ended")
  @Nullable String ended;
}
