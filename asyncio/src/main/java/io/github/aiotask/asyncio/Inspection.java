package io.github.aiotask.asyncio;

import io.github.aiotask.RunningLoop;
import io.github.aiotask.asyncio.Questions.Question;
import io.github.aiotask.inspect.Dump;
import io.github.aiotask.inspect.LoopDump;
import io.github.aiotask.inspect.LoopDump.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a loop what its tasks do: between two of its steps; and if it does not answer, looks at it from outside. */
final class Inspection {
  /** How long one look at stacks may hold a loop up. */
  private static final long LONGEST_LOOK = TimeUnit.MILLISECONDS.toNanos(1);

  private final Asyncio asyncio;
  private final Question<Capture> graph;
  private final @Nullable Object firstSeen; // whose step ran when it was asked

  private Inspection(Asyncio asyncio) {
    this.asyncio = asyncio;
    this.firstSeen = new Capture(asyncio, true).running();
    this.graph = asyncio.seen.questions.ask(() -> new Capture(asyncio, false).takeGraph());
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

  private LoopDump dump(int id, long deadline) {
    Capture taken = graph.until(deadline);
    if (taken == null) {
      return fromOutside(id);
    }
    long most = RunningLoop.current() == asyncio.loop ? Long.MAX_VALUE : LONGEST_LOOK;
    boolean goesOn = true;
    while (goesOn) {
      Boolean all = asyncio.seen.questions.ask(() -> taken.takeStacks(most)).until(deadline);
      goesOn = all != null && !all;
    }
    return taken.dump(id, Status.ANSWERS, threadName(RunningLoop.threadOf(asyncio.loop)), List.of());
  }

  private LoopDump fromOutside(int id) {
    Capture taken = new Capture(asyncio, true).takeGraph();
    taken.takeStacks(Long.MAX_VALUE);
    Thread loops = RunningLoop.threadOf(asyncio.loop);
    if (!graph.isAsked()) {
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
