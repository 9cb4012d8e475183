package io.github.aiotask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand: the body is one {@code switch} over a state that the subclass keeps.
 *
 * <pre>{@code
 * final class Hello extends StateMachine<String> {
 *   private final Future<String> name;
 *   private int state;
 *
 *   @Override
 *   protected Object resume(Object sent, Throwable error) throws Throwable {
 *     if (error != null) throw error;
 *     return switch (state++) {
 *       case 0 -> await(name);
 *       default -> returns("hello " + sent);
 *     };
 *   }
 * }
 * }</pre>
 *
 * <p>A state machine runs once. Confined to the loop's thread. What it awaits may be a coroutine: a chain of state machines
 * that await each other is resumed at its innermost one, whatever its depth.
 *
 * @param <T> what it returns
 */
public abstract class StateMachine<T extends @Nullable Object> implements Coroutine<T> {

  /** Answered by {@link #await}: the driver looks at {@link #awaited}. */
  private static final Object AWAIT = new Object();

  // Phases; numbers, because a garbage collector may want a barrier for each reference that is stored.
  private static final int SUSPENDED = 0;
  private static final int RUNNING = 1;
  private static final int RETURNING = 2; // running, and returns(value) was called
  private static final int PART = 3; // of another state machine, which awaits it and resumes it
  private static final int HAS_RETURNED = 4;
  private static final int ENDED = 5;
  private static final int UNAWAITED = 6; // suspended, and its beginning is to be told (§9.11)

  private int phase;
  private @Nullable Awaitable<?> awaited;

  /** Of one that is {@link #PART}, who awaits it; of any other, the innermost of those that it awaits, if any. */
  private @Nullable StateMachine<?> link;

  private @Nullable T value;

  /** For subclasses. */
  @SuppressWarnings({"nullness:method.invocation", "this-escape"}) // of a subclass nothing is asked but its class
  protected StateMachine() {
    if (UnawaitedCoroutines.watching) {
      tellBeginning();
    }
  }

  @SuppressWarnings({"unchecked", "nullness"}) // the field is free until the end, and this runs last of all
  private void tellBeginning() {
    UnawaitedCoroutines.Created created = UnawaitedCoroutines.created(this);
    if (created != null) {
      phase = UNAWAITED;
      value = (T) created;
    }
  }

  /** Whether it may be resumed, which begins one whose beginning is to be told. */
  private boolean mayResume() {
    if (phase == UNAWAITED) {
      if ((Object) value instanceof UnawaitedCoroutines.Created created) {
        created.begin();
      }
      value = null;
      phase = SUSPENDED;
    }
    return phase == SUSPENDED;
  }

  /**
   * Runs the body to its next suspension.
   *
   * @param sent what the suspended yield gives: the result of what was awaited, or what was sent; null at first
   * @param error what the suspended yield raises, or null; a body that does not handle it throws it on
   * @return {@link #await}, {@link #returns}, or what to yield (null: let the others run for one iteration)
   * @throws Throwable what the body raises; the coroutine has ended then
   */
  protected abstract @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable;

  /**
   * Waits for a future or runs a coroutine: the body answers this, and is resumed with the result or error, at once if the
   * future is done (§1.15). An awaited coroutine is run to its end by this await, and by it alone.
   *
   * @param awaitable what to wait for
   * @return for the body to return
   */
  protected final Object await(Awaitable<?> awaitable) {
    awaited = Objects.requireNonNull(awaitable, "await(awaitable): the awaitable is null; yield null to let others run");
    return AWAIT;
  }

  /**
   * Ends the coroutine with a result.
   *
   * @param result what it returns
   * @return for the body to return
   */
  protected final Object returns(T result) {
    value = result;
    phase = RETURNING;
    return RETURNED;
  }

  @Override
  public final @Nullable Object send(@Nullable Object sent) throws Throwable {
    return drive(sent, null);
  }

