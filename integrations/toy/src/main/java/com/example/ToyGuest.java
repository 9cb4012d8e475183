package com.example;

import com.example.ToyError.Raised;
import com.example.ToyError.Type;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Task;

/** The language's answers. */
class ToyGuest implements Guest {

  /** Where programs run now. */
  private ToyContext context = new ToyContext();

  @Override
  public ExceptionKind kindOf(Throwable error) {
    if (!(error instanceof Raised raised)) {
      return Guest.super.kindOf(error);
    }
    Type type = raised.error.type;
    if (type.isA(Type.CANCELLED)) {
      return ExceptionKind.CANCELLED;
    }
    if (type.isA(Type.SYSTEM_EXIT)) {
      return ExceptionKind.EXIT;
    }
    if (type.isA(Type.STOP_ITERATION)) {
      return ExceptionKind.STOP_ITERATION;
    }
    return type.isA(Type.EXCEPTION) ? ExceptionKind.EXCEPTION : ExceptionKind.BASE_EXCEPTION;
  }

  @Override
  public Throwable newCancelled(Future<?> subject, Object message) {
    return new ToyError(Type.CANCELLED, (Value) message, null).raised;
  }

  @Override
  public Throwable newError(ErrorKind kind, Object subject, Object value) {
    Type type =
        switch (kind) {
          case NOT_READY, ALREADY_DONE, STEP_OF_DONE -> Type.INVALID_STATE;
          case NOT_A_COROUTINE, COROUTINE_AS_CALLBACK, STOP_ITERATION_REFUSED -> Type.TYPE_ERROR;
          default -> Type.RUNTIME_ERROR;
        };
    Value argument = value instanceof Raised cause ? cause.error : value instanceof Value other ? other : null;
    return new ToyError(type, argument, kind).raised;
  }

  @Override
  @SuppressWarnings("unchecked") // all tasks of the language are of values
  public void taskCreated(Task<?> task) {
    ((ToyTask) task.owner()).inside = (Task<Value>) task;
  }

  @Override
  public FutureLike<?> asFuture(Object yielded) {
    if (yielded instanceof ToyFuture future) {
      return future.awaited();
    }
    return yielded instanceof ToyPromise promise ? promise : null;
  }

  @Override
  public boolean isGenerator(Object yielded) {
    return yielded instanceof ToyCoroutine;
  }

  @Override
  public Object captureContext() {
    return context.copy();
  }

  @Override
  public <A> void runInContext(Object inside, Callback<? super A> body, A argument) throws Exception {
    ToyContext outside = context;
    context = (ToyContext) inside;
    try {
      body.call(argument);
    } finally {
      context = outside;
    }
  }
}
