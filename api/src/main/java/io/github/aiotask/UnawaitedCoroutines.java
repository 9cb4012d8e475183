package io.github.aiotask;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The state machines, coroutines in direct style and asyncio's among them, that were created while a loop ran in debug mode
 * and have not begun (§9.11). For who implements loops. Confined to the loop's thread.
 */
public final class UnawaitedCoroutines {
  private static final Map<Thread, UnawaitedCoroutines> OF_THREADS = new ConcurrentHashMap<>();

  /** Whether there is one for any thread; plain, for each new coroutine asks: who has changed it in its thread sees it. */
  static boolean watching;

  /** A coroutine may begin in another thread, that of another loop. */
  private final Set<Created> unawaited = Collections.synchronizedSet(new LinkedHashSet<>());

  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** For one loop. */
  public UnawaitedCoroutines() {}

  /** A coroutine that has not begun. */
  static final class Created extends WeakReference<Object> {
    private final UnawaitedCoroutines owner;
    private final String name;
    private final Throwable createdAt = new Throwable("created here");

    Created(StateMachine<?> coroutine, UnawaitedCoroutines owner) {
      super(coroutine, owner.collected);
      this.owner = owner;
      this.name = coroutine.getClass().getName();
    }

    /** It is no longer of interest. */
    void begin() {
      owner.unawaited.remove(this);
    }

    private LoopError report() {
      return new LoopError(LoopError.Kind.NEVER_AWAITED, null, name, createdAt);
    }
  }

  /** Notes a new coroutine; null if no loop wants to hear of it. */
  static @Nullable Created created(StateMachine<?> coroutine) {
    UnawaitedCoroutines here = OF_THREADS.get(LoopThread.current());
    if (here == null) {
      return null;
    }
    Created created = new Created(coroutine, here);
    here.unawaited.add(created);
    return created;
  }

  /**
   * From now on those of the current {@link LoopThread} are noted here.
   *
   * @return where they were noted before, for {@link #end}
   */
  public @Nullable UnawaitedCoroutines begin() {
    synchronized (OF_THREADS) {
      watching = true;
      return OF_THREADS.put(LoopThread.current(), this);
    }
  }

  /**
   * Ends what {@link #begin} began, in the same thread.
   *
   * @param former what that has answered
   */
  public static void end(@Nullable UnawaitedCoroutines former) {
    synchronized (OF_THREADS) {
      if (former == null) {
        OF_THREADS.remove(LoopThread.current());
      } else {
        OF_THREADS.put(LoopThread.current(), former);
      }
      watching = !OF_THREADS.isEmpty();
    }
  }

  /**
   * Takes the reports about those that were collected.
   *
   * @return a new list
   */
  public List<LoopError> takeCollected() {
    List<LoopError> reports = new ArrayList<>();
    for (Reference<?> reference = collected.poll(); reference != null; reference = collected.poll()) {
      if (reference instanceof Created created && unawaited.remove(created)) {
        reports.add(created.report());
      }
    }
    return reports;
  }

  /**
   * Takes the reports about all that are left, for a loop that closes.
   *
   * @return a new list, in the order of creation
   */
  public List<LoopError> takeAll() {
    List<LoopError> reports = new ArrayList<>();
    synchronized (unawaited) {
      unawaited.forEach(created -> reports.add(created.report()));
      unawaited.clear();
    }
    return reports;
  }
}
