package io.github.aiotask.inspect;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task that is not done, at one moment.
 *
 * @param id among the tasks and futures of its loop, from 1 on; good in this dump only
 * @param name as {@link io.github.aiotask.Task#name()}
 * @param state what it does
 * @param waitsFor what it waits for, in words; null unless it waits
 * @param since how long it has waited for that very thing at least; null if that is not known: in debug mode the watchdog knows it
 * @param awaits the ids of those that it waits for: one, or with a task group's children more; empty for a future that waits for
 *     nobody
 * @param limits the timeouts whose blocks it is in, as in {@code timeout of 5 s, 1.2 s left}
 * @param cancelRequests how often a cancel was asked and not taken back ({@link io.github.aiotask.Task#cancelling()})
 * @param cancelIsDelivered whether all of these have reached its code: then it has swallowed them, or is cleaning up
 * @param stack where it stands, the innermost call first; empty if it has not begun, runs, or is no coroutine of this library
 */
public record TaskDump(
    int id,
    String name,
    State state,
    @Nullable String waitsFor,
    @Nullable Duration since,
    List<Integer> awaits,
    List<String> limits,
    int cancelRequests,
    boolean cancelIsDelivered,
    List<Call> stack) {

  /** What a task does. */
  public enum State {
    /** Its step runs. */
    RUNNING,
    /** Its next step is scheduled; or nothing will ever step it, as after an error of the loop. */
    READY,
    /** It awaits what is not done. */
    WAITING
  }

  /**
   * Copies.
   *
   * @param id among those of its loop
   * @param name of the task
   * @param state what it does
   * @param waitsFor in words
   * @param since how long at least
   * @param awaits ids
   * @param limits its timeouts
   * @param cancelRequests how many
   * @param cancelIsDelivered whether its code has had them
   * @param stack its calls
   */
  public TaskDump {
    Objects.requireNonNull(name, "TaskDump: the name is null");
    Objects.requireNonNull(state, "TaskDump: the state is null");
    awaits = List.copyOf(awaits);
    limits = List.copyOf(limits);
    stack = List.copyOf(stack);
  }
}
