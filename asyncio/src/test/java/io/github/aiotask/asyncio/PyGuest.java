package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest;

/** Knows KeyboardInterrupt and MyBase, and has one context variable. */
final class PyGuest implements Guest {

  /** A context: the variable's value in it. */
  static final class Context {
    int value;

    Context(int value) {
      this.value = value;
    }
  }

  /** The context that runs now. */
  Context context = new Context(0);

  @Override
  public ExceptionKind kindOf(Throwable error) {
    if (error instanceof PyError own) {
      return switch (own.name) {
        case "KeyboardInterrupt" -> ExceptionKind.EXIT;
        case "MyBase" -> ExceptionKind.BASE_EXCEPTION;
        default -> ExceptionKind.EXCEPTION;
      };
    }
    return Guest.super.kindOf(error);
  }

  @Override
  public Object captureContext() {
    return new Context(context.value);
  }

  @Override
  public <A> void runInContext(Object to, Callback<? super A> body, A argument) throws Exception {
    Context former = context;
    context = (Context) to;
    try {
      body.call(argument);
    } finally {
      context = former;
    }
  }
}
