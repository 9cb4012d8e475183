package io.github.aiotask.asyncio;

import io.github.aiotask.Interrupts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every {@link ThreadState} has in one thread at one time; and which of them are carried. That is one list for the JVM, as the
 * libraries that they speak for are. Any thread.
 */
public final class ThreadStates {

  /** Of what is carried. */
  public interface Registration extends AutoCloseable {

    /** From now on it is not carried any more. No effect the second time. */
    @Override
    void close();
  }

  private static volatile List<ThreadState<?>> carried = List.of();

  private final List<Captured<?>> all;

  private record Captured<S extends @Nullable Object>(ThreadState<S> kind, S state) {
    static <S extends @Nullable Object> Captured<S> of(ThreadState<S> kind) {
      return new Captured<>(kind, kind.capture());
    }

    Runnable enter() {
      return kind.enter(state);
    }
  }

  private ThreadStates(List<Captured<?>> all) {
    this.all = all;
  }

  /**
   * Carries a state from now on, in all that is created by then: call it when the program starts.
   *
   * @param state what to carry
   * @return to end it
   */
  public static Registration carry(ThreadState<?> state) {
    Objects.requireNonNull(state, "carry(state): it is null");
    ContextGuest.install();
    change(state, true);
    return () -> change(state, false);
  }

  private static synchronized void change(ThreadState<?> state, boolean more) {
    Stream<ThreadState<?>> others = carried.stream().filter(other -> other != state);
    carried = (more ? Stream.concat(others, Stream.of(state)) : others).toList();
  }

  /**
   * Whether any state is carried: else there is nothing to capture.
   *
   * @return whether one is
   */
  public static boolean areCarried() {
    return !carried.isEmpty();
  }

  /**
   * Captures the states of the current thread.
   *
   * @return them
   */
  public static ThreadStates capture() {
    return new ThreadStates(carried.stream().<Captured<?>>map(Captured::of).toList());
  }

  /**
   * Puts them into the current thread.
   *
   * @return takes them out again; run once, in the same thread
   */
  public Runnable enter() {
    Deque<Runnable> leaving = new ArrayDeque<>();
    boolean done = false;
    try {
      for (Captured<?> one : all) {
        leaving.addFirst(one.enter());
      }
      done = true;
    } finally {
      if (!done) {
        leaveAll(leaving);
      }
    }
    return () -> leaveAll(leaving);
  }

  /** Each of them, whatever the others throw; the first error leaves. */
  private static void leaveAll(Iterable<Runnable> leaving) {
    RuntimeException first = null;
    for (Runnable one : leaving) {
      try {
        one.run();
      } catch (RuntimeException error) {
        Interrupts.keep(error); // §8.28
        first = first == null ? error : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  // ---- for coroutines with threads of their own

  /**
   * What one of the two threads of a step hands over to the other: the coroutine's own, and the one that resumes it.
   *
   * @return the states of the current thread; null if nothing is carried, or this is no step in a context
   */
  public static @Nullable ThreadStates handOver() {
    return areCarried() && Here.ofThread().leave != null ? capture() : null;
  }

  /** Takes over what the coroutine's thread handed over, until the end of the step. */
  public void takeOver() {
    Here here = Here.ofThread();
    Runnable outer = here.leave;
    if (outer != null) {
      Runnable inner = enterOrFailLater();
      here.leave = () -> leaveAll(List.of(inner, outer));
    }
  }

  /** The coroutine is suspended already: an error is one of leaving its context. */
  private Runnable enterOrFailLater() {
    try {
      return enter();
    } catch (RuntimeException error) {
      return () -> {
        throw error;
      };
    }
  }
}