  @Override
  public final @Nullable Object raise(Throwable error) throws Throwable {
    return drive(null, Objects.requireNonNull(error, "raise(error): the error is null"));
  }

  private @Nullable Object drive(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (phase != SUSPENDED && !mayResume()) {
      throw refusal();
    }
    phase = RUNNING;
    int next = ENDED;
    try {
      StateMachine<?> innermost = link;
      Object yielded = run(innermost == null ? this : innermost, sent, error);
      next = yielded == RETURNED ? HAS_RETURNED : SUSPENDED;
      return yielded;
    } finally {
      phase = next;
    }
  }

  private IllegalStateException refusal() {
    return new IllegalStateException(
        switch (phase) {
          case RUNNING, RETURNING -> "the coroutine is running: a step must not resume its own coroutine";
          case PART -> "the coroutine is awaited already: only who awaits it resumes it";
          default -> "the coroutine has ended: a state machine runs once, create a new one for each task or await";
        });
  }

  /** Resumes the innermost machine, and whichever is the innermost then, until one of them yields or this one ends. */
  private @Nullable Object run(StateMachine<?> innermost, @Nullable Object first, @Nullable Throwable raised)
      throws Throwable {
    StateMachine<?> frame = innermost;
    Object sent = first;
    Throwable error = raised;
    while (true) {
      Object yielded;
      try {
        yielded = frame.runToSuspension(sent, error);
      } catch (Throwable failure) { // what awaits a coroutine gets its error, whatever it is
        if (frame == this) {
          throw failure;
        }
        frame = frame.leave(ENDED);
        sent = null;
        error = failure;
        continue;
      }
      if (yielded == AWAIT) {
        StateMachine<?> child = frame.awaitedMachine();
        sent = null;
        error = child.phase == SUSPENDED || child.mayResume() ? null : child.refusal();
        if (error == null) {
          frame = child.enter(frame);
        } else {
          frame.awaited = null;
        }
      } else if (yielded == RETURNED && frame != this) {
        sent = frame.value;
        error = null;
        frame = frame.leave(HAS_RETURNED);
      } else {
        StateMachine<?> suspended = frame == this ? null : frame;
        if (link != suspended) {
          link = suspended;
        }
        return yielded;
      }
    }
  }

  private StateMachine<?> awaitedMachine() {
    if (awaited instanceof StateMachine<?> machine) {
      return machine;
    }
    throw new AssertionError("no state machine is awaited: " + awaited);
  }

  /** Becomes a part of who awaits it; the machine to resume now: this one, or the one that it awaits itself. */
  private StateMachine<?> enter(StateMachine<?> caller) {
    StateMachine<?> innermost = link;
    link = caller;
    phase = PART;
    return innermost == null ? this : innermost;
  }

  /** Has ended; the machine that awaited it. */
  private StateMachine<?> leave(int end) {
    StateMachine<?> caller = link;
    if (caller == null) {
      throw new AssertionError("nobody awaits this state machine");
    }
    link = null;
    phase = end;
    caller.awaited = null;
    return caller;
  }

  /** Resumes this body, again for each await of what is done already, until it yields, ends or awaits a state machine. */
  private @Nullable Object runToSuspension(@Nullable Object first, @Nullable Throwable raised) throws Throwable {
    Object sent = first;
    Throwable error = raised;
    Awaitable<?> suspended = awaited;
    while (true) {
      if (suspended instanceof FutureLike<?> future) {
        awaited = null;
        if (error == null) {
          if (future.isDone()) {
            try {
              sent = future.result();
            } catch (Throwable failure) { // what awaits a future gets its error, whatever it is
              Interrupts.outcome(failure);
              sent = null;
              error = failure;
            }
          } else {
            error =
                new IllegalStateException( // §1.16
                    "resumed before the awaited future is done: only its wakeup may resume an await");
          }
        }
      } else if (suspended instanceof Coroutine<?> coroutine) {
        try {
          Object yielded = error == null ? coroutine.send(sent) : coroutine.raise(error);
          if (yielded != RETURNED) {
            return yielded;
          }
          sent = coroutine.returned();
          error = null;
        } catch (Throwable failure) { // what awaits a coroutine gets its error, whatever it is
          sent = null;
          error = failure;
        }
        awaited = null;
      }
      Object yielded = resume(sent, error);
      if (yielded != AWAIT) {
        checkAnswer(yielded);
        return yielded;
      }
      suspended = awaited;
      if (suspended == null) {
        throw new IllegalStateException("the body answered an await of an earlier resume: answer await(awaitable) itself");
      }
      if (suspended instanceof StateMachine<?>) {
        return AWAIT;
      }
      if (suspended instanceof FutureLike<?> future && future.suspend()) { // §1.15
        return future;
      }
      sent = null;
      error = null;
    }
  }

