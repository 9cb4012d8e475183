package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;
import static io.github.aiotask.direct.Direct.yielding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.asyncio.Shutdown.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A close that ends, whatever the tasks do (§10.64), and fails what other threads wait for (§10.65). */
class ClosingRunnerTest {
  private static final Patience LONG = new Patience(Duration.ofHours(1), Duration.ofHours(1));
  private static final Patience TALKATIVE = new Patience(Duration.ofMillis(1), Duration.ofHours(1));
  private static final Patience SHORT = new Patience(Duration.ofMillis(1), Duration.ofMillis(1));

  /** Yielded, it strands its task: the guest fails (§4.12). */
  private static final Object STRANDS = new Object();

  /** The context of an eager start that fails. */
  private static final Object LOCKED = new Object();

  private static final class FailingGuest implements Guest {
    @Override
    public FutureLike<?> asFuture(Object yielded) {
      if (yielded == STRANDS) {
        throw new IllegalStateException("the guest fails");
      }
      return Guest.super.asFuture(yielded);
    }

    @Override
    public <A> void runInContext(Object context, Callback<? super A> body, A argument) {
      throw new IllegalStateException("the context cannot be entered");
    }
  }

  /** All that were created, also those whose creation failed: none is collected, so all reports are the close's (§9.2). */
  private final List<Task<?>> created = new ArrayList<>();

  private final TaskObserver keeper =
      new TaskObserver() {
        @Override
        public void created(Task<?> task) {
          created.add(task);
        }
      };

  private final TaskRuntime runtime =
      TaskRuntime.load(
          Options.DEFAULT.withGuest(new FailingGuest()).withObserver(keeper).holdingTasksStrongly());
  private final RunnableLoop loop = runtime.newVirtualLoop();
  private Runner runner = new Runner(runtime, loop, LONG);
  private final Asyncio asyncio = runner.asyncio();
  private final List<LoopError> reports = new ArrayList<>();
  private final List<Object> log = new ArrayList<>();

  ClosingRunnerTest() {
    loop.setExceptionHandler(reports::add);
  }

  private Task<Object> task(String name, Coroutine<Object> body) {
    return asyncio.createTask(body, TaskOptions.named(name));
  }

  private static Coroutine<Object> awaiting(Future<?> future) {
    return coroutine(() -> await(future));
  }

  private static Coroutine<Object> stranding() {
    return coroutine(() -> yielding(STRANDS));
  }

  private void start() throws Exception {
    runner.run(
        coroutine(
            () -> {
              yieldNow();
              yieldNow();
            }));
    reports.clear();
  }

  /** The kinds, and the names of the tasks. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (LoopError report : reports) {
      told.add(report.kind() + (report.source() instanceof Task<?> task ? " " + task.name() : ""));
    }
    return told;
  }

  /** Two tasks that wait for each other. */
  private List<Task<Object>> cycle() {
    List<Task<Object>> cycle = new ArrayList<>();
    cycle.add(
        task(
            "a",
            coroutine(
                () -> {
                  yieldNow();
                  return await(cycle.get(1));
                })));
    cycle.add(task("b", awaiting(cycle.get(0))));
    return cycle;
  }

  @Test
  void aCycleKeepsNobodyElse() throws Exception {
    List<Task<Object>> cycle = cycle();
    cycle.add(task("c", awaiting(cycle.get(1))));
    Task<Object> other = task("other", awaiting(asyncio.createFuture()));
    start();
    runner.close();
    assertTrue(other.isCancelled());
    assertTrue(cycle.stream().noneMatch(Task::isDone));
    assertEquals(List.of("SHUTDOWN_LEFT b", "SHUTDOWN_LEFT c", "SHUTDOWN_LEFT a"), told());
    reports.forEach(report -> assertTrue(report.exception().getMessage().contains("leads into a cycle")));
    assertTrue(loop.isClosed());
  }

