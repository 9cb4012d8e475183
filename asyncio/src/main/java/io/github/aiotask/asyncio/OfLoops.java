package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.RunningLoop;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Which Asyncio speaks for a loop: its runner's, or else the first that was made for it. Any thread. */
final class OfLoops {
  private static final Map<EventLoop, WeakReference<Asyncio>> ALL = Collections.synchronizedMap(new WeakHashMap<>());

  private OfLoops() {}

  static void addIfFirst(Asyncio asyncio) {
    WeakReference<Asyncio> mine = new WeakReference<>(asyncio);
    if (ALL.merge(asyncio.loop, mine, (first, second) -> first.get() == null ? second : first) == mine) {
      keep(asyncio);
    }
  }

  static void replace(Asyncio asyncio) {
    ALL.put(asyncio.loop, new WeakReference<>(asyncio));
    keep(asyncio);
  }

  /** The map must not keep it, for it keeps the key: its loop does, until it closes. */
  private static void keep(Asyncio asyncio) {
    if (asyncio.loop instanceof RunnableLoop loop) {
      loop.onClose(() -> ALL.remove(asyncio.loop));
    }
  }

  /** The one that speaks for a loop; null if there is none yet. */
  static @Nullable Asyncio of(EventLoop loop) {
    WeakReference<Asyncio> known = ALL.get(loop);
    return known == null ? null : known.get();
  }

  /** Those of the loops that are not closed, in no order. */
  static List<Asyncio> all() {
    List<WeakReference<Asyncio>> known;
    synchronized (ALL) {
      known = List.copyOf(ALL.values());
    }
    List<Asyncio> all = new ArrayList<>();
    for (WeakReference<Asyncio> one : known) {
      Asyncio asyncio = one.get();
      if (asyncio != null) {
        all.add(asyncio);
      }
    }
    return all;
  }

  static Asyncio current() {
    EventLoop loop = RunningLoop.current();
    if (loop == null) {
      throw new IllegalStateException(
          "Asyncio.current(): no loop runs in the thread " + Thread.currentThread().getName()
              + ": call it in a coroutine or a callback of a loop, which Asyncio.run(asyncio -> …) runs;"
              + " to another thread give the Asyncio in a variable, for runCoroutineThreadsafe");
    }
    Asyncio asyncio = of(loop);
    if (asyncio == null) {
      throw new IllegalStateException(
          "Asyncio.current(): nobody has made one for the loop that runs here: run that by"
              + " new Runner(runtime, loop), or call Asyncio.on(runtime, loop) before and keep what that answers");
    }
    return asyncio;
  }
}
