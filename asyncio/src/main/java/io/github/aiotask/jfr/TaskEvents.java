package io.github.aiotask.jfr;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the flight recorder of a runtime's tasks.
 *
 * <pre>{@code
 * TaskRuntime runtime = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withObserver(new TaskEvents()));
 * try (Runner runner = new Runner(runtime)) {
 *   runner.run(main);
 * }
 * }</pre>
 *
 * <p>Some 10 ns a step, and 160 ns and 152 bytes with the event of each step recorded (JDK 25, where a bare step among a thousand
 * tasks costs 2 ns; {@code yield-1000-jfr-off} and {@code -on} of the benchmarks). Called by the runtime, in the threads of its loops.
 */
public final class TaskEvents implements TaskObserver {
  private static final List<Class<? extends TaskEvent>> ALL =
      List.of(CreatedEvent.class, StepEvent.class, WaitEvent.class, WakeEvent.class, CancelEvent.class, DoneEvent.class);

  private final Map<Task<?>, StepEvent> steps = new ConcurrentHashMap<>(); // of those that are recorded

  /** For any number of loops. */
  public TaskEvents() {}

  /**
   * Whether a recording asks for any of these events now.
   *
   * @return false if none runs, or all that run have them off
   */
  public static boolean areWanted() {
    return FlightRecorder.isInitialized() && ALL.stream().anyMatch(one -> EventType.getEventType(one).isEnabled());
  }

  @Override
  public void created(Task<?> task) {
    CreatedEvent event = new CreatedEvent();
    if (event.isEnabled()) {
      event.of(task);
      event.coroutine = String.valueOf(task.coroutine());
      event.commit();
    }
  }

  @Override
  public void stepping(Task<?> task, @Nullable Throwable error) {
    StepEvent event = new StepEvent();
    if (event.isEnabled()) {
      event.of(task);
      event.raises = textOf(error);
      event.begin();
      steps.put(task, event);
    }
  }

  @Override
  public void stepScheduled(Task<?> task, @Nullable Throwable error) {
    endStep(task, "yielded");
  }

  @Override
  public void waiting(Task<?> task, FutureLike<?> future) {
    endStep(task, "waits");
    WaitEvent event = new WaitEvent();
    if (event.isEnabled()) {
      event.of(task);
      event.future = String.valueOf(future);
      event.commit();
    }
  }

  @Override
  public void waitEnded(Task<?> task, FutureLike<?> future) {
    WakeEvent event = new WakeEvent();
    if (event.isEnabled()) {
      event.of(task);
      event.future = String.valueOf(future);
      event.commit();
    }
  }

  @Override
  public void cancelRequested(Task<?> task, @Nullable Object message) {
    CancelEvent event = new CancelEvent();
    if (event.isEnabled()) {
      event.of(task);
      event.message = message == null ? null : message.toString();
      event.commit();
    }
  }

  @Override
  public void done(Future<?> future) {
    if (!(future instanceof Task<?> task)) {
      return;
    }
    endStep(task, "done");
    DoneEvent event = new DoneEvent();
    if (event.isEnabled()) {
      event.of(task);
      Throwable error = task.snapshot().exception();
      event.outcome = task.isCancelled() ? "cancelled" : error == null ? "returned" : "raised";
      event.error = textOf(error);
      event.commit();
    }
  }

  private static @Nullable String textOf(@Nullable Throwable error) {
    if (error instanceof CancelledError cancelled && cancelled.message() != null) {
      return error + ": " + cancelled.message();
    }
    return error == null ? null : error.toString();
  }

  private void endStep(Task<?> task, String ended) {
    if (steps.isEmpty()) {
      return;
    }
    StepEvent event = steps.remove(task);
    if (event != null) {
      event.ended = ended;
      event.commit();
    }
  }
}
