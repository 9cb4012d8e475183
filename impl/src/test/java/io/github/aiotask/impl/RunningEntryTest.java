package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.aiotask.Guest;
import io.github.aiotask.Handle;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who keeps something for each task and callback hears which one runs; a JVM in which nobody does has no contexts. */
class RunningEntryTest {
  private final TaskRuntime runtime = TaskRuntime.load();
  private final RunnableLoop loop = runtime.newVirtualLoop();
  private final List<@Nullable Object> seen = new ArrayList<>();

  private void look() {
    seen.add(loop.runningEntry());
  }

  /** Looks, and starts another one eagerly, in each of two steps. */
  private final class Looking extends StateMachine<@Nullable Void> {
    private final List<Task<?>> children = new ArrayList<>();
    private int steps;

    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) {
      look();
      children.add(loop.createTask(new Once(), TaskOptions.DEFAULT.eager()));
      look();
      return ++steps < 2 ? null : returns(null);
    }
  }

  private final class Once extends StateMachine<@Nullable Void> {
    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) {
      look();
      return returns(null);
    }
  }

  @Test
  void aTaskInItsStepsAndAHandleInItsCall() throws Exception {
    Looking looking = new Looking();
    Task<?> task = loop.createTask(looking);
    Handle handle =
        loop.callSoon(
            none -> {
              look();
              looking.children.add(loop.createTask(new Once(), TaskOptions.DEFAULT.eager()));
              look();
            },
            null,
            null);
    loop.runOnce();
    look();
    loop.runOnce();
    look();
    List<Task<?>> children = looking.children;
    assertEquals(
        List.of(task, children.get(0), task, handle, children.get(1), handle, "none", task, children.get(2), task, "none"),
        seen.stream().map(entry -> entry == null ? "none" : entry).toList());
  }

  /** In the report of an error too. */
  @Test
  void aHandleWhoseErrorIsReported() throws Exception {
    loop.setExceptionHandler(error -> look());
    Handle handle =
        loop.callSoon(
            none -> {
              throw new IllegalStateException();
            },
            null,
            null);
    loop.runOnce();
    assertSame(handle, seen.get(0));
  }

  @Test
  void javaHasNoContextsBeforeSomebodyAnswersForThem() throws Exception {
    assertNull(Guest.JAVA.captureContext());
    assertNull(loop.createTask(new Once()).context());
    Guest.JAVA.runInContext("somebody's own", seen::add, "called");
    assertEquals(List.of("called"), seen);
    loop.runOnce();
  }
}
