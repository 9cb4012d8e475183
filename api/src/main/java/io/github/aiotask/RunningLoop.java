package io.github.aiotask;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loop that runs in a {@link LoopThread}, the innermost one if they are nested. Who implements a loop says so here, once for
 * each run: by what {@link #ofThread()} answers, which may be kept for that thread.
 *
 * <p>Each belongs to its thread.
 */
public final class RunningLoop {
  private static final Map<Thread, RunningLoop> OF_THREADS = Collections.synchronizedMap(new WeakHashMap<>());

  private @Nullable EventLoop loop;
  private @Nullable Thread host; // stands for the LoopThread, and runs its loops; null: that does

  private RunningLoop() {}

  /**
   * The current {@link LoopThread}'s.
   *
   * @return always the same for a thread
   */
  public static RunningLoop ofThread() {
    return OF_THREADS.computeIfAbsent(LoopThread.current(), thread -> new RunningLoop());
  }

  /**
   * The loop that runs in the current {@link LoopThread}.
   *
   * @return the loop; null if none does
   */
  public static @Nullable EventLoop current() {
    RunningLoop here = OF_THREADS.get(LoopThread.current());
    return here == null ? null : here.loop;
  }

  /**
   * The thread in which the code of a loop runs, for who looks at a loop from outside. Any thread; a run that has just begun or ended
   * may not be seen yet.
   *
   * @param loop any
   * @return the very thread and not the {@link LoopThread} that it stands for; null if the loop does not run, or nobody has said so
   */
  public static @Nullable Thread threadOf(EventLoop loop) {
    synchronized (OF_THREADS) {
      for (Map.Entry<Thread, RunningLoop> one : OF_THREADS.entrySet()) {
        if (one.getValue().loop == loop) {
          Thread host = one.getValue().host;
          return host == null ? one.getKey() : host;
        }
      }
    }
    return null;
  }

  /**
   * Says which thread runs the loops of this one, in its place ({@link LoopThread#standFor}). Not said at each {@link #begin}, which
   * a loop that is run an iteration at a time pays for.
   *
   * @param other that thread; null: none any more
   */
  public void hostedBy(@Nullable Thread other) {
    host = other;
  }

  /**
   * A loop begins to run, inside of another one or of none.
   *
   * @param inner the loop
   * @return what ran before, for {@link #end}
   */
  public @Nullable EventLoop begin(EventLoop inner) {
    EventLoop outer = loop;
    loop = inner;
    return outer;
  }

  /**
   * Ends what {@link #begin} began.
   *
   * @param outer what that has answered
   */
  public void end(@Nullable EventLoop outer) {
    loop = outer;
  }
}
