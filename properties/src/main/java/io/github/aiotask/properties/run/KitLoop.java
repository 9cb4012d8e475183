package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Guest;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.TimerHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The plainest loop there can be: a foreign one to the implementation. No timers, no threads. */
final class KitLoop implements EventLoop {
  private final Guest guest;
  private final KitPoller poller;
  private final Consumer<LoopError> handler;
  private final Deque<Call<?>> ready = new ArrayDeque<>();
  private boolean running;

  KitLoop(Guest guest, KitPoller poller, Consumer<LoopError> handler) {
    this.guest = guest;
    this.poller = poller;
    this.handler = handler;
  }

  private final class Call<A extends @Nullable Object> implements Handle {
    private final Callback<? super A> callback;
    private final A argument;
    private final @Nullable Object context;
    private boolean cancelled;

    Call(Callback<? super A> callback, A argument, @Nullable Object context) {
      this.callback = callback;
      this.argument = argument;
      this.context = context;
    }

    void run() {
      try {
        if (!cancelled && context == null) {
          callback.call(argument);
        } else if (!cancelled) {
          guest.runInContext(context, callback, argument);
        }
      } catch (Throwable error) {
        if (guest.kindOf(error) == Guest.ExceptionKind.EXIT) {
          throw Raised.as(error);
        }
        callExceptionHandler(new LoopError(LoopError.Kind.CALLBACK_RAISED, error, this, null));
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  int readyCount() {
    return ready.size();
  }

  void runOnce() throws InterruptedException {
    poller.poll(0);
    running = true;
    try {
      for (int count = ready.size(); count > 0 && !ready.isEmpty(); count--) {
        dispatch();
      }
    } finally {
      running = false;
    }
  }

  /** Runs what is at the head of the queue now. */
  void dispatch() {
    Call<?> call = ready.poll();
    if (call != null) {
      call.run();
    }
  }

  @Override
  public <A extends @Nullable Object> Handle callSoon(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    Call<A> call = new Call<>(callback, argument, context != null ? context : guest.captureContext());
    ready.add(call);
    return call;
  }

  @Override
  public <A extends @Nullable Object> Handle callSoonThreadsafe(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    throw new UnsupportedOperationException("the kit's loop has one thread");
  }

  @Override
  public <A extends @Nullable Object> TimerHandle callAt(
      long nanos, Callback<? super A> callback, A argument, @Nullable Object context) {
    throw new UnsupportedOperationException("the kit's loop has no timers");
  }

  @Override
  public long time() {
    return poller.time();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isDebug() {
    return false;
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    handler.accept(error);
  }
}
