package io.github.aiotask.direct;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A state machine whose states are where its body stands: awaiting, chains and refusals are the state machine's. */
final class DirectCoroutine<T extends @Nullable Object> extends StateMachine<T> {
  private final Carrier carrier;
  private @Nullable Callable<T> body; // until it starts
  private @Nullable SuspendableStack stack; // to the end; its thread inherits from that of the creation
  private @Nullable Task<?> task; // that runs it
  private boolean here; // runs on the stack of who awaits it

  DirectCoroutine(Carrier carrier, Callable<T> body) {
    this.carrier = carrier;
    this.body = body;
    this.stack = carrier == Carrier.CONTINUATION ? null : new ThreadStack(carrier, body);
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Callable<T> code = body;
    if (code != null) {
      body = null;
      if (error != null) {
        stack = null;
        throw error; // before the first line
      }
      if (here) {
        stack = null;
        return returns(code.call());
      }
      start(code);
    }
    SuspendableStack present = stack;
    if (present == null) {
      throw new AssertionError("a state machine that has ended is not resumed");
    }
    return answer(present.resume(sent, error), present.takeOut());
  }

  private void start(Callable<T> code) {
    if (stack instanceof ThreadStack own) {
      Task<?> named = task;
      if (named != null) {
        own.setName(named.name());
      }
      CoroutineThreads.CLEANER.register(this, own::drop);
    } else {
      stack = new ContinuationStack(code);
    }
  }

  @SuppressWarnings("unchecked") // what the body returned is a T
  private @Nullable Object answer(SuspendableStack.Signal signal, @Nullable Object out) throws Throwable {
    if (signal == SuspendableStack.Signal.AWAIT && out instanceof Awaitable<?> awaitable) {
      return await(awaitable);
    }
    if (signal == SuspendableStack.Signal.YIELD) {
      return out;
    }
    stack = null;
    if (signal == SuspendableStack.Signal.RAISE && out instanceof Throwable error) {
      throw error;
    }
    return returns((T) out);
  }

  /** Whether who awaits it may run it at once, as a call: it has not started, and would run as it would on its own stack. */
  boolean canRunOn(SuspendableStack other) {
    return body != null && carrier == other.carrier();
  }

  /** Runs it to its end on the running stack. */
  T runHere() throws Exception {
    here = true;
    try {
      Object end = send(null);
      if (end != Coroutine.RETURNED) {
        throw new AssertionError("a body that runs as a call does not yield: " + end);
      }
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
    return returned();
  }

  @Override
  protected void cleanUp() throws Throwable {
    SuspendableStack present = body == null ? stack : null;
    body = null;
    stack = null;
    if (present != null) {
      present.close();
    }
  }

  /** A name is made at the start, for who starts; later it is followed. */
  @Override
  public void runsIn(Task<?> runner) {
    task = runner;
    if (body == null && stack instanceof ThreadStack own) {
      own.setName(runner.name());
    }
  }

  /** Its own, if it has one. */
  @Nullable Thread thread() {
    return stack instanceof ThreadStack own ? own.thread() : null;
  }

  /** The suspended calls of the body, the innermost first. */
  List<StackTraceElement> frames() {
    SuspendableStack present = body == null ? stack : null;
    return present == null || !present.isSuspended() ? List.of() : Frames.ofBody(present.frames());
  }

  @Override
  public String toString() {
    return "<coroutine in direct style on " + carrier + ">";
  }
}
