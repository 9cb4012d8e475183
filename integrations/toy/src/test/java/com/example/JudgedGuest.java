package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;

/** The language's answers, where the context is the kit's. */
final class JudgedGuest extends ToyGuest {
  private final Boundary boundary;

  JudgedGuest(Boundary boundary) {
    this.boundary = boundary;
  }

  /** A context of the kit's. */
  static final class Context extends ToyContext {
    final Object kits;

    Context(Object kits) {
      this.kits = kits;
    }
  }

  @Override
  public ExceptionKind kindOf(Throwable error) {
    ExceptionKind kind = super.kindOf(error);
    boolean forgotten =
        kind == ExceptionKind.CANCELLED && boundary.has(Fault.KNOWS_NO_CANCELLATION)
            || kind == ExceptionKind.STOP_ITERATION && boundary.has(Fault.KNOWS_NO_END);
    return forgotten ? ExceptionKind.EXCEPTION : kind;
  }

  @Override
  public Throwable newCancelled(Future<?> subject, Object message) {
    return super.newCancelled(subject, boundary.has(Fault.DROPS_MESSAGES) ? null : message);
  }

  @Override
  public void taskCreated(Task<?> task) {
    if (!boundary.has(Fault.LATE_TASK)) {
      super.taskCreated(task);
    }
    if (task.coroutine() instanceof JudgedCoroutine coroutine && coroutine.owner != null) {
      JudgedTask view = boundary.view(task);
      view.owner = coroutine.owner;
      boundary.callsBack(
          () -> {
            boundary.kit.taskCreated(view);
            return null;
          });
    }
  }

  @Override
  public FutureLike<?> asFuture(Object yielded) {
    FutureLike<?> future = super.asFuture(yielded);
    return boundary.has(Fault.WRAPS_ITS_FUTURES) && future instanceof Future<?> own ? new Wrapper(own) : future;
  }

  @Override
  public boolean isGenerator(Object yielded) {
    return super.isGenerator(yielded) && !boundary.has(Fault.KNOWS_NO_GENERATOR);
  }

  @Override
  public Object captureContext() {
    return boundary.inContext(boundary.kit.captureContext());
  }

  @Override
  public <A> void runInContext(Object inside, Callback<? super A> body, A argument) throws Exception {
    super.runInContext(
        inside, given -> boundary.kit.runInContext(boundary.outContext(inside), body, given), argument);
  }
}
