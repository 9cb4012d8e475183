package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import org.jspecify.annotations.Nullable;

/** A body as a coroutine. It is a callback too, for the instruction that schedules a coroutine by mistake. */
interface BodyCoroutine extends Coroutine<@Nullable Object>, Callback<@Nullable Object> {

  /** Its code. */
  Body body();

  @Override
  default void runsIn(Task<?> task) {
    body().runsIn(task);
  }

  @Override
  default void call(@Nullable Object argument) {
    throw Raised.as(KitError.parse("TypeError('coroutine' object is not callable)"));
  }
}
