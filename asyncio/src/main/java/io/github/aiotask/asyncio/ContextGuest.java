package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest;
import io.github.aiotask.JavaContexts;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Task;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Answers for Java's contexts (§1.8, §2.5, §3.19). */
final class ContextGuest implements Guest {
  private static final ContextGuest INSTANCE = new ContextGuest();

  static {
    JavaContexts.answeredBy(INSTANCE);
  }

  /** The innermost contexts of tasks that await inside of a {@link Context#run}. */
  private static final Map<Task<?>, Context> SUSPENDED_IN = Collections.synchronizedMap(new WeakHashMap<>());

  /** Whether there ever was one: else nobody need ask. */
  private static volatile boolean anySuspended;

  private ContextGuest() {}

  /** From the first call on there are contexts: it has this class initialized. */
  static void install() {}

  @Override
  public Object captureContext() {
    return Context.copyContext();
  }

  @Override
  public <A extends @Nullable Object> void runInContext(Object given, Callback<? super A> body, A argument)
      throws Exception {
    if (!(given instanceof Context context)) {
      body.call(argument); // somebody's own
      return;
    }
    Here here = Here.ofThread();
    Runnable leave = context.enter();
    Context former = here.entered;
    boolean wasOutside = here.isOutside;
    Runnable outerLeave = here.leave;
    here.leave = leave;
    here.isOutside = false;
    here.entered = innermost(context, argument);
    try {
      body.call(argument);
    } finally {
      Context last = here.entered;
      if (last != null && last != context) {
        suspended(last, argument);
      }
      here.entered = former;
      here.isOutside = wasOutside;
      leave = here.leave;
      here.leave = outerLeave;
      context.leave(leave);
    }
  }

  private static Context innermost(Context context, @Nullable Object argument) {
    if (anySuspended && argument instanceof QueuedStep step) {
      Context inner = SUSPENDED_IN.remove(step.task());
      return inner == null ? context : inner;
    }
    return context;
  }

  private static void suspended(Context inner, @Nullable Object argument) {
    if (argument instanceof QueuedStep step) {
      anySuspended = true;
      SUSPENDED_IN.put(step.task(), inner);
    }
  }
}
