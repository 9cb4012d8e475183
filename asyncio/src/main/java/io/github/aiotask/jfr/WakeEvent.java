package io.github.aiotask.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("aiotask.Wake")
@Label("Task woken")
@Description("The future that a task waited for has woken it")
final class WakeEvent extends TaskEvent {
  @Label("Future")
  @Nullable String future;
}
