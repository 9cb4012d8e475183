package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.LoopThread;
import io.github.aiotask.RunningLoop;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which context code runs in, for each {@link LoopThread}: a coroutine's own thread has that of its loop. Each belongs to its thread
 * and those that stand for it, of which one runs at a time.
 */
final class Here extends WeakReference<Thread> {
  private static final Map<Thread, Here> OF_THREADS = Collections.synchronizedMap(new WeakHashMap<>());

  /** What was found last in a thread. */
  private static final ThreadLocal<@Nullable Here> FOUND = new ThreadLocal<>();

  /**
   * Contexts of running entries that have none, for they were there before there were contexts: made when something is set in them, and
   * empty at first, as a copy would have been.
   */
  private static final Map<Object, Context> OF_ENTRIES = Collections.synchronizedMap(new WeakHashMap<>());

  /** The context that was entered last. */
  @Nullable Context entered;

  /** Whether that was entered where no entry of a loop was running: entries that run now are not in it. */
  boolean isOutside;

  /** What takes the state of other libraries out of the thread at the end of this step; null if none was put in. */
  @Nullable Runnable leave;

  private @Nullable Context base; // outside of all

  private Here(Thread thread) {
    super(thread);
  }

  /** That of the current {@link LoopThread}. */
  static Here ofThread() {
    Thread thread = LoopThread.current();
    Here found = FOUND.get();
    if (found == null || !found.refersTo(thread)) {
      found = OF_THREADS.computeIfAbsent(thread, Here::new);
      FOUND.set(found);
    }
    return found;
  }

  /** The context that this code runs in; null if nothing was ever set in it. */
  static @Nullable Context find() {
    Here here = ofThread();
    Context inside = here.entered;
    if (inside != null && !here.isOutside) {
      return inside;
    }
    Object entry = runningEntry();
    if (entry != null) {
      return OF_ENTRIES.get(entry);
    }
    return inside == null ? here.base : inside;
  }

  /** The context that this code runs in. */
  static Context current() {
    Context known = find();
    if (known != null) {
      return known;
    }
    Object entry = runningEntry();
    if (entry != null) {
      return ofEntry(entry);
    }
    Context created = new Context();
    ofThread().base = created;
    return created;
  }

  /** That of a task or handle which has none of its own. */
  static Context ofEntry(Object entry) {
    return OF_ENTRIES.computeIfAbsent(entry, none -> new Context());
  }

  private static @Nullable Object runningEntry() {
    EventLoop loop = RunningLoop.current();
    return loop == null ? null : loop.runningEntry();
  }
}
