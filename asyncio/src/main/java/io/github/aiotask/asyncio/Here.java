package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.LoopThread;
import io.github.aiotask.RunningLoop;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
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
   * Contexts of entries that have none, for they were there before there were contexts: made when something is set in them, and empty at
   * first, as a copy would have been.
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
    Object entry = here.entryWithoutContext();
    if (entry != null) {
      return OF_ENTRIES.get(entry);
    }
    Context inside = here.entered;
    return inside == null ? here.base : inside;
  }

  /** The context that this code runs in. */
  static Context current() {
    Context known = find();
    if (known != null) {
      return known;
    }
    Here here = ofThread();
    Object entry = here.entryWithoutContext();
    if (entry != null) {
      return ofEntry(entry);
    }
    Context created = new Context();
    here.base = created;
    return created;
  }

  /** That of a task or handle which has none of its own. */
  static Context ofEntry(Object entry) {
    return OF_ENTRIES.computeIfAbsent(entry, none -> new Context());
  }

  /** The entry that runs, if no context was entered for it. */
  private @Nullable Object entryWithoutContext() {
    if (entered != null && !isOutside) {
      return null;
    }
    EventLoop loop = RunningLoop.current();
    return loop == null ? null : loop.runningEntry();
  }

  /** Calls something in a context that was entered for it. */
  <T extends @Nullable Object> T callIn(Context context, Callable<T> body) throws Exception {
    Object entry = entryWithoutContext();
    return entry == null ? this.<T>callInThread(context, body) : Here.<T>callInEntry(entry, context, body);
  }

  /** Whatever the entry awaits there: its own context is another one meanwhile. */
  private static <T extends @Nullable Object> T callInEntry(Object entry, Context context, Callable<T> body)
      throws Exception {
    Context former = OF_ENTRIES.put(entry, context);
    try {
      return body.call();
    } finally {
      if (former == null) {
        OF_ENTRIES.remove(entry);
      } else {
        OF_ENTRIES.put(entry, former);
      }
    }
  }

  /** If this is a step that the guest has put into its context, it also takes the step out of this one at an await. */
  private <T extends @Nullable Object> T callInThread(Context context, Callable<T> body) throws Exception {
    Context former = entered;
    boolean wasOutside = isOutside;
    isOutside = former == null || wasOutside;
    entered = context;
    try {
      return body.call();
    } finally {
      Here now = ofThread(); // a coroutine may go on in another thread
      if (now.entered == context) { // else its coroutine is closed by somebody in a context of his own
        now.entered = former;
        now.isOutside = wasOutside;
      }
    }
  }
}
