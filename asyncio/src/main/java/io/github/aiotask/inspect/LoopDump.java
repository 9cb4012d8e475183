package io.github.aiotask.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loop with its tasks, at one moment.
 *
 * @param id among the loops of a dump, from 1 on; good in this dump only
 * @param thread the name of the thread in which it runs; null if it does not, or nobody knows
 * @param status whether it answers
 * @param running the name of the task whose step runs; null if none does
 * @param stack what its thread, or that of the running coroutine, does just now, the innermost call first: of a loop that is {@link
 *     Status#BLOCKED} or {@link Status#BUSY}
 * @param tasks those that are not done
 * @param futures those that are no tasks, and wait for others
 */
public record LoopDump(
    int id,
    @Nullable String thread,
    Status status,
    @Nullable String running,
    List<Call> stack,
    List<TaskDump> tasks,
    List<FutureDump> futures) {

  /** Whether a loop answers. */
  public enum Status {
    /** It does, between two steps: all is as it was at that moment. */
    ANSWERS("answers"),
    /** One step or callback has lasted for as long as it was waited for: it blocks all others. What is told of them may be of two moments. */
    BLOCKED("BLOCKED"),
    /** It runs one step after the other and has not come to the question. What is told may be of two moments. */
    BUSY("busy, has not answered"),
    /** It does not run. */
    STOPPED("does not run");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /**
     * For a reader.
     *
     * @return in words
     */
    public String words() {
      return words;
    }
  }

  /**
   * Copies.
   *
   * @param id among the loops
   * @param thread its name
   * @param status whether it answers
   * @param running the task
   * @param stack calls
   * @param tasks of it
   * @param futures of it
   */
  public LoopDump {
    Objects.requireNonNull(status, "LoopDump: the status is null");
    stack = List.copyOf(stack);
    tasks = List.copyOf(tasks);
    futures = List.copyOf(futures);
  }

  /** Who waits for each: for an id the ids of those. */
  Map<Integer, List<Integer>> awaitedBy() {
    Map<Integer, List<Integer>> by = new HashMap<>();
    for (TaskDump task : tasks) {
      task.awaits().forEach(one -> by.computeIfAbsent(one, none -> new ArrayList<>()).add(task.id()));
    }
    for (FutureDump future : futures) {
      future.awaits().forEach(one -> by.computeIfAbsent(one, none -> new ArrayList<>()).add(future.id()));
    }
    return by;
  }
}
