package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest;
import io.github.aiotask.Handle;
import org.jspecify.annotations.Nullable;

/** A callback with its argument and context. Confined to the loop's thread. */
class LoopHandle<A extends @Nullable Object> implements Handle, Ready {
  private final Guest guest;
  private final @Nullable Object context;
  private @Nullable Call<A> call; // null: cancelled

  private record Call<A extends @Nullable Object>(Callback<? super A> callback, A argument) {}

  LoopHandle(Guest guest, Callback<? super A> callback, A argument, @Nullable Object context) {
    this.guest = guest;
    this.context = context;
    this.call = new Call<>(callback, argument);
  }

  @Nullable Object context() {
    return context;
  }

  @Override
  public boolean run() throws Exception {
    Call<A> now = call;
    if (now == null) {
      return false; // §8.4
    }
    if (context == null) {
      now.callback.call(now.argument);
    } else {
      guest.runInContext(context, now.callback, now.argument); // §1.8
    }
    return false;
  }

  @Override
  public void cancel() {
    call = null; // §8.4
  }

  @Override
  public final boolean isCancelled() {
    return call == null;
  }

  @Override
  public String toString() {
    Call<A> now = call;
    return now == null ? "<Handle cancelled>" : "<Handle " + now.callback.getClass().getName() + ">";
  }
}
