package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.PythonVersion.PYTHON_3_4;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.asyncio.Env.yieldTimes;
import static io.github.aiotask.asyncio.Env.yielding;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a function leaves behind: no timer, no callback, no error that nobody has asked for, and no report of one. */
class LeavingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Env env = new Env(PYTHON_3_14);
  private final Env old = new Env(PYTHON_3_4);

  private static PyError valueError() {
    return new PyError("ValueError", "v");
  }

  /** A task that takes its time to end when it is cancelled. */
  private Task<String> stubborn(Env e) {
    Task<String> task =
        e.task(
            coroutine(
                () -> {
                  try {
                    await(e.future());
                    return "never";
                  } catch (CancelledError error) {
                    yieldTimes(3);
                    throw valueError();
                  }
                }));
    e.spin(1);
    return task;
  }

  // ---- gather and shield

  /** Makes tasks that tell when they are silenced. */
  private final class Silenced implements TaskFactory {
    final List<Object> coroutines = new ArrayList<>();

    @Override
    @SuppressWarnings("unchecked") // it is a Task whatever its result
    public <T> Task<T> createTask(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
      Task<T> task = env.runtime.createTask(loop, coroutine, options);
      return (Task<T>)
          Proxy.newProxyInstance(
              Task.class.getClassLoader(),
              new Class<?>[] {Task.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("setLogDestroyPending")) {
                  coroutines.add(coroutine);
                }
                try {
                  return method.invoke(task, arguments);
                } catch (InvocationTargetException error) {
                  throw error.getCause();
                }
              });
    }
  }

  /** §10.15 */
  @Test
  void onlyTheTasksOfAGatherAreSilenced() {
    Silenced silenced = new Silenced();
    env.asyncio.setTaskFactory(silenced);
    Coroutine<String> coroutine = yielding("a", 1);
    Future<List<String>> gather = env.asyncio.gather(coroutine, env.task(yielding("b", 1)));
    env.spin();
    assertEquals("result=['a', 'b']", state(gather));
    assertEquals(List.of(coroutine), silenced.coroutines);
  }

  /** §10.6 */
  @Test
  void theLaterErrorsOfAGatherCountAsRetrieved() {
    Future<Integer> first = env.future();
    Future<Integer> second = env.future();
    Future<Integer> refused = old.future();
    Future<Integer> third = env.future();
    Future<List<Integer>> gather = env.asyncio.gather(first, second);
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.gather(third, refused));
    first.setException(valueError());
    second.setException(valueError());
    third.setException(valueError());
    env.spin();
    assertEquals("exc=ValueError(v)", state(gather));
    assertFalse(second.snapshot().neverRetrieved());
    assertFalse(third.snapshot().neverRetrieved());
  }

  /** §10.6: nobody has a gather that was refused, so it does not end either. */
  @Test
  void aRefusedGatherDoesNotEnd() {
    List<Future<?>> ended = new ArrayList<>();
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void done(Future<?> future) {
            ended.add(future);
          }
        };
    TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.withObserver(observer));
    RunnableLoop loop = runtime.newVirtualLoop();
    Future<Integer> failing = loop.createFuture();
    assertThrows(IllegalArgumentException.class, () -> Asyncio.on(runtime, loop).gather(failing, env.future()));
    failing.setException(valueError());
    assertThrows(PyError.class, () -> loop.runUntilComplete(failing));
    assertEquals(List.of(failing), ended);
  }

  /** §10.10 */
  @Test
  void aCancelledGatherHasTheMessageOfItsLastArgument() {
    Future<Integer> first = env.future();
    Future<Integer> last = env.future();
    Future<List<Outcome<Integer>>> gather = env.asyncio.gatherOutcomes(List.of(first, last));
    first.cancel("earlier");
    gather.cancel("later");
    env.spin();
    assertEquals("later", ((CancelledError) gather.exception()).message());
  }

  /** §10.18: who awaits the shield hears of it, and nobody else. */
  @Test
  void anErrorThatAShieldHandsOnIsNotReported() {
    Future<Integer> inner = env.future();
    Future<Integer> shield = env.asyncio.shield(inner);
    inner.setException(valueError());
    env.spin();
    assertEquals("exc=ValueError(v)", state(shield));
    assertEquals(List.of(), env.trace);
  }

  /** §10.19 */
  @Test
  void aLateErrorCountsAsRetrieved() {
    Future<Integer> inner = old.future();
    old.asyncio.shield(inner).cancel();
    inner.setException(valueError());
    old.spin();
    assertFalse(inner.snapshot().neverRetrieved());
  }

  // ---- timers and callbacks

  /** §10.22 */
  @Test
  void aCancelledWaitLeavesNoTimer() {
    Task<?> task = env.task(env.asyncio.wait(List.of(env.future()), SECOND, ReturnWhen.ALL_COMPLETED));
    env.spin(1);
    task.cancel();
    env.spin();
    assertTrue(task.isCancelled());
    assertEquals(0, env.seconds());
  }

  /** §10.32 §10.35: the same coroutine is one argument, and what ends in time leaves no timer. */
  @Test
  void asCompletedLeavesNoTimer() {
    Coroutine<String> coroutine = yielding("once", 1);
    env.drive(
        () -> {
          for (Coroutine<String> next : env.asyncio.asCompleted(List.of(coroutine, coroutine), SECOND)) {
            env.log(await(next));
          }
        });
    assertEquals(List.of("5:once"), env.trace);
    assertEquals(0, env.seconds());
  }

  /** §11.6 */
  @Test
  void anEventForgetsWhomItHasWoken() {
    Event event = env.asyncio.event();
    env.task(event.waitUntilSet());
    Task<?> cancelled = env.task(event.waitUntilSet());
    env.spin(1);
    assertEquals("event clear, 2 waiting", event.toString());
    cancelled.cancel();
    event.set();
    env.spin();
    assertEquals("event set, 0 waiting", event.toString());
  }

  /** §11.25 */
  @Test
  void aQueueForgetsWhoIsCancelled() {
    Queue<Integer> queue = env.asyncio.queue();
    Task<Integer> task = env.task(queue.get());
    env.spin(1);
    assertEquals("queue of 0, 1 waiting", queue.toString());
    task.cancel();
    env.spin();
    assertEquals("queue of 0, 0 waiting", queue.toString());
  }

  /** §10.29: what is done is given as it is, a cancellation too. */
  @Test
  void waitForWithNoTimeOfWhatIsCancelledIsNoTimeout() {
    Future<Integer> cancelled = env.future();
    cancelled.cancel();
    Task<Integer> task = env.task(env.asyncio.waitFor(cancelled, Duration.ZERO));
    env.spin(1);
    assertTrue(task.isCancelled());
  }

  /** §10.29 */
  @Test
  void waitForWithNoTimeGivesTheErrorOfACleanup() {
    Task<String> task = env.task(env.asyncio.waitFor(stubborn(env), Duration.ZERO));
    env.spin();
    assertEquals("exc=ValueError(v)", state(task));
  }

  /** §10.29 */
  @Test
  void aCancelledWaitForWithNoTimeLeavesNoCallback() {
    Task<String> inner = stubborn(env);
    Task<String> task = env.task(env.asyncio.waitFor(inner, Duration.ZERO));
    env.spin(1);
    task.cancel();
    env.spin(1);
    assertTrue(task.isCancelled());
    assertFalse(inner.isDone());
    assertEquals(List.of(), inner.snapshot().callbacks());
  }
}
