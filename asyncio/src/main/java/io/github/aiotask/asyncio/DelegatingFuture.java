package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A future of the runtime's whose cancel is the subclass's. To all who use it, it is the one future that there is. */
abstract class DelegatingFuture<T extends @Nullable Object> implements Future<T> {
  private final Future<T> own;

  DelegatingFuture(Future<T> own) {
    this.own = own;
  }

  /** Gives a callback of the own future the outer one; equal if the callback is. */
  private record Redirected<T extends @Nullable Object>(Callback<? super Future<T>> callback, Future<T> outer)
      implements Callback<Future<T>>, AwaiterCallback {
    @Override
    public @Nullable Task<?> awaiter() {
      return callback instanceof AwaiterCallback waits ? waits.awaiter() : null;
    }

    @Override
    public void call(Future<T> done) throws Exception {
      callback.call(outer);
    }
  }

  @Override
  public abstract boolean cancel(@Nullable Object message);

  @Override
  public final TaskLoop loop() {
    return own.loop();
  }

  @Override
  public final boolean isDone() {
    return own.isDone();
  }

  @Override
  public final boolean isBlocking() {
    return own.isBlocking();
  }

  @Override
  public final void setBlocking(boolean blocking) {
    own.setBlocking(blocking);
  }

  @Override
  public final void addWaiter(Task<?> task) {
    own.addWaiter(task);
  }

  @Override
  public final T result() throws Exception {
    return own.result();
  }

  @Override
  public final boolean isCancelled() {
    return own.isCancelled();
  }

  @Override
  public final @Nullable Throwable exception() {
    return own.exception();
  }

  @Override
  public final void setResult(T value) {
    own.setResult(value);
  }

  @Override
  public final void setException(Throwable error) {
    own.setException(error);
  }

  @Override
  public final void addDoneCallback(Callback<? super Future<T>> callback, @Nullable Object context) {
    Objects.requireNonNull(callback, "addDoneCallback(callback): the callback is null");
    own.addDoneCallback(new Redirected<T>(callback, this), context);
  }

  @Override
  @SuppressWarnings("unchecked") // only its equals is asked
  public final int removeDoneCallback(Callback<?> callback) {
    return own.removeDoneCallback(new Redirected<T>((Callback<? super Future<T>>) callback, this));
  }

  @Override
  public final Snapshot snapshot() {
    return own.snapshot();
  }

  @Override
  public final String toString() {
    return own.toString();
  }
}
