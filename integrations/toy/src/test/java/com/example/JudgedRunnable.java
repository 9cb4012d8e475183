package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TimerHandle;

/** A loop of the library's, whose tasks and futures are the language's. */
final class JudgedRunnable implements RunnableLoop {
  private final JudgedRuntime runtime;
  private final RunnableLoop below;

  JudgedRunnable(JudgedRuntime runtime, RunnableLoop below) {
    this.runtime = runtime;
    this.below = below;
  }

  @Override
  public <T> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    return runtime.createTask(this, coroutine, options);
  }

  @Override
  public <T> Future<T> createFuture() {
    return runtime.createFuture(this, null);
  }

  @Override
  @SuppressWarnings("unchecked") // the same future, as the loop below knows it
  public <T> T runUntilComplete(Future<T> future) throws Exception {
    return below.runUntilComplete(
        future instanceof JudgedFuture view && view.loop() == this ? (Future<T>) view.of(below) : future);
  }

  @Override
  public <T> T runUntilComplete(Coroutine<T> coroutine) throws Exception {
    return runUntilComplete(createTask(coroutine));
  }

  @Override
  public <A> Handle callSoon(Callback<? super A> callback, A argument, Object context) {
    return below.callSoon(callback, argument, context);
  }

  @Override
  public <A> Handle callSoonThreadsafe(Callback<? super A> callback, A argument, Object context) {
    return below.callSoonThreadsafe(callback, argument, context);
  }

  @Override
  public <A> TimerHandle callAt(long nanos, Callback<? super A> callback, A argument, Object context) {
    return below.callAt(nanos, callback, argument, context);
  }

  @Override
  public long time() {
    return below.time();
  }

  @Override
  public boolean isRunning() {
    return below.isRunning();
  }

  @Override
  public boolean isDebug() {
    return below.isDebug();
  }

  @Override
  public void checkThread() {
    below.checkThread();
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    below.callExceptionHandler(error);
  }

  @Override
  public void runForever() throws InterruptedException {
    below.runForever();
  }

  @Override
  public boolean runOnce() throws InterruptedException {
    return below.runOnce();
  }

  @Override
  public void stop() {
    below.stop();
  }

  @Override
  public void close() {
    below.close();
  }

  @Override
  public void onClose(Runnable body) {
    below.onClose(body);
  }

  @Override
  public boolean isClosed() {
    return below.isClosed();
  }

  @Override
  public void setDebug(boolean debug) {
    below.setDebug(debug);
  }

  @Override
  public void setExceptionHandler(Callback<? super LoopError> handler) {
    below.setExceptionHandler(handler);
  }

  @Override
  public int readyCount() {
    return below.readyCount();
  }

  @Override
  public long nextDeadline() {
    return below.nextDeadline();
  }

  @Override
  public String toString() {
    return below.toString();
  }
}
