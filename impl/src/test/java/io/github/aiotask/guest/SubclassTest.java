package io.github.aiotask.guest;

import static io.github.aiotask.guest.ToyGenerator.except;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.guest.ToyGuest.Question;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a guest yields for futures of its classes, as {@code Guest.asFuture} says: one test for each case. */
class SubclassTest {

  private static <T extends ToyDerived> T future(ToyWorld world, T object) {
    object.base = world.runtime.createFuture(world.loop, object);
    return object;
  }

  /** What the toy language's await yields for such an object. */
  private static Object awaited(ToyDerived object) {
    object.base.suspend();
    return object;
  }

  @ParameterizedTest
  @EnumSource
  void whoOverridesNothingIsYieldedAsTheLibrarysFuture(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    ToyDerived object = future(world, new ToyDerived());
    Task<Object> task = world.task(g -> g.await(object.base), g -> g.returns(g.value));
    world.runOnce();
    assertSame(object, ((Future<?>) task.waiter()).owner());
    object.base.setResult("result");
    world.runUntilIdle();
    assertTrue(task.isDone());
    assertEquals(0, world.guest.asked(Question.AS_FUTURE));
  }

  @ParameterizedTest
  @EnumSource
  void aCancelIsThatOfTheSubclass(PythonVersion version) {
    for (boolean takes : new boolean[] {true, false}) {
      ToyWorld world = new ToyWorld(version);
      ToyDerived object =
          future(
              world,
              new ToyDerived() {
                @Override
                boolean cancel(Object why) {
                  world.log.add("cancel");
                  return takes && super.cancel(why);
                }
              });
      Task<Object> task = world.task(g -> awaited(object), except(g -> g.returns(g.error == null)));
      world.runOnce();
      assertTrue(task.cancel());
      assertEquals(1, world.log.size()); // §6.2
      assertEquals(!takes, task.mustCancel()); // §6.3
      object.base.cancel();
      world.runUntilIdle();
      assertTrue(task.isDone());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskWaitsByTheAddDoneCallbackOfTheSubclass(PythonVersion version) throws Exception {
    ToyWorld world = new ToyWorld(version);
    ToyDerived object =
        future(
            world,
            new ToyDerived() {
              @Override
              void addDoneCallback(Callback<ToyDerived> callback, Object context) {
                world.log.add("add_done_callback");
                super.addDoneCallback(callback, context);
              }
            });
    Task<Object> task = world.task(g -> awaited(object), g -> g.returns(object.base.result()));
    world.runOnce();
    assertEquals(1, world.log.size());
    object.base.setResult("result");
    world.runOnce();
    assertEquals("result", task.result()); // §5.2: in the next iteration
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PYTHON_3_4")
  void aTaskThatAwaitsItselfByItsOwnObjectIsTold(PythonVersion version) {
    ToyWorld world = new ToyWorld(version);
    ToyDerived object =
        new ToyDerived() {
          @Override
          boolean cancel(Object why) {
            throw new AssertionError("nobody cancels it");
          }
        };
    Task<Object> task =
        world.runtime.createTask(
            world.loop,
            new ToyGenerator(g -> awaited(object), except(g -> g.returns(((Raised) g.error).exception.kind))),
            TaskOptions.DEFAULT.withOwner(object));
    object.base = task;
    world.runOnce();
    world.runOnce();
    assertSame(ErrorKind.SELF_AWAIT, task.snapshot().result()); // §4.4
    assertFalse(world.loop.readyCount() > 0);
  }

  /** A future of the guest's own make with no more than a task asks for. */
  private static final class Least implements FutureLike<Object> {
    private final ToyWorld world;
    private Task<?> waiter;
    private boolean blocking = true;
    private Raised error;

    Least(ToyWorld world) {
      this.world = world;
    }

    @Override
    public TaskLoop loop() {
      if (!world.since(5)) {
        throw new UnsupportedOperationException("§4.3");
      }
      return world.loop;
    }

    @Override
    public boolean isDone() {
      throw new UnsupportedOperationException("nobody registers it, nobody in Java awaits it");
    }

    @Override
    public boolean isBlocking() {
      return blocking;
    }

    @Override
    public void setBlocking(boolean value) {
      if (value) {
        throw new UnsupportedOperationException("nobody in Java awaits it");
      }
      blocking = false;
    }

    @Override
    public boolean suspend() {
      throw new UnsupportedOperationException("nobody in Java awaits it");
    }

    @Override
    public void addWaiter(Task<?> task) {
      waiter = task;
    }

    @Override
    public boolean cancel(Object message) {
      return false;
    }

    @Override
    public Object result() {
      if (error != null) {
        throw error;
      }
      return null;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFutureOfTheGuestsOwnMakeNeedsNoMoreThanTheTableSays(PythonVersion version) {
    for (Raised error : new Raised[] {null, ToyClass.VALUE_ERROR.raised(null)}) {
      ToyWorld world = new ToyWorld(version);
      Least future = new Least(world);
      Task<Object> task =
          world.task(g -> new ToyGuest.Boxed(future), except(g -> g.returns(g.error)));
      world.runOnce();
      assertSame(future, task.waiter());
      assertFalse(future.blocking);
      assertTrue(world.runtime.registry().allTasks(world.loop).contains(task));
      future.error = error;
      future.waiter.wakeup(future);
      assertSame(error, task.snapshot().result());
      assertSame(task, future.waiter);

      Least other = new Least(world);
      Task<Object> cancelled = world.task(g -> new ToyGuest.Boxed(other), except(g -> g.returns(g.error)));
      world.runOnce();
      assertTrue(cancelled.cancel());
      assertTrue(cancelled.mustCancel()); // §6.3
    }
  }
}
