package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertEquals;
import static io.github.aiotask.properties.contract.Assertions.assertNotNull;
import static io.github.aiotask.properties.contract.Assertions.assertNull;
import static io.github.aiotask.properties.contract.Assertions.assertSame;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.LoopError;
import io.github.aiotask.Poller;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Chapter 9: diagnostics. */
@Untested(rule = "9.1", reason = "when the JVM collects is its own affair; impl tests it with references that are enqueued by hand (CollectionReportsTest)")
@Untested(rule = "9.2", reason = "when the JVM collects is its own affair; impl tests it (CollectionReportsTest)")
@Untested(rule = "9.3", reason = "when the JVM collects is its own affair; impl tests it (CollectionReportsTest)")
@Untested(rule = "9.10", reason = "CPython is silent there; impl tests it (UnheardTest)")
@Untested(rule = "9.11", reason = "CPython warns at the collection; impl tests it (UnheardTest)")
@Untested(rule = "9.12", reason = "CPython is silent there; impl tests it (UnheardTest)")
@Untested(rule = "9.14", reason = "it is about reports of collections; impl tests it (CollectionReportsTest)")
public interface DiagnosticsContract extends Contract {

  @Property(tries = TRIES)
  @Rule("9.5")
  default void required_9_5_saysCancellingByTheFlag(@ForAll @Exercising("9.5") Case one) {
    agrees("9.5", one);
  }

  @Property(tries = TRIES)
  @Rule("9.6")
  default void required_9_6_saysCancellingByTheCount(@ForAll @Exercising("9.6") Case one) {
    agrees("9.6", one);
  }

  /** Futures and tasks of a debug loop. */
  @Example
  @Rule("9.4")
  default void required_9_4_knowsWhereItWasCreated() {
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT).newVirtualLoop();
    assertNull(loop.createFuture().snapshot().createdAt());
    loop.setDebug(true);
    assertNotNull(loop.createFuture().snapshot().createdAt());
    assertNotNull(loop.createTask(new Returning(1)).snapshot().createdAt());
  }

  /** A task's coroutine, before and after an eager start that ends it. */
  @Example
  @Rule("9.7")
  default void required_9_7_knowsItsCoroutineUntilAnEagerEnd() throws Exception {
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT).newVirtualLoop();
    Returning coroutine = new Returning(1);
    Task<Object> task = loop.createTask(coroutine);
    assertSame(coroutine, task.coroutine());
    List<Task<Object>> eager = new ArrayList<>();
    loop.callSoon(() -> eager.add(loop.createTask(new Returning(2), new TaskOptions(null, null, true))));
    loop.runOnce();
    assertSame(coroutine, task.coroutine());
    assertNull(eager.get(0).coroutine());
  }

  /** A handle that takes a tenth of a second by the loop's clock. */
  @Example
  @Rule("9.8")
  default void required_9_8_reportsASlowHandleInDebugMode() throws Exception {
    long[] now = new long[1];
    Poller clock =
        new Poller() {
          @Override
          public long time() {
            return now[0];
          }

          @Override
          public void poll(long nanos) {}

          @Override
          public void wakeup() {}
        };
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT).newLoop(clock);
    List<LoopError.Kind> reports = new ArrayList<>();
    loop.setExceptionHandler(report -> reports.add(report.kind()));
    loop.setDebug(true);
    loop.callSoon(() -> now[0] += 99_999_999);
    loop.runOnce();
    assertEquals(List.of(), reports);
    loop.callSoon(() -> now[0] += 100_000_000);
    loop.runOnce();
    assertEquals(List.of(LoopError.Kind.SLOW_CALLBACK), reports);
  }

  /** The life of a task that yields once. */
  @Example
  @Rule("9.9")
  default void required_9_9_tellsTheObserver() throws Exception {
    List<String> told = new ArrayList<>();
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void created(Task<?> task) {
            told.add("created");
          }

          @Override
          public void stepping(Task<?> task, @Nullable Throwable error) {
            told.add("stepping");
          }

          @Override
          public void done(Future<?> future) {
            told.add("done");
          }
        };
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT.withObserver(observer)).newVirtualLoop();
    loop.createTask(new Returning(1));
    loop.runOnce();
    assertEquals(List.of("created", "stepping", "done"), told);
  }

  /** A task that waits for a future which fails. */
  @Example
  @Rule("9.13")
  default void required_9_13_tellsWhereAWaitEnds() throws Exception {
    List<Object> told = new ArrayList<>();
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void waiting(Task<?> task, FutureLike<?> future) {
            told.add("waiting");
          }

          @Override
          public void waitEnded(Task<?> task, FutureLike<?> future) {
            told.add(((Future<?>) future).snapshot().neverRetrieved());
          }

          @Override
          public void stepping(Task<?> task, @Nullable Throwable error) {
            told.add(error == null ? "step" : "raising step");
          }
        };
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT.withObserver(observer)).newVirtualLoop();
    Future<Object> future = loop.createFuture();
    loop.createTask(new Awaiting(future));
    loop.runOnce();
    future.setException(new IllegalStateException("fails"));
    loop.runOnce();
    assertEquals(List.of("step", "waiting", true, "raising step"), told);
  }
}