  /** A task that nothing will step, and those that wait for it, over a group and a gather. */
  @Test
  void aStrandedTaskIsLeftAndSoIsWhoWaitsForIt() throws Exception {
    Task<Object> lost = task("lost", stranding());
    Task<Object> group =
        task(
            "group",
            coroutine(
                () -> {
                  asyncio.taskGroup(inside -> inside.createTask(stranding(), TaskOptions.named("child")));
                  return null;
                }));
    Task<Object> gather = task("gather", coroutine(() -> await(asyncio.gather(lost, group))));
    Task<Object> other = task("other", awaiting(asyncio.createFuture()));
    start();
    runner.close();
    assertFalse(lost.isDone() || group.isDone() || gather.isDone());
    assertTrue(other.isCancelled());
    assertEquals(
        List.of("SHUTDOWN_LEFT lost", "SHUTDOWN_LEFT group", "SHUTDOWN_LEFT gather", "SHUTDOWN_LEFT child"), told());
  }

  /** §2.10 */
  @Test
  void aFailedEagerStartLeavesNothing() throws Exception {
    runner.run(
        coroutine(
            () -> {
              TaskOptions options = new TaskOptions("eager", LOCKED, true);
              assertThrows(IllegalStateException.class, () -> asyncio.createTask(stranding(), options));
              assertEquals(1, asyncio.allTasks().size());
            }));
    Task<?> failed = created.get(created.size() - 1);
    assertEquals("eager", failed.name());
    runner.close();
    assertFalse(failed.isDone());
    assertEquals(List.of(), told());
  }

  /** What swallows its cancel and awaits again may be ended by another thread: it has time. */
  @Test
  void anotherThreadHasTimeToEndATask() throws Exception {
    runner = new Runner(runtime, loop, TALKATIVE);
    Future<Object> second = asyncio.createFuture();
    Task<Object> stubborn = task("stubborn", stubborn(second));
    loop.setExceptionHandler(
        report -> {
          reports.add(report);
          new Thread(() -> loop.callSoonThreadsafe(() -> second.setResult("done"))).start();
        });
    start();
    runner.close();
    assertEquals("done", stubborn.result());
    assertEquals(List.of("SHUTDOWN_WAITS stubborn"), told());
  }

  private Coroutine<Object> stubborn(Future<Object> second) {
    Future<Object> first = asyncio.createFuture();
    return coroutine(
        () -> {
          try {
            return await(first);
          } catch (CancelledError cancelled) {
            return await(second);
          }
        });
  }

  @Test
  void whatNobodyEndsIsLeft() throws Exception {
    runner = new Runner(runtime, loop, SHORT);
    Task<Object> stubborn = task("stubborn", stubborn(asyncio.createFuture()));
    start();
    runner.close();
    assertFalse(stubborn.isDone());
    assertEquals(List.of("SHUTDOWN_WAITS stubborn", "SHUTDOWN_LEFT stubborn"), told());
  }

  /** A timer of somebody else's is no hope. */
  @Test
  void aTimerKeepsNoCloseFromItsEnd() throws Exception {
    Task<Object> lost = task("lost", stranding());
    loop.callAt(Long.MAX_VALUE - 1, none -> log.add("never"), null, null);
    start();
    runner.close();
    assertFalse(lost.isDone());
    assertEquals(List.of("SHUTDOWN_LEFT lost"), told());
  }

  /** It always has something to do, and never ends. */
  @Test
  void whatIsBusyForEverIsLeftToo() throws Exception {
    runner = new Runner(runtime, loop, SHORT);
    task(
        "busy",
        coroutine(
            () -> {
              while (true) {
                try {
                  yieldNow();
                } catch (CancelledError cancelled) {
                  log.add("cancelled");
                }
              }
            }));
    start();
    runner.close();
    assertEquals(List.of("SHUTDOWN_WAITS busy", "SHUTDOWN_LEFT busy"), told());
  }

