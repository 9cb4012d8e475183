package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;

/** What a program has a loop or a future call: plain code with a name. */
final class KitCallback implements Callback<Object> {
  private final Tracer tracer;
  private final Who who;
  private final Code code;

  /** What is to be done with the argument of the call. */
  interface Code {
    void run(Object argument) throws Throwable;
  }

  KitCallback(Tracer tracer, Who who, Code code) {
    this.tracer = tracer;
    this.who = who;
    this.code = code;
  }

  Who who() {
    return who;
  }

  @Override
  public void call(Object argument) {
    if (argument instanceof Future<?> future) { // handles get their instruction
      tracer.called(who, future);
    }
    try {
      code.run(argument);
    } catch (Throwable error) {
      tracer.raises(who, error);
      throw Raised.as(error);
    }
  }
}
