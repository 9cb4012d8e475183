package io.github.aiotask.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.guest.ToyGenerator.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guest's object at each future and task: the way back from whatever the library hands out, and the task before its first step. */
class OwnerTest {
  private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

  private final ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
  private final Opaque owner = new Opaque();

  private Task<Object> owned(TaskLoop where, TaskOptions options, Step... steps) {
    return world.runtime.createTask(where, new ToyGenerator(steps), options.withOwner(owner));
  }

  @Test
  void whatTheLibraryHandsOutLeadsToItsOwner() {
    Opaque ofFuture = new Opaque();
    Future<Object> future = world.runtime.createFuture(world.loop, ofFuture);
    Task<Object> task = owned(world.loop, TaskOptions.DEFAULT, g -> g.await(future), g -> null);
    world.runUntilIdle();

    FutureLike<?> waiter = task.snapshot().waiter();
    assertSame(ofFuture, ((Future<?>) waiter).owner());
    List<Object> argument = new ArrayList<>();
    future.addDoneCallback(done -> argument.add(done.owner()));
    Raised notReady = assertThrows(Raised.class, future::result);
    assertSame(ofFuture, ((Future<?>) notReady.exception.argument).owner());
    Raised outcome = assertThrows(Raised.class, () -> task.setResult(null));
    assertSame(owner, ((Future<?>) outcome.exception.argument).owner());

    future.setResult(null);
    world.runUntilIdle();
    assertEquals(List.of(ofFuture), argument);
    assertSame(owner, task.owner());
  }

  @Test
  void whoGivesNoneHasNone() {
    assertNull(world.future().owner());
    assertNull(world.task(g -> null).owner());
    assertEquals(List.of(), world.guest.created);
  }

  @Test
  void theOptionsKeepTheOwner() {
    assertSame(owner, TaskOptions.named("one").withOwner(owner).eager().owner());
    assertThrows(NullPointerException.class, () -> TaskOptions.DEFAULT.withOwner(null));
  }

  @Test
  void theGuestIsToldOnceOfEachTask() {
    for (TaskLoop where : List.of(world.loop, world.toyLoop)) {
      world.guest.created.clear();
      Task<Object> task = owned(where, TaskOptions.DEFAULT, g -> null);
      assertEquals(List.of(task), world.guest.created);
    }
  }

  @Test
  void theGuestHasTheTaskWhenItsEagerStartRuns() {
    world.loop.callSoon(
        () ->
            owned(
                world.loop,
                new TaskOptions("eager", null, true),
                g -> {
                  assertSame(owner, world.guest.created.get(0).owner());
                  assertEquals("eager", world.guest.created.get(0).name());
                  world.log.add("begun");
                  return null;
                },
                g -> null));
    world.runUntilIdle();
    assertEquals(List.of("begun"), world.log);
    assertTrue(world.guest.created.get(0).isDone());
  }

  @Test
  void theGuestHasTheTaskThatTheLoopRefused() {
    Raised refused = world.toyLoop.refuseOnce();
    assertSame(refused, assertThrows(Raised.class, () -> owned(world.toyLoop, TaskOptions.DEFAULT, g -> null)));
    Task<?> lost = world.guest.created.get(0);
    assertFalse(lost.isDone());
    assertEquals(List.of(), world.runtime.registry().allTasks(world.toyLoop)); // §2.2
  }

  @Test
  void theGuestIsToldBeforeTheObserver() {
    List<Object> log = new ArrayList<>();
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void created(Task<?> task) {
            log.add(world.guest.created.contains(task));
          }
        };
    TaskRuntime observed =
        TaskRuntime.load(TaskRuntime.Options.DEFAULT.withGuest(world.guest).withObserver(observer));
    observed.createTask(world.toyLoop, new ToyGenerator(g -> null), TaskOptions.DEFAULT.withOwner(owner));
    assertEquals(List.of(true), log);
  }

  @Test
  void aGuestThatRefusesATaskHasNone() {
    for (TaskOptions options : List.of(TaskOptions.DEFAULT, EAGER)) {
      Raised refused = ToyClass.VALUE_ERROR.raised(null);
      world.guest.refusal = refused;
      world.loop.callSoon(
          () ->
              assertSame(
                  refused,
                  assertThrows(Raised.class, () -> owned(world.loop, options, g -> world.log.add("has run")))));
      world.runUntilIdle();
      assertEquals(List.of(), world.reported());
      assertEquals(List.of(), world.log);
      assertEquals(List.of(), world.runtime.registry().allTasks(world.loop));
    }
  }
}
