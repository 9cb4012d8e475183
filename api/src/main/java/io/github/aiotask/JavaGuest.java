package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/** Java itself: all defaults, and its contexts, once there are any. */
final class JavaGuest implements Guest {

  @Override
  public @Nullable Object captureContext() {
    Guest contexts = JavaContexts.answers();
    return contexts == null ? null : contexts.captureContext();
  }

  @Override
  public <A extends @Nullable Object> void runInContext(Object context, Callback<? super A> body, A argument)
      throws Exception {
    Guest contexts = JavaContexts.answers();
    if (contexts == null) {
      body.call(argument); // it is one that somebody gave
    } else {
      contexts.runInContext(context, body, argument);
    }
  }
}
