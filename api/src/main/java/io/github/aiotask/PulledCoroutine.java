package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that only its guest resumes (see {@link Steps}): a mark, with nothing to implement but {@link #close}. If the
 * library is made to resume it all the same, as by {@link Task#step}, that is the task's error.
 *
 * @param <T> what it returns
 */
public interface PulledCoroutine<T extends @Nullable Object> extends Coroutine<T> {

  @Override
  default @Nullable Object send(@Nullable Object value) {
    throw new IllegalStateException("only its guest resumes this coroutine: begin the step by TaskRuntime.steps()");
  }

  @Override
  default @Nullable Object raise(Throwable error) {
    throw new IllegalStateException("only its guest resumes this coroutine: begin the step by TaskRuntime.steps()", error);
  }

  @Override
  default T returned() {
    throw new IllegalStateException("only its guest knows what this coroutine returned: report it by Steps.returned");
  }
}
