package com.example;

import io.github.aiotask.Coroutine;

/** A suspended function. What a compiler of the language would write is {@link #resume}. */
abstract class ToyCoroutine extends Value implements Coroutine<Value> {

  /** What comes out of a resume. */
  sealed interface Answer {}

  /** It waits for that; null: for its next turn. */
  record Yields(Value value) implements Answer {}

  /** It has ended. */
  record Returns(Value value) implements Answer {}

  /** It has ended by an error. */
  record Raises(ToyError error) implements Answer {}

  private Value result;

  /** Runs from one suspension to the next. Nothing is thrown: an error is an answer. */
  abstract Answer resume(Value sent, ToyError raised);

  @Override
  public Object send(Object sent) {
    return tell(resume((Value) sent, null));
  }

  @Override
  public Object raise(Throwable error) {
    return tell(resume(null, ToyError.of(error)));
  }

  private Object tell(Answer answer) {
    if (answer instanceof Yields yields) {
      return yields.value();
    }
    if (answer instanceof Raises raises) {
      throw raises.error().raised;
    }
    result = ((Returns) answer).value();
    return RETURNED;
  }

  @Override
  public Value returned() {
    return result;
  }

  @Override
  public void close() {}
}