  /** A body that calls await or returns must answer what they answer. */
  private void checkAnswer(@Nullable Object yielded) {
    if (awaited != null) {
      throw new IllegalStateException(
          "the body called await(awaitable) but answered something else: return await(awaitable)");
    }
    if (phase == RETURNING && yielded != RETURNED) {
      throw new IllegalStateException("the body called returns(value) but answered something else: return returns(value)");
    }
  }

  @Override
  public final @Nullable Awaitable<?> awaited() {
    return awaited;
  }

  @Override
  public final T returned() {
    if (phase != HAS_RETURNED) {
      throw new IllegalStateException("the coroutine has not returned");
    }
    return stored(value);
  }

  @SuppressWarnings("nullness:return") // the field is nullable before returns(T); after it, it holds a T
  private static <T extends @Nullable Object> T stored(@Nullable T value) {
    return value;
  }

  /**
   * Cleans up when the suspended coroutine is closed, after all that it awaits; it has ended already. Called once at most;
   * by default there is nothing to do.
   *
   * @throws Throwable what {@link #close()} is to raise
   */
  protected void cleanUp() throws Throwable {}

  /**
   * Ends a suspended coroutine, and before it those that it awaits, the innermost first.
   *
   * @throws IllegalStateException if it runs, or is awaited by another state machine
   * @throws Throwable the first that {@link #cleanUp()} or the close of an awaited coroutine raises, the later ones
   *     suppressed in it
   */
  @Override
  public final void close() throws Throwable {
    switch (phase) {
      case RUNNING, RETURNING -> throw new IllegalStateException("the coroutine is running: it cannot close itself");
      case PART -> throw new IllegalStateException("the coroutine is awaited: close who awaits it");
      case SUSPENDED, UNAWAITED -> {
        mayResume();
        closeAll();
      }
      default -> {}
    }
  }

  private void closeAll() throws Throwable {
    StateMachine<?> frame = link == null ? this : link;
    link = null;
    phase = ENDED; // whatever a cleanup does
    Throwable failure = null;
    while (frame != this) {
      StateMachine<?> closing = frame;
      frame = closing.leave(ENDED);
      failure = closing.closeOne(failure);
    }
    failure = closeOne(failure);
    if (failure != null) {
      throw failure;
    }
  }

  /** Closes what it awaits itself, and cleans up; the first failure, with the later ones in it. */
  private @Nullable Throwable closeOne(@Nullable Throwable earlier) {
    Awaitable<?> own = awaited;
    awaited = null;
    Throwable failure = earlier;
    if (own instanceof Coroutine<?> coroutine) {
      try {
        coroutine.close();
      } catch (Throwable raised) { // the others are still to be closed
        failure = with(failure, raised);
      }
    }
    try {
      cleanUp();
    } catch (Throwable raised) { // the others are still to be closed
      failure = with(failure, raised);
    }
    return failure;
  }

  private static Throwable with(@Nullable Throwable first, Throwable later) {
    if (first == null) {
      return later;
    }
    if (first != later) {
      first.addSuppressed(later);
    }
    return first;
  }
}
