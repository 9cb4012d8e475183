package io.github.aiotask.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("aiotask.Wait")
@Label("Task waits")
@Description("A task waits for a future")
final class WaitEvent extends TaskEvent {
  @Label("Future")
  @Nullable String future;
}
