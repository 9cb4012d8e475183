package io.github.aiotask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Guest#JAVA} answers about contexts (§1.8, §2.5, §3.19): none, until somebody says how Java keeps them. That is the
 * module of asyncio's functions, when a program makes its first context variable; no other program pays for them.
 *
 * <p>Any thread.
 */
public final class JavaContexts {
  /**
   * Null: there are none. A plain field, for each task and callback asks: who has got a variable of another thread's sees what was
   * written before that was made, and who has got none has nothing to copy.
   */
  private static @Nullable Guest answers;

  private JavaContexts() {}

  /**
   * From now on {@link Guest#JAVA} passes its two questions about contexts on. Tasks and callbacks that there are already have no
   * context.
   *
   * @param guest answers {@link Guest#captureContext} and {@link Guest#runInContext}, and is asked nothing else
   * @throws IllegalStateException if another one answers them already
   */
  public static synchronized void answeredBy(Guest guest) {
    Objects.requireNonNull(guest, "answeredBy(guest): it is null");
    Guest present = answers;
    if (present != null && present != guest) {
      throw new IllegalStateException(
          "the contexts of Java are kept by " + present.getClass().getName() + " already: load the library once, in the class"
              + " loader that has its api");
    }
    answers = guest;
  }

  static @Nullable Guest answers() {
    return answers;
  }
}
