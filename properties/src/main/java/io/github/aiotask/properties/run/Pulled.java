package io.github.aiotask.properties.run;

import io.github.aiotask.Coroutine;
import io.github.aiotask.PulledCoroutine;
import io.github.aiotask.Task;
import org.jspecify.annotations.Nullable;

/** A coroutine as the library has it: only {@link Puller} resumes what is inside. */
class Pulled<T extends @Nullable Object> implements PulledCoroutine<T> {
  private final Coroutine<T> inside;

  private Pulled(Coroutine<T> inside) {
    this.inside = inside;
  }

  static <T extends @Nullable Object> Coroutine<T> of(Coroutine<T> inside) {
    return inside instanceof BodyCoroutine body ? ofBody(body) : new Pulled<>(inside);
  }

  @SuppressWarnings("unchecked") // programs are not typed: what a body returns is an Object, and nobody asks for more
  private static <T extends @Nullable Object> Coroutine<T> ofBody(BodyCoroutine body) {
    return (Coroutine<T>) new OfBody(body);
  }

  /** What the task's coroutine is to the guest. */
  static Coroutine<?> insideOf(Task<?> task) {
    if (task.coroutine() instanceof Pulled<?> pulled) {
      return pulled.inside;
    }
    throw new IllegalStateException(task + " was created for the library to resume");
  }

  @Override
  public void runsIn(Task<?> task) {
    inside.runsIn(task);
  }

  @Override
  public void close() throws Throwable {
    inside.close();
  }

  /** One whose name the trace has. */
  private static final class OfBody extends Pulled<@Nullable Object> implements BodyCoroutine {
    private final BodyCoroutine coroutine;

    OfBody(BodyCoroutine coroutine) {
      super(coroutine);
      this.coroutine = coroutine;
    }

    @Override
    public Body body() {
      return coroutine.body();
    }
  }
}
