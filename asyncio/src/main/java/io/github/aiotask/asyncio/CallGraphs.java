package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Snapshot.Registered;
import io.github.aiotask.Task;
import io.github.aiotask.inspect.Call;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Who awaits whom (§10.88): read from the callbacks of the futures, and from what was added by hand. */
final class CallGraphs {
  private final Asyncio asyncio;

  /** By hand; a waiter leads to what it waits for, so that neither may be kept. */
  private final Map<Future<?>, List<WeakReference<Future<?>>>> added = new WeakHashMap<>(0);

  CallGraphs(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  void add(Future<?> future, Future<?> waiter) {
    List<WeakReference<Future<?>>> waiters = added.computeIfAbsent(future, none -> new ArrayList<>());
    waiters.removeIf(one -> one.refersTo(waiter) || one.get() == null);
    waiters.add(new WeakReference<>(waiter));
  }

  void discard(Future<?> future, Future<?> waiter) {
    List<WeakReference<Future<?>>> waiters = added.get(future);
    if (waiters != null && waiters.removeIf(one -> one.refersTo(waiter)) && waiters.isEmpty()) {
      added.remove(future);
    }
  }

  /** Null if nothing is asked for and no task runs. */
  @Nullable FutureCallGraph capture(@Nullable Future<?> future, int limit) {
    Task<?> running = RunningLoop.current() == asyncio.loop ? asyncio.currentTask() : null;
    if (future == null && RunningLoop.current() == null) {
      throw new IllegalStateException(
          "captureCallGraph() outside of a running loop: give it the future or task to look at");
    }
    if (future == null || future == running) {
      return running == null ? null : graph(running, Stacks.ofRunning(running), limit, new LinkedHashSet<>());
    }
    return graph(future, callsOf(future), limit, new LinkedHashSet<>());
  }

  private static List<Call> callsOf(Future<?> future) {
    Coroutine<?> coroutine = future instanceof Task<?> task && !task.isDone() ? task.coroutine() : null;
    return Stacks.of(coroutine, false);
  }

  private FutureCallGraph graph(Future<?> future, List<Call> calls, int limit, Set<Future<?>> path) {
    path.add(future);
    List<FutureCallGraph> awaitedBy = new ArrayList<>();
    for (Future<?> one : awaitersOf(future)) {
      List<Call> stack = callsOf(one);
      awaitedBy.add(
          path.contains(one) ? new FutureCallGraph(one, cut(stack, limit), List.of()) : graph(one, stack, limit, path));
    }
    path.remove(future);
    return new FutureCallGraph(future, cut(calls, limit), awaitedBy);
  }

  /** As 3.14: so many of the outermost ones, or if it is less than zero, of the innermost ones. */
  private static List<Call> cut(List<Call> calls, int limit) {
    long most = Math.abs((long) limit);
    if (calls.size() <= most) {
      return calls;
    }
    int left = (int) most;
    return limit < 0 ? calls.subList(0, left) : calls.subList(calls.size() - left, calls.size());
  }

  private Set<Future<?>> awaitersOf(Future<?> future) {
    Set<Future<?>> awaiters = new LinkedHashSet<>();
    for (Registered one : future.snapshot().callbacks()) {
      Object target = one.target();
      Task<?> awaiter =
          target instanceof Task<?> task ? task : target instanceof AwaiterCallback waits ? waits.awaiter() : null;
      if (awaiter != null) {
        awaiters.add(awaiter);
      }
    }
    if (future.isDone()) { // whom it wakes has left it, and waits until that (§9.13)
      for (Task<?> task : asyncio.allTasks()) {
        FutureLike<?> waiter = task.waiter();
        if (waiter == future) {
          awaiters.add(task);
        }
      }
    }
    for (WeakReference<Future<?>> one : added.getOrDefault(future, List.of())) {
      Future<?> waiter = one.get();
      if (waiter != null) {
        awaiters.add(waiter);
      }
    }
    return awaiters;
  }
}
