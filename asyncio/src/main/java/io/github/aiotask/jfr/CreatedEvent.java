package io.github.aiotask.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("aiotask.Created")
@Label("Task created")
@Description("A task was created")
final class CreatedEvent extends TaskEvent {
  @Label("Coroutine")
  @Nullable String coroutine;
}
