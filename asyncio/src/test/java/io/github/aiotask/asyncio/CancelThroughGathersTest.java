package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancel that passes through gathers as it does through tasks: at any depth (§6.8), and never round a cycle (§6.9). */
class CancelThroughGathersTest {
  private static final int DEEP = 100_000;

  private final TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.holdingTasksStrongly());
  private final RunnableLoop loop = runtime.newVirtualLoop();
  private final Asyncio asyncio = Asyncio.on(runtime, loop);
  private final Future<Object> leaf = asyncio.createFuture();

  /** What a level does with the task of the next one. */
  private enum Level {
    AWAIT,
    GATHER,
    GATHER_OUTCOMES,
    SHIELD,
    WAIT,
    WAIT_FOR,
    GROUP,
    MIXED
  }

  private Awaitable<?> awaitableOf(Level level, Supplier<Coroutine<Object>> next, int depth) {
    return switch (level) {
      case AWAIT -> asyncio.createTask(next.get());
      case GATHER -> asyncio.gather(List.of(asyncio.createTask(next.get())));
      case GATHER_OUTCOMES -> asyncio.gatherOutcomes(List.of(next.get()));
      case SHIELD -> asyncio.shield(asyncio.createTask(next.get()));
      case WAIT -> asyncio.wait(List.of(asyncio.createTask(next.get())));
      case WAIT_FOR -> asyncio.waitFor(asyncio.createTask(next.get()), Duration.ofDays(1));
      case GROUP -> new GroupOf(next.get());
      case MIXED -> awaitableOf(Level.values()[depth % Level.MIXED.ordinal()], next, depth);
    };
  }

  /** A group of one task. */
  private final class GroupOf extends StateMachine<Object> {
    private final Coroutine<Object> child;
    private boolean entered;

    GroupOf(Coroutine<Object> child) {
      this.child = child;
    }

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      if (entered) {
        return returns(sent);
      }
      entered = true;
      TaskGroup group = asyncio.taskGroup().enter();
      group.createTask(child);
      return await(group.exit(null));
    }
  }

  private Coroutine<Object> chain(Level level, int depth) {
    return new StateMachine<Object>() {
      private boolean waited;

      @Override
      protected Object resume(Object sent, Throwable error) throws Throwable {
        if (error != null) {
          throw error;
        }
        if (waited) {
          return returns(sent);
        }
        waited = true;
        return await(depth == 0 ? leaf : awaitableOf(level, () -> chain(level, depth - 1), depth));
      }
    };
  }

  private Task<Object> started(Level level) {
    Task<Object> first = loop.createTask(chain(level, DEEP));
    settle();
    return first;
  }

  private void settle() {
    run(loop);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void aChainIsCancelled(Level level) {
    Task<Object> first = started(level);
    assertTrue(first.cancel());
    assertEquals(1, first.cancelling());
    settle();
    assertTrue(first.isDone());
    assertTrue(first.isCancelled() || level == Level.GATHER_OUTCOMES || level == Level.WAIT, () -> "" + first);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void aChainIsCompleted(Level level) {
    Task<Object> first = started(level);
    leaf.setResult("leaf");
    settle();
    assertTrue(first.isDone() && !first.isCancelled() && first.exception() == null);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void aChainFails(Level level) {
    Task<Object> first = started(level);
    leaf.setException(new PyError("ValueError", "leaf"));
    settle();
    assertTrue(first.isDone() && !first.isCancelled());
  }

  // ---- cycles

  private static Coroutine<Object> awaiting(Supplier<Awaitable<?>> later) {
    return new StateMachine<Object>() {
      private int state;

      @Override
      protected Object resume(Object sent, Throwable error) throws Throwable {
        if (error != null) {
          throw error;
        }
        return switch (state++) {
          case 0 -> null;
          case 1 -> await(later.get());
          default -> returns(sent);
        };
      }
    };
  }

  @ParameterizedTest
  @EnumSource(PythonVersion.class)
  void aCycleThroughGathersIsRefusedAndNothingChanges(PythonVersion version) {
    TaskRuntime versioned = TaskRuntime.load(Options.DEFAULT.withVersion(version).holdingTasksStrongly());
    RunnableLoop its = versioned.newVirtualLoop();
    Asyncio functions = Asyncio.on(versioned, its);
    List<Task<Object>> tasks = new ArrayList<>();
    List<Future<?>> gathers = new ArrayList<>();
    Future<Object> free = functions.createFuture();
    Function<Integer, Awaitable<?>> gatherOf =
        other -> {
          Future<?> gather = functions.gather(List.of(free, tasks.get(other)));
          gathers.add(gather);
          return gather;
        };
    tasks.add(its.createTask(awaiting(() -> gatherOf.apply(1))));
    tasks.add(its.createTask(awaiting(() -> gatherOf.apply(0))));
    Task<Object> outside = its.createTask(awaiting(() -> gatherOf.apply(0)));
    run(its);
    List<Future<?>> all = new ArrayList<>(gathers);
    all.addAll(tasks);
    all.add(outside);
    assertEquals(6, all.size());
    for (Future<?> future : all) {
      String message = assertThrows(IllegalStateException.class, future::cancel).getMessage();
      assertTrue(message.contains("leads into a cycle"), message);
    }
    assertFalse(free.isDone());
    all.forEach(future -> assertFalse(future.isDone()));
    tasks.forEach(task -> assertEquals(0, task.cancelling()));
  }

  private static void run(RunnableLoop loop) {
    try {
      while (loop.readyCount() > 0) {
        loop.runOnce();
      }
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
  }

  /** Two ways to one task are no cycle: each of them cancels it, as in CPython. */
  @Test
  void twoWaysToOneTask() {
    Task<Object> shared = loop.createTask(chain(Level.AWAIT, 0));
    Task<Object> left = loop.createTask(awaiting(() -> asyncio.gather(List.of(shared))));
    Task<Object> right = loop.createTask(awaiting(() -> shared));
    Future<List<Object>> both = asyncio.gather(List.of(left, right));
    settle();
    assertTrue(both.cancel("why"));
    assertEquals(2, shared.cancelling());
    assertEquals(List.of(1, 1), List.of(left.cancelling(), right.cancelling()));
    settle();
    assertThrows(CancelledError.class, both::result);
  }

  /** What a walk asks, and when, is what nested calls would: the first child, with all below it, before the second. */
  @Test
  void theOrderIsThatOfNestedCalls() {
    List<String> order = new ArrayList<>();
    List<Future<Object>> leaves = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Future<Object> one = asyncio.createFuture();
      int number = i;
      one.addDoneCallback((Callback<Future<Object>>) done -> order.add("leaf " + number));
      leaves.add(one);
    }
    Future<?> inner = asyncio.gather(List.of(leaves.get(0), leaves.get(1)));
    Task<Object> task = loop.createTask(awaiting(() -> asyncio.gather(List.of(leaves.get(2)))));
    Future<?> outer = asyncio.gather(List.of(inner, task, leaves.get(3)));
    settle();
    outer.cancel();
    settle();
    assertEquals(List.of("leaf 0", "leaf 1", "leaf 2", "leaf 3"), order);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTaskWhoseGatherDoesNotTakeItKeepsTheRequest(boolean overTasks) {
    Future<Object> done = asyncio.createFuture();
    Future<List<Object>> gather = asyncio.gather(List.of(done));
    Task<Object> task = loop.createTask(awaiting(() -> gather));
    Task<Object> outer = overTasks ? loop.createTask(awaiting(() -> task)) : task;
    settle();
    done.setResult("v"); // the gather hears of it in the next iteration
    assertTrue(outer.cancel("m"));
    assertTrue(task.snapshot().mustCancel());
    assertEquals("m", task.snapshot().cancelMessage());
    settle();
    assertTrue(outer.isCancelled());
    assertSame(gather.exception(), null);
  }
}