  /** It leads into a cycle at first, over a gather; when that has failed, it cleans up. */
  @Test
  void whoseCancelWasRefusedIsWaitedFor() throws Exception {
    List<Task<Object>> cycle = cycle();
    Task<Object> good = task("good", awaiting(asyncio.createFuture()));
    task(
        "server",
        coroutine(
            () -> {
              try {
                return await(asyncio.gather(good, cycle.get(0)));
              } finally {
                yieldNow();
                yieldNow();
                log.add("cleaned up");
              }
            }));
    start();
    runner.close();
    assertEquals(List.of("cleaned up"), log);
    assertEquals(List.of("SHUTDOWN_LEFT b", "SHUTDOWN_LEFT a"), told());
  }

  /** §10.59: all of them, and not the first alone. */
  @Test
  void theCloseWaitsForAllTasks() throws Exception {
    for (int i = 0; i < 3; i++) {
      int iterations = i * 4;
      task(
          "slow" + i,
          coroutine(
              () -> {
                try {
                  return await(asyncio.createFuture());
                } finally {
                  for (int k = 0; k < iterations; k++) {
                    yieldNow();
                  }
                  log.add(iterations);
                }
              }));
    }
    start();
    runner.close();
    assertEquals(List.of(0, 4, 8), log);
    assertEquals(List.of(), told());
  }

  // ---- other threads

  @Test
  void whatOtherThreadsWaitForFails() throws Exception {
    runner = new Runner(runtime, loop, SHORT);
    CompletableFuture<Object> begun = asyncio.runCoroutineThreadsafe(stubborn(asyncio.createFuture()));
    start();
    runner.close();
    assertClosed(begun);
    assertThrows(IllegalStateException.class, () -> asyncio.runCoroutineThreadsafe(stranding()));
  }

  @Test
  void whatHasNotBegunFailsToo() {
    CompletableFuture<Object> late = asyncio.runCoroutineThreadsafe(stranding());
    loop.close(); // as if it came between the last run and the close
    assertClosed(late);
  }

  private static void assertClosed(CompletableFuture<?> future) {
    ExecutionException error = assertThrows(ExecutionException.class, future::get);
    assertInstanceOf(IllegalStateException.class, error.getCause());
    assertTrue(error.getCause().getMessage().contains("was closed before"), error::getMessage);
  }

  /** §8.30 */
  @Test
  void aCallThatWasNotMadeIsReported() {
    Handle dropped = loop.callSoonThreadsafe(() -> log.add("never"));
    loop.callSoonThreadsafe(() -> log.add("never")).cancel();
    loop.readyCount(); // it is in the ready queue now
    Handle inMail = loop.callSoonThreadsafe(() -> log.add("never"));
    loop.callSoon(() -> log.add("its own thread knows"));
    loop.close();
    loop.close();
    assertEquals(List.of(Kind.CALL_DROPPED, Kind.CALL_DROPPED), reports.stream().map(LoopError::kind).toList());
    assertEquals(List.of(dropped, inMail), reports.stream().map(LoopError::source).toList());
    assertEquals(List.of(), log);
  }

  /** All is told and done, and then it leaves. */
  @Test
  void anExitOfTheHandlerComesLast() {
    asyncio.createFuture().setException(new IllegalStateException("first"));
    asyncio.createFuture().setException(new IllegalStateException("second"));
    loop.setExceptionHandler(
        report -> {
          reports.add(report);
          throw new OutOfMemoryError("an EXIT");
        });
    loop.onClose(() -> log.add("done"));
    assertThrows(OutOfMemoryError.class, loop::close);
    assertEquals(List.of("NEVER_RETRIEVED", "NEVER_RETRIEVED"), told());
    assertEquals(List.of("done"), log);
  }

  @Test
  void whoAsksHearsOfTheClose() {
    loop.onClose(() -> log.add("first"));
    loop.onClose(
        () -> {
          throw new IllegalStateException("mine");
        });
    loop.onClose(() -> log.add("last"));
    loop.close();
    loop.close();
    loop.onClose(() -> log.add("late"));
    assertEquals(List.of("first", "last", "late"), log);
    assertEquals(List.of("CALLBACK_RAISED"), told());
  }
}
