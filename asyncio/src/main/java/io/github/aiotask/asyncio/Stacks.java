package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Task;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.inspect.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where coroutines and the threads of loops stand. */
final class Stacks {
  private static final int MOST_CALLS = 200;

  /** Where what the library calls begins: the body of a coroutine, or the step of a task. */
  private static final List<String> OUTERMOST =
      List.of("io.github.aiotask.direct.SuspendableStack", "io.github.aiotask.StateMachine");

  /** One that has not begun, or that cannot be looked into from outside. */
  private static final Call DIRECT = new Call("a coroutine in direct style", null);

  private Stacks() {}

  private static boolean isDirect(String type) {
    return type.startsWith(Direct.class.getPackageName());
  }

  /**
   * The calls of a suspended coroutine and of those that it awaits, the innermost first.
   *
   * @param onlyOfThreads leaves out what may be resumed meanwhile on a stack that only its own thread may look at
   */
  static List<Call> of(@Nullable Coroutine<?> outermost, boolean onlyOfThreads) {
    List<Coroutine<?>> chain = chain(outermost);
    List<Call> calls = new ArrayList<>();
    for (int i = chain.size() - 1; i >= 0; i--) {
      Coroutine<?> one = chain.get(i);
      boolean isHidden = onlyOfThreads && isDirect(one.getClass().getName()) && Direct.threadOf(one) == null;
      calls.addAll(isHidden ? List.of(DIRECT) : of(one));
    }
    return calls.size() > MOST_CALLS ? calls.subList(0, MOST_CALLS) : calls;
  }

  /** The calls of the task whose step runs in this thread, without the library's own. */
  static List<Call> ofRunning(Task<?> task) {
    List<Call> calls = new ArrayList<>();
    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
      String type = frame.getClassName();
      if (OUTERMOST.contains(type)) {
        break;
      }
      if (!type.contains("$$Lambda") && !type.startsWith("java.lang.Thread") && !isOwn(type)) {
        calls.add(Call.of(frame));
      }
    }
    List<Coroutine<?>> chain = chain(task.coroutine());
    for (int i = chain.size() - 2; i >= 0; i--) { // the last one runs
      calls.addAll(of(chain.get(i)));
    }
    return calls;
  }

  private static boolean isOwn(String type) {
    int dot = type.lastIndexOf('.');
    return isDirect(type) || dot >= 0 && type.substring(0, dot).equals(Stacks.class.getPackageName());
  }

  /** The calls of one coroutine. */
  private static List<Call> of(Coroutine<?> one) {
    List<Call> calls = new ArrayList<>();
    Direct.stackOf(one).forEach(frame -> calls.add(Call.of(frame)));
    if (calls.isEmpty()) {
      calls.add(isDirect(one.getClass().getName()) ? DIRECT : Call.of(one.getClass()));
    }
    return calls;
  }

  /** The coroutine and those that it awaits, each the next one; as far as they say so. */
  private static List<Coroutine<?>> chain(@Nullable Coroutine<?> outermost) {
    List<Coroutine<?>> chain = new ArrayList<>();
    Awaitable<?> next = outermost;
    while (next instanceof Coroutine<?> coroutine && chain.size() < MOST_CALLS) {
      chain.add(coroutine);
      next = coroutine.awaited();
    }
    return chain;
  }

  /** The thread in which the code of a loop runs just now: that of the running coroutine, or the loop's. Any thread. */
  static @Nullable Thread threadOf(Asyncio asyncio, @Nullable Object runningTask) {
    if (runningTask instanceof Task<?> task) {
      List<Coroutine<?>> chain = chain(task.coroutine());
      for (int i = chain.size() - 1; i >= 0; i--) {
        Thread thread = Direct.threadOf(chain.get(i));
        if (thread != null) {
          return thread;
        }
      }
    }
    return RunningLoop.threadOf(asyncio.loop);
  }

  /** What a thread does just now, up to where the library calls the user's code. Any thread. */
  static List<Call> live(@Nullable Thread thread) {
    List<Call> calls = new ArrayList<>();
    if (thread == null) {
      return calls;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      String type = frame.getClassName();
      if (OUTERMOST.contains(type) || calls.size() >= MOST_CALLS) {
        break;
      }
      if (!type.contains("$$Lambda") && !isDirect(type)) {
        calls.add(Call.of(frame));
      }
    }
    return calls;
  }
}
