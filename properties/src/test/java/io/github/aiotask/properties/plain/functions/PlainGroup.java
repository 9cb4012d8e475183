package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.BODY_ERROR_ABORTS_NOTHING;
import static io.github.aiotask.properties.plain.functions.FunctionFault.BODY_ERROR_LOST;
import static io.github.aiotask.properties.plain.functions.FunctionFault.CANCELS_AFTER_END;
import static io.github.aiotask.properties.plain.functions.FunctionFault.CANCEL_BEATS_ERRORS;
import static io.github.aiotask.properties.plain.functions.FunctionFault.EXIT_IN_GROUP;
import static io.github.aiotask.properties.plain.functions.FunctionFault.EXIT_LEAVES_TASKS;
import static io.github.aiotask.properties.plain.functions.FunctionFault.GROUP_CANCEL_IGNORED;
import static io.github.aiotask.properties.plain.functions.FunctionFault.ORPHANS_SILENT;
import static io.github.aiotask.properties.plain.functions.FunctionFault.OUTER_CANCEL_LOST;
import static io.github.aiotask.properties.plain.functions.FunctionFault.OWN_CANCEL_KEPT;
import static io.github.aiotask.properties.plain.functions.FunctionFault.PARENT_RUNS_ON;
import static io.github.aiotask.properties.plain.functions.FunctionFault.SIBLINGS_RUN_ON;
import static io.github.aiotask.properties.plain.functions.FunctionFault.SPAWNS_ALWAYS;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.BaseExceptionGroup;
import io.github.aiotask.asyncio.ExceptionGroup;
import io.github.aiotask.properties.functions.GroupScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group that is entered (§10.46 to §10.56, §10.83, §10.85). */
final class PlainGroup implements GroupScope {
  private final PlainFunctions functions;
  private final Task<?> parent;
  private final List<Task<?>> tasks = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private @Nullable Throwable exit;
  private @Nullable Throwable cancellation;
  private @Nullable Throwable body;
  private @Nullable Future<@Nullable Object> waiter;
  private boolean ending;
  private boolean aborting;
  private boolean hasCancelled;

  PlainGroup(PlainFunctions functions) {
    this.functions = functions;
    this.parent = functions.runningTask();
  }

  @Override
  public Task<?> createTask(Coroutine<?> coroutine, TaskOptions options) {
    if ((aborting && !functions.is(SPAWNS_ALWAYS)) || (ending && tasks.isEmpty())) {
      throw new IllegalStateException("the group takes no task any more");
    }
    Task<?> task = functions.runtime.createTask(functions.loop, coroutine, options);
    if (!functions.since(14) && task.isDone()) {
      taskEnded(task);
      return task;
    }
    tasks.add(task);
    task.addDoneCallback(this::taskEnded);
    return task;
  }

  private void taskEnded(Future<?> task) {
    tasks.remove(task);
    if (waiter != null && tasks.isEmpty()) {
      PlainFunctions.release(waiter);
    }
    Throwable error = task.isCancelled() ? null : task.exception();
    if (error == null) {
      return;
    }
    errors.add(error);
    noteExit(error);
    if (parent.isDone()) {
      if (!functions.is(ORPHANS_SILENT)) {
        functions.report(LoopError.Kind.ORPHAN_RAISED, error, task);
      }
    } else if (!aborting && !hasCancelled) {
      abortWithParent();
    }
  }

  private void abortWithParent() {
    abort(!functions.is(SIBLINGS_RUN_ON));
    hasCancelled = !functions.is(PARENT_RUNS_ON);
    if (hasCancelled) {
      parent.cancel();
    }
  }

  @Override
  public void cancel() {
    boolean over = ending && tasks.isEmpty();
    if (functions.is(GROUP_CANCEL_IGNORED) || (over && !functions.is(CANCELS_AFTER_END))) {
      return;
    }
    if (!aborting) {
      abortWithParent();
    }
  }

  private void noteExit(Throwable error) {
    if (exit == null && functions.isOf(ExceptionKind.EXIT, error) && !functions.is(EXIT_IN_GROUP)) {
      exit = error;
    }
  }

  private void abort(boolean cancelling) {
    aborting = true;
    if (cancelling) {
      List.copyOf(tasks).stream().filter(task -> !task.isDone()).forEach(Future::cancel);
    }
  }

  @Override
  public Coroutine<?> exit(@Nullable Throwable leaving) {
    return new End(leaving);
  }

  /** Its end. */
  private final class End extends StateMachine<@Nullable Object> {
    private final @Nullable Throwable leaving;

    End(@Nullable Throwable leaving) {
      this.leaving = leaving;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
      if (!ending) {
        begin();
      } else {
        waiter = null;
        goOn(raised);
      }
      if (tasks.isEmpty() || functions.is(EXIT_LEAVES_TASKS)) {
        finish();
        return returns(null);
      }
      waiter = functions.newFuture();
      return await(waiter);
    }

    private void begin() {
      ending = true;
      body = leaving;
      if (leaving != null) {
        noteExit(leaving);
        cancellation = functions.isOf(ExceptionKind.CANCELLED, leaving) ? leaving : null;
      }
      if (!functions.since(13)) {
        takeBack();
      }
      if (leaving != null && !aborting) {
        abort(!functions.is(BODY_ERROR_ABORTS_NOTHING));
      }
    }

    private void goOn(@Nullable Throwable raised) throws Throwable {
      if (raised == null) {
        return;
      }
      if (!functions.isOf(ExceptionKind.CANCELLED, raised)) {
        throw raised;
      }
      if (!aborting) {
        cancellation = raised;
        abort(true);
      }
    }
  }

  private void finish() throws Throwable {
    if (exit != null) {
      throw exit;
    }
    if (functions.since(13)) {
      takeBack();
    }
    if (cancellation != null && (errors.isEmpty() || functions.is(CANCEL_BEATS_ERRORS))) {
      throw cancellation;
    }
    if (body != null && !functions.isOf(ExceptionKind.CANCELLED, body)) {
      if (functions.is(BODY_ERROR_LOST) && !errors.isEmpty()) {
        throw group();
      }
      errors.add(body);
    }
    if (errors.isEmpty()) {
      return;
    }
    if (functions.since(13) && parent.cancelling() > 0 && !functions.is(OUTER_CANCEL_LOST)) {
      parent.uncancel();
      parent.cancel();
    }
    throw group();
  }

  private void takeBack() {
    if (hasCancelled && !functions.is(OWN_CANCEL_KEPT) && parent.uncancel() == 0) {
      cancellation = functions.is(CANCEL_BEATS_ERRORS) ? cancellation : null;
    }
  }

  private boolean isException(Throwable error) {
    return functions.isOf(ExceptionKind.EXCEPTION, error) || functions.isOf(ExceptionKind.STOP_ITERATION, error);
  }

  private Throwable group() {
    return errors.stream().allMatch(this::isException) ? new ExceptionGroup("errors", errors) : new BaseExceptionGroup("errors", errors);
  }
}
