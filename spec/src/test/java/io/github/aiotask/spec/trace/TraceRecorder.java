package io.github.aiotask.spec.trace;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.run.RunView;
import io.github.aiotask.properties.run.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what it is told while a program runs, by the names that the program gives to its tasks and futures. */
final class TraceRecorder implements TaskObserver {
  private final RunView run;
  private final PythonVersion version;
  private final List<Event> events;
  private boolean beyond; // the specification

  private TraceRecorder(RunView run, PythonVersion version, List<Event> events) {
    this.run = run;
    this.version = version;
    this.events = events;
  }

  /** Runs a program; nothing if something happened that the specification has no word for. */
  static Optional<Trace> record(String name, Program program, PythonVersion version, TaskRuntimeProvider provider) {
    List<Event> events = new ArrayList<>();
    List<TraceRecorder> recorders = new ArrayList<>();
    boolean idle =
        World.observe(
            program,
            version,
            provider,
            run -> {
              recorders.add(new TraceRecorder(run, version, events));
              return recorders.get(0);
            });
    if (idle) {
      events.add(Event.IDLE);
    }
    return recorders.get(0).beyond ? Optional.empty() : Optional.of(new Trace(name, program, version, List.copyOf(events)));
  }

  @Override
  public void created(Task<?> task) {
    add("created", task);
  }

  @Override
  public void stepScheduled(Task<?> task, Throwable error) {
    add("stepScheduled", task, error == null ? "nothing" : "error");
  }

  @Override
  public void stepping(Task<?> task, Throwable error) {
    add("stepping", task, error == null ? "nothing" : isCancelled(error) ? "cancelled" : "error");
  }

  @Override
  public void waiting(Task<?> task, FutureLike<?> future) {
    add("waiting", task, run.nameOf(future));
  }

  @Override
  public void cancelRequested(Task<?> task, Object message) {
    add("cancelRequested", task);
  }

  @Override
  public void done(Future<?> future) {
    Snapshot now = future.snapshot(); // for to ask would mark it as retrieved (§1.12)
    add("done", future, now.state() == Snapshot.State.CANCELLED ? "cancelled" : outcome(future, now.exception()));
  }

  private String outcome(Future<?> future, Throwable error) {
    if (error == null) {
      return "result";
    }
    if (future instanceof Task<?> && isCancelled(error) && version.minor() >= 6 && version.minor() < 8) {
      return "cancelledError"; // §3.20
    }
    beyond |= isCancelled(error); // set as an error: a waiter's step raises what looks like a cancellation (§3.2)
    return switch (run.kindOf(error)) {
      case EXIT -> "fatal"; // §3.13
      case BASE_EXCEPTION -> version.minor() < 8 ? "fatal" : "error"; // §3.14
      case CANCELLED, STOP_ITERATION, EXCEPTION -> "error";
    };
  }

  private boolean isCancelled(Throwable error) {
    return run.kindOf(error) == ExceptionKind.CANCELLED;
  }

  private void add(String kind, Object whose, String... what) {
    List<String> words = new ArrayList<>(List.of(kind, run.nameOf(whose)));
    words.addAll(List.of(what));
    events.add(new Event(run.instruction(), words));
  }
}
