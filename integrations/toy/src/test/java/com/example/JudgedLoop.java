package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.EventLoop;
import io.github.aiotask.LoopError;
import java.util.concurrent.Callable;

/** The language's loop, whose queue is that of a loop of the kit's. */
final class JudgedLoop extends ToyLoop {
  private final Boundary boundary;
  final EventLoop kits;

  JudgedLoop(Boundary boundary, EventLoop kits) {
    super(boundary.toy);
    this.boundary = boundary;
    this.kits = kits;
  }

  @Override
  public <A> void schedule(Callback<? super A> callback, A argument, Object context) {
    super.schedule(callback, argument, boundary.has(Fault.FORGETS_CONTEXTS) ? null : context);
  }

  @Override
  void append(Object context, Callable<?> call) {
    boundary.callsBack(
        () -> {
          if (boundary.has(Fault.CALLS_AT_ONCE)) {
            call.call();
            return null;
          }
          kits.schedule(one -> boundary.calls(one::call), call, boundary.outContext(context));
          return null;
        });
  }

  @Override
  public boolean isRunning() {
    return kits.isRunning() && !boundary.has(Fault.NEVER_RUNS);
  }

  @Override
  public boolean isDebug() {
    return kits.isDebug();
  }

  @Override
  public void checkThread() {
    boundary.callsBack(
        () -> {
          kits.checkThread();
          return null;
        });
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    Throwable exception = error.exception();
    kits.callExceptionHandler(
        new LoopError(
            error.kind(),
            exception == null ? null : boundary.out(exception),
            boundary.out(error.source()),
            error.createdAt(),
            error.nanos()));
  }
}
