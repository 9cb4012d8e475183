package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.PythonVersion.PYTHON_3_4;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.asyncio.Env.text;
import static io.github.aiotask.asyncio.Env.yielding;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the recorded scenarios leave open of ensureFuture, gather, shield, wait, waitFor, asCompleted and sleep. */
class WaitingFunctionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Env env = new Env(PYTHON_3_14);
  private final Env old = new Env(PYTHON_3_4);

  private static PyError valueError(String text) {
    return new PyError("ValueError", text);
  }

  private static Coroutine<String> failing(String text) {
    return coroutine(
        () -> {
          throw valueError(text);
        });
  }

  private static String lines(Env e) {
    return String.join("\n", e.trace);
  }

  /** §10.1 */
  @Test
  void ensureFutureAnswersAFutureItself() {
    Future<Integer> future = env.future();
    assertSame(future, env.asyncio.ensureFuture(future));
    Coroutine<String> coroutine = env.body("T");
    assertSame(coroutine, ((Task<String>) env.asyncio.ensureFuture(coroutine)).coroutine());
  }

  /** A future of another make that is done at once; only the protocol. */
  private record Foreign(Future<Integer> inner) implements FutureLike<Integer> {
    @Override
    public TaskLoop loop() {
      return inner.loop();
    }

    @Override
    public boolean isDone() {
      return inner.isDone();
    }

    @Override
    public boolean isBlocking() {
      return inner.isBlocking();
    }

    @Override
    public void setBlocking(boolean blocking) {
      inner.setBlocking(blocking);
    }

    @Override
    public void addWaiter(Task<?> task) {
      inner.addWaiter(task);
    }

    @Override
    public boolean cancel(Object message) {
      return inner.cancel(message);
    }

    @Override
    public Integer result() throws Exception {
      return inner.result();
    }
  }

  /** §10.1 */
  @Test
  void ensureFutureAwaitsAFutureOfAnotherMakeInATask() {
    Future<Integer> inner = env.future();
    Future<Integer> future = env.asyncio.ensureFuture(new Foreign(inner));
    env.spin();
    assertFalse(future.isDone());
    inner.setResult(7);
    env.spin();
    assertEquals("result=7", state(future));
  }

  /** §10.2 */
  @Test
  void ensureFutureRefusesAFutureOfAnotherLoop() {
    Future<Integer> other = env.runtime.newVirtualLoop().createFuture();
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.ensureFuture(other));
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.gather(List.of(other)));
  }

  /** §10.3 */
  @Test
  void everyTaskComesFromTheFactory() throws Exception {
    env.asyncio.setTaskFactory(
        new TaskFactory() {
          @Override
          public <T> Task<T> createTask(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
            return env.runtime.createTask(loop, coroutine, TaskOptions.named("made"));
          }
        });
    env.drive(
        () -> {
          env.asyncio.taskGroup(group -> { assertEquals("made", group.createTask(yielding("a", 1)).name()); });
          Future<String> shield = env.asyncio.shield(yielding("b", 1));
          List<String> names = env.asyncio.allTasks().stream().map(Task::name).toList();
          env.log(names);
          await(shield);
        });
    assertEquals("5:[made, made]", lines(env));
  }

  /** §10.8 */
  @Test
  void gatherOutcomesHearsOfAll() throws Exception {
    Future<String> cancelled = env.future();
    cancelled.cancel("why");
    Future<List<Outcome<String>>> gather =
        env.asyncio.gatherOutcomes(List.of(yielding("a", 1), failing("b"), cancelled));
    env.spin();
    List<Outcome<String>> outcomes = gather.result();
    assertEquals(List.of(true, false, false), outcomes.stream().map(Outcome::isSuccess).toList());
    assertEquals("a", outcomes.get(0).get());
    assertEquals("b", assertThrows(PyError.class, outcomes.get(1)::get).getMessage());
    assertEquals("why", assertThrows(CancelledError.class, outcomes.get(2)::get).message());
  }

  /** §10.10 §10.11 */
  @ParameterizedTest
  @EnumSource
  void cancelledGatherOfOutcomes(PythonVersion version) throws Exception {
    Env e = new Env(version);
    Task<String> a = e.task(e.body("A", e.future()));
    Task<String> b = e.task(e.body("B", e.future()));
    Future<List<Outcome<String>>> gather = e.asyncio.gatherOutcomes(List.of(a, b));
    e.spin(1);
    assertTrue(gather.cancel("m"));
    e.spin();
    assertFalse(gather.isCancelled());
    if (version == PYTHON_3_4) {
      assertEquals(2, gather.result().size());
      return;
    }
    String message = version.minor() >= 11 ? "m" : null; // §1.14: a task's own error comes first since then
    assertEquals(message, ((CancelledError) gather.exception()).message());
    assertFalse(gather.cancel());
  }

  /** §10.9: whether one took it; in 3.4 always, while it is not done. */
  @ParameterizedTest
  @EnumSource
  void cancelOfAGatherWhoseChildrenAreDone(PythonVersion version) {
    Env e = new Env(version);
    Future<Integer> child = e.future();
    Future<List<Integer>> gather = e.asyncio.gather(List.of(child));
    child.setResult(1);
    assertEquals(version == PYTHON_3_4, gather.cancel());
  }

  /** §10.12 to §10.14 */
  @Test
  void gatherOfNothingAndOfWhatIsDone() throws Exception {
    assertEquals(List.of(), env.asyncio.gather(List.<Future<Integer>>of()).result());
    Future<Integer> done = env.future();
    done.setResult(1);
    assertEquals(List.of(1, 1), env.asyncio.gather(done, done).result());

    Future<Integer> oldDone = old.future();
    oldDone.setResult(1);
    Future<List<Integer>> gather = old.asyncio.gather(oldDone, oldDone);
    assertFalse(gather.isDone());
    old.spin();
    assertEquals(List.of(1, 1), gather.result());
  }

  /** §10.6: the gather is one future to its callbacks, and takes them back. */
  @Test
  void callbacksOfAGatherGetTheGather() {
    Future<Integer> child = env.future();
    Future<List<Integer>> gather = env.asyncio.gather(List.of(child));
    Callback<Future<?>> callback = done -> env.log(done == gather);
    gather.addDoneCallback(callback);
    gather.addDoneCallback(callback);
    assertEquals(2, gather.removeDoneCallback(callback));
    gather.addDoneCallback(callback);
    child.setResult(1);
    env.spin();
    assertEquals("2:True", lines(env));
  }

  /** §1.8 */
  @Test
  void callbacksOfAGatherRunInTheirContext() {
    Future<Integer> child = env.future();
    env.asyncio.gather(List.of(child)).addDoneCallback(done -> env.log(env.guest.context.value), new PyGuest.Context(5));
    child.setResult(1);
    env.spin();
    assertEquals("2:5", lines(env));
  }

  /** §10.16 §10.17 */
  @Test
  void shieldOfWhatIsDoneAndOfWhatIsCancelled() {
    Future<Integer> done = env.future();
    done.setResult(1);
    assertSame(done, env.asyncio.shield(done));
    Future<Integer> inner = env.future();
    Future<Integer> shield = env.asyncio.shield(inner);
    assertNotSame(inner, shield);
    inner.cancel();
    env.spin();
    assertTrue(shield.isCancelled());
  }

  /** §10.18: two shields of one future make one report. */
  @Test
  void aLateErrorIsReportedOnce() {
    Future<Integer> inner = env.future();
    env.asyncio.shield(inner).cancel();
    env.asyncio.shield(inner).cancel();
    env.spin();
    inner.setException(valueError("v"));
    env.spin();
    assertEquals("2:EH[ValueError exception in shielded future] ValueError(v)", lines(env));
  }

  /** §10.26 */
  @Test
  void waitForNothingAndForTheSame() {
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.wait(List.<Future<Integer>>of()));
    Future<Integer> future = env.future();
    Task<Waited<Integer>> task = env.task(env.asyncio.wait(List.of(future, future)));
    env.spin();
    future.setResult(1);
    env.spin();
    assertEquals(1, Futures.resultOf(task).done().size());
  }

  /** §10.20: a cancellation is no error. */
  @Test
  void waitForTheFirstException() throws Exception {
    Future<Integer> cancelled = env.future();
    Future<Integer> failed = env.future();
    Future<Integer> pending = env.future();
    Task<Waited<Integer>> task =
        env.task(env.asyncio.wait(List.of(cancelled, failed, pending), null, ReturnWhen.FIRST_EXCEPTION));
    env.spin();
    cancelled.cancel();
    env.spin();
    assertFalse(task.isDone());
    failed.setException(valueError("v"));
    env.spin();
    assertEquals(List.of(pending), task.result().pending());
    assertEquals(List.of(cancelled, failed), task.result().done());
  }

  /** §10.20: what ends in time leaves no timer behind. */
  @Test
  void waitCancelsItsTimer() {
    Future<Integer> future = env.future();
    env.task(env.asyncio.wait(List.of(future), SECOND, ReturnWhen.ALL_COMPLETED));
    env.atIteration(2, () -> future.setResult(1));
    env.spin();
    assertEquals(0, env.seconds());
  }

  /** §10.27: without a limit nothing is between. */
  @Test
  void waitForWithoutALimit() {
    Future<Integer> future = env.future();
    Task<Integer> task = env.task(env.asyncio.waitFor(future, null));
    env.spin();
    assertEquals(1, future.snapshot().callbacks().size());
    assertSame(task, future.snapshot().callbacks().get(0).target());
    future.setException(valueError("v"));
    env.spin();
    assertEquals("exc=ValueError(v)", state(task));
  }

  /** §10.29 */
  @Test
  void waitForWithNoTime() {
    Future<Integer> done = env.future();
    done.setResult(1);
    Task<Integer> first = env.task(env.asyncio.waitFor(done, Duration.ZERO));
    Task<String> late =
        env.task(
            coroutine(
                () -> {
                  try {
                    await(env.future());
                    return "never";
                  } catch (CancelledError error) {
                    return "late";
                  }
                }));
    env.spin(1);
    Task<String> second = env.task(env.asyncio.waitFor(late, Duration.ofSeconds(-1)));
    env.spin();
    assertEquals("result=1", state(first));
    assertEquals("result='late'", state(second));
  }

  /** §10.31 */
  @ParameterizedTest
  @EnumSource
  void aCancelledWaitForCancelsWhatItWaitsFor(PythonVersion version) {
    Env e = new Env(version);
    Future<Integer> future = e.future();
    Task<Integer> task = e.task(e.asyncio.waitFor(future, SECOND));
    e.spin(1);
    task.cancel();
    e.spin();
    assertTrue(future.isCancelled() && task.isCancelled());
    assertEquals(0, e.seconds());
  }

  /** §10.33 §10.34 */
  @Test
  void asCompletedStartsAtTheCallOrWithTheFirst() {
    List<Awaitable<String>> none = List.of(env.body("A"));
    AsCompleted<String> now = env.asyncio.asCompleted(none);
    env.spin();
    assertEquals("1:A start", lines(env));
    assertTrue(now.hasNext());

    AsCompleted<String> later = old.asyncio.asCompleted(List.of(old.body("A")));
    old.spin();
    assertEquals("", lines(old));
    Task<String> task = old.task(later.next());
    assertFalse(later.hasNext());
    old.spin();
    assertEquals("result='A'", state(task));
  }

  /** §10.32 §10.35 */
  @Test
  void asCompletedGivesWhatHasEndedThenTimeouts() {
    Future<String> slow = env.future();
    env.drive(
        () -> {
          for (Coroutine<String> next : env.asyncio.asCompleted(List.of(slow, yielding("fast", 2), slow), SECOND)) {
            try {
              env.log(await(next));
            } catch (TimeoutException error) {
              env.log(text(error), env.seconds());
            }
          }
        });
    assertEquals("6:fast\n8:TimeoutError() 1.0", lines(env));
    assertFalse(slow.isDone());
    assertEquals(List.of(), slow.snapshot().callbacks());
  }

  /** §10.32 */
  @Test
  void asCompletedGivesTheFuturesThemselves() {
    Future<String> a = env.future();
    Future<String> b = env.future();
    env.atIteration(2, () -> b.setResult("b"));
    env.drive(
        () -> {
          AsCompleted<String> items = env.asyncio.asCompleted(List.of(a, b));
          env.log(await(items.nextFuture()) == b);
        });
    assertEquals("4:True", lines(env));
  }

  /** §10.32: the cancel of who waits is no end of the time. */
  @Test
  void asCompletedIsLeftByACancelAndGivesEachOnce() {
    AsCompleted<String> items = env.asyncio.asCompleted(List.of(env.<String>future()), SECOND);
    Task<String> task = env.task(items.next());
    assertThrows(NoSuchElementException.class, items::next);
    env.spin(1);
    task.cancel();
    env.spin(2);
    assertTrue(task.isCancelled());
  }

  /** §10.36 to §10.38 */
  @Test
  void sleeps() {
    Task<String> task = env.task(env.asyncio.sleep(SECOND, "r"));
    Task<Void> cancelled = env.task(env.asyncio.sleep(Duration.ofSeconds(9)));
    env.atIteration(2, () -> cancelled.cancel());
    env.spin();
    assertEquals("result='r'", state(task));
    assertEquals(1, env.seconds());

    for (Env e : List.of(env, old)) {
      int before = e.iteration;
      e.drive(() -> { await(e.asyncio.sleep(Duration.ofSeconds(-1))); });
      assertEquals(e == env ? 2 : 3, e.iteration - before);
    }
  }

  @Test
  void nullIsRefusedByName() {
    List<Future<Integer>> one = Arrays.asList(env.future(), null);
    Coroutine<String> none = null;
    for (Executable function :
        List.<Executable>of(
            () -> env.asyncio.gather(one),
            () -> env.asyncio.gatherOutcomes(one),
            () -> env.asyncio.wait(one),
            () -> env.asyncio.asCompleted(one),
            () -> env.asyncio.waitFor(none, SECOND),
            () -> env.asyncio.shield(none),
            () -> env.asyncio.sleep(null),
            () -> env.asyncio.runInExecutor(null, null),
            () -> env.asyncio.condition().waitFor(null))) {
      String message = assertThrows(NullPointerException.class, function).getMessage();
      assertTrue(message.matches("\\w+\\(\\w+\\): (it|one of them) is null"), message);
    }
  }

  /** §10.63 */
  @Test
  void whatA34DoesNotHaveIsRefused() {
    for (Executable function :
        List.<Executable>of(
            () -> old.asyncio.timeout(SECOND),
            () -> old.asyncio.timeoutAt(0),
            () -> old.asyncio.taskGroup(),
            () -> old.asyncio.barrier(1),
            () -> old.asyncio.toThread(() -> 1),
            () -> old.asyncio.runCoroutineThreadsafe(old.body("A")),
            () -> old.asyncio.eagerTaskFactory(),
            () -> old.asyncio.setTaskFactory(null),
            () -> old.asyncio.asCompleted(List.of(old.body("A"))).nextFuture(),
            () -> old.asyncio.queue().shutdown(),
            () -> new Runner(old.runtime))) {
      String message = assertThrows(UnsupportedOperationException.class, function).getMessage();
      assertTrue(message.matches(".* came with Python 3\\.\\d+, and this runtime follows Python 3\\.4: .*"), message);
    }
  }

  /** §10.35: not the first of them alone. */
  @Test
  void eachThatIsLateGivesATimeoutAfterThoseThatAreNot() throws Exception {
    List<Object> outcomes = new ArrayList<>();
    Asyncio.run(
        asyncio -> {
          Future<Object> inTime = asyncio.createFuture();
          List<Future<Object>> late = List.of(asyncio.createFuture(), asyncio.createFuture(), asyncio.createFuture());
          List<Future<Object>> all = new ArrayList<>(late);
          all.add(inTime);
          inTime.setResult("in time");
          for (Coroutine<Object> next : asyncio.asCompleted(all, Duration.ofMillis(1))) {
            try {
              outcomes.add(await(next));
            } catch (TimeoutException error) {
              outcomes.add("late");
            }
          }
          late.forEach(future -> assertFalse(future.isDone()));
        });
    assertEquals(List.of("in time", "late", "late", "late"), outcomes);
  }
}
