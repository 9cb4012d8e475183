package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import org.jspecify.annotations.Nullable;

/** A library future whose registration of callbacks is overridden to raise. */
final class RaisingFuture implements Future<Object> {
  private final Future<Object> future;

  RaisingFuture(Future<Object> future) {
    this.future = future;
  }

  /** The future without the override. */
  Future<Object> base() {
    return future;
  }

  private static RuntimeException refuse() {
    return Raised.as(KitError.parse("ValueError(nope)"));
  }

  @Override
  public void addWaiter(Task<?> task) {
    throw refuse();
  }

  @Override
  public void addDoneCallback(Callback<? super Future<Object>> callback, @Nullable Object context) {
    throw refuse();
  }

  @Override
  public TaskLoop loop() {
    return future.loop();
  }

  @Override
  public boolean isDone() {
    return future.isDone();
  }

  @Override
  public boolean isBlocking() {
    return future.isBlocking();
  }

  @Override
  public void setBlocking(boolean blocking) {
    future.setBlocking(blocking);
  }

  @Override
  public boolean cancel(@Nullable Object message) {
    return future.cancel(message);
  }

  @Override
  public Object result() throws Exception {
    return future.result();
  }

  @Override
  public boolean isCancelled() {
    return future.isCancelled();
  }

  @Override
  public @Nullable Throwable exception() {
    return future.exception();
  }

  @Override
  public void setResult(Object value) {
    future.setResult(value);
  }

  @Override
  public void setException(Throwable error) {
    future.setException(error);
  }

  @Override
  public int removeDoneCallback(Callback<?> callback) {
    return future.removeDoneCallback(callback);
  }

  @Override
  public Snapshot snapshot() {
    return future.snapshot();
  }

  @Override
  public String toString() {
    return future.toString();
  }
}
