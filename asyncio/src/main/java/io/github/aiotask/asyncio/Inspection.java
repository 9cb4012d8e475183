package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Handle;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.inspect.Dump;
import io.github.aiotask.inspect.LoopDump;
import io.github.aiotask.inspect.LoopDump.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a loop what its tasks do: between two of its steps; and if it does not answer, looks at it from outside. */
final class Inspection {
  /** How long one look at stacks may hold a loop up. */
  private static final long LONGEST_LOOK = TimeUnit.MILLISECONDS.toNanos(1);

  private final Asyncio asyncio;
  private final Asked<Capture> graph;
  private final @Nullable Object firstSeen; // whose step ran when it was asked

  private Inspection(Asyncio asyncio) {
    this.asyncio = asyncio;
    this.firstSeen = new Capture(asyncio, true).running();
    this.graph = new Asked<>(asyncio.loop, () -> new Capture(asyncio, false).takeGraph());
  }

  /**
   * Of all loops that are known.
   *
   * @param limit how long they have to answer, all together
   */
  static Dump ofAll(Duration limit) {
    Instant taken = Instant.now();
    long deadline = Time.after(System.nanoTime(), limit);
    List<Asyncio> all = new ArrayList<>(OfLoops.all());
    all.sort(Comparator.comparingLong(one -> one.number));
    List<Inspection> asked = new ArrayList<>();
    all.forEach(one -> asked.add(new Inspection(one)));
    List<LoopDump> loops = new ArrayList<>();
    for (Inspection one : asked) {
      loops.add(one.dump(loops.size() + 1, deadline));
    }
    return new Dump(taken, loops);
  }

  /** A call that a loop makes for another thread. */
  private static final class Asked<T extends Object> {
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable Handle handle; // null: it was not queued, or made at once

    @SuppressWarnings("FutureReturnValueIgnored")
    Asked(EventLoop loop, Supplier<T> look) {
      if (RunningLoop.current() == loop) {
        answer.complete(look.get());
      } else if (loop.isRunning()) { // what is queued on another one nobody may ever run
        try {
          handle = loop.callSoonThreadsafe(Asked::answer, new Look<>(answer, look), null);
        } catch (RuntimeException closed) {
          handle = null;
        }
      }
    }

    private record Look<T extends Object>(CompletableFuture<T> answer, Supplier<T> look) {}

    private static <T extends Object> void answer(Look<T> asked) {
      try {
        asked.answer().complete(asked.look().get());
      } catch (Throwable error) { // for who has asked, and not for the loop
        asked.answer().completeExceptionally(error);
      }
    }

    boolean isQueued() {
      return handle != null || answer.isDone();
    }

    /** Null if there was none by then; it is not made any more. */
    @Nullable T until(long deadline) {
      Handle queued = handle;
      try {
        if (queued == null) {
          return answer.getNow(null);
        }
        return answer.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException none) {
        // looked at from outside
      }
      if (queued != null) {
        queued.cancel();
      }
      return null;
    }
  }

  private LoopDump dump(int id, long deadline) {
    Capture taken = graph.until(deadline);
    if (taken == null) {
      return fromOutside(id);
    }
    boolean isHere = RunningLoop.current() == asyncio.loop;
    boolean goesOn = true;
    while (goesOn) {
      long most = isHere ? Long.MAX_VALUE : LONGEST_LOOK;
      Boolean all = new Asked<>(asyncio.loop, () -> taken.takeStacks(most)).until(deadline);
      goesOn = all != null && !all;
    }
    return taken.dump(id, Status.ANSWERS, threadName(RunningLoop.threadOf(asyncio.loop)), List.of());
  }

  private LoopDump fromOutside(int id) {
    Capture taken = new Capture(asyncio, true).takeGraph();
    taken.takeStacks(Long.MAX_VALUE);
    Thread loops = RunningLoop.threadOf(asyncio.loop);
    if (!graph.isQueued()) {
      return taken.dump(id, Status.STOPPED, threadName(loops), List.of());
    }
    Status status = taken.running() == firstSeen ? Status.BLOCKED : Status.BUSY;
    return taken.dump(
        id, status, threadName(loops), Stacks.live(Stacks.threadOf(asyncio, taken.running())));
  }

  private static @Nullable String threadName(@Nullable Thread thread) {
    return thread == null ? null : thread.getName();
  }
}
