package io.github.aiotask.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("aiotask.Cancel")
@Label("Task cancel")
@Description("A task was asked to end")
final class CancelEvent extends TaskEvent {
  @Label("Message")
  @Nullable String message;
}
