package io.github.aiotask.guest;

import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;

/**
 * A generator of the toy language: its frame holds the number of the next step. Yield and return are plain answers;
 * Java throws only where the toy program raises.
 */
final class ToyGenerator implements Coroutine<Object> {

  /** The code from one suspension to the next. */
  interface Step {
    /** Yields what it answers. */
    Object run(ToyGenerator frame) throws Throwable;
  }

  /** A step that also runs if its resumption raises: {@link #error} says what. */
  record Except(Step handler) implements Step {
    @Override
    public Object run(ToyGenerator frame) throws Throwable {
      return handler.run(frame);
    }
  }

  private static final Object AWAIT = new Object();

  private final Step[] steps;
  private int next;
  private boolean running;
  private boolean ended;
  private FutureLike<?> awaited;
  private Object result;

  /** What the suspended yield or await gave. */
  Object value;

  /** What it raised; null if it did not. */
  Throwable error;

  ToyGenerator(Step... steps) {
    this.steps = steps;
  }

  static Step except(Step handler) {
    return new Except(handler);
  }

  /** For a step to answer: waits. */
  Object await(FutureLike<?> future) {
    awaited = future;
    return AWAIT;
  }

  /** For a step to answer: ends. */
  Object returns(Object value) {
    result = value;
    return RETURNED;
  }

  /** Runs this step again at the next resumption. */
  void again() {
    next--;
  }

  int stepsRun() {
    return next;
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public Object send(Object sent) throws Throwable {
    return drive(sent, null);
  }

  @Override
  public Object raise(Throwable raised) throws Throwable {
    return drive(null, raised);
  }

  private Object drive(Object sent, Throwable raised) throws Throwable {
    if (running || ended) {
      throw ToyClass.VALUE_ERROR.raised(running ? "the generator is running" : "the generator has ended");
    }
    running = true;
    boolean suspended = false;
    try {
      Object yielded = toSuspension(sent, raised);
      suspended = yielded != RETURNED;
      return yielded;
    } finally {
      running = false;
      ended = !suspended;
    }
  }

  private Object toSuspension(Object sent, Throwable raised) throws Throwable {
    FutureLike<?> future = awaited;
    Object given = sent;
    Throwable thrown = raised;
    while (true) {
      if (future != null && thrown == null) {
        try {
          given = future.result();
        } catch (Throwable failure) { // an await raises what its future holds
          given = null;
          thrown = failure;
        }
      }
      awaited = null;
      boolean handled = next > 0 && next < steps.length && steps[next] instanceof Except;
      if (thrown != null && !handled) {
        throw thrown;
      }
      if (next == steps.length) {
        return RETURNED;
      }
      value = given;
      error = thrown;
      Object yielded = steps[next++].run(this);
      if (yielded != AWAIT) {
        return yielded;
      }
      if (awaited.suspend()) {
        return awaited;
      }
      future = awaited;
      thrown = null;
    }
  }

  @Override
  public Object returned() {
    return result;
  }

  @Override
  public void close() {
    ended = true;
  }
}
