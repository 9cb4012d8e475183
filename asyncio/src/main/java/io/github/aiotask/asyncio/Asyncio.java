package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Purpose;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.direct.Direct.Action;
import io.github.aiotask.inspect.Dump;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's functions for one loop: what the module is in Python, with its names (§10).
 *
 * <p>What is a coroutine function in Python answers a {@link Coroutine}, which does nothing before it is awaited or made a
 * task; what is a plain function answers a {@link Future} and does its work at the call. Functions that the runtime's Python
 * does not have throw {@link UnsupportedOperationException} (§10.63). The package description maps all names.
 *
 * <p>On the loop's thread, but for {@link #runCoroutineThreadsafe}.
 */
public final class Asyncio {

  final TaskRuntime runtime;
  final EventLoop loop;
  final Guest guest;
  final Versions versions;
  final Threads threads = new Threads();
  final Outstanding outstanding;
  private @Nullable TaskFactory taskFactory;

  private static final AtomicLong COUNT = new AtomicLong();

  /** In the order of their creation. */
  final long number = COUNT.incrementAndGet();

  final Seen seen;
  @Nullable Watch watch; // from the first debug mode on
  private @Nullable CallGraphs graphs; // from the first use on

  private Asyncio(TaskRuntime runtime, EventLoop loop) {
    this.runtime = Objects.requireNonNull(runtime, "Asyncio.on(runtime, loop): the runtime is null");
    this.loop = Objects.requireNonNull(loop, "Asyncio.on(runtime, loop): the loop is null");
    this.guest = runtime.guest();
    this.versions = new Versions(runtime.version());
    this.outstanding = new Outstanding(loop, guest);
    Asyncio other = OfLoops.of(loop);
    this.seen = other == null ? new Seen(loop) : other.seen;
  }

  /**
   * The functions for a loop.
   *
   * @param runtime whose rules, guest and registry
   * @param loop any loop
   * @return a new object, which has a task factory and a default executor of its own; the first one of a loop is {@link #current()}
   *     while that runs
   */
  public static Asyncio on(TaskRuntime runtime, EventLoop loop) {
    Asyncio asyncio = new Asyncio(runtime, loop);
    OfLoops.addIfFirst(asyncio);
    return asyncio;
  }

  /** The one of a runner, which answers as {@link #current()} from now on. */
  static Asyncio ofRunner(TaskRuntime runtime, RunnableLoop loop) {
    Asyncio asyncio = new Asyncio(runtime, loop);
    asyncio.versions.require("Runner", Versions.BLOCKS);
    OfLoops.replace(asyncio);
    loop.onDebug(asyncio::watchIfDebug);
    return asyncio;
  }

  /**
   * The functions for the loop that runs here, so that they need not be handed from method to method: in a coroutine, and in a
   * callback of a loop. It is the one of the {@link Runner} or of {@link #run} that runs the loop, or else the first one that was
   * made {@link #on} it; of nested loops it is the inner one's.
   *
   * @return that very object
   * @throws IllegalStateException if no loop runs in this {@link io.github.aiotask.LoopThread}, or nobody has made one for it
   */
  public static Asyncio current() {
    return OfLoops.current();
  }

  /**
   * Runs a program in direct style on a loop of its own, from its first step to the end of its last task (§10.57 to §10.59).
   * For a result, another runtime or another loop take a {@link Runner}.
   *
   * @param main the program: gets the functions, and awaits what it likes
   * @throws InterruptedException if the thread was interrupted, and main has ended by that (§10.58)
   * @throws Exception what main throws
   */
  public static void run(Callback<? super Asyncio> main) throws Exception {
    Objects.requireNonNull(main, "Asyncio.run(main): it is null");
    Runner.refuseInsideOfARun("Asyncio.run(main)");
    Runner runner = new Runner();
    Coroutine<@Nullable Void> coroutine = Direct.coroutine(() -> main.call(runner.asyncio()));
    Direct.<@Nullable Void>runLoop(
        () -> {
          try (runner) {
            return runner.run(coroutine);
          }
        });
  }

  /**
   * As {@link #run}, and Ctrl-C ends the program in order, as it does in Python: see {@link Runner#handlingSigint()}.
   *
   * <pre>{@code
   * public static void main(String[] args) throws Exception {
   *   Asyncio.runHandlingSigint(asyncio -> serve()); // Ctrl-C: serve() cleans up, and the exit code is 130
   * }
   * }</pre>
   *
   * @param main the program: gets the functions, and awaits what it likes
   * @throws InterruptedException if there was a SIGINT, or the thread was interrupted, and main has ended by that (§10.58)
   * @throws Exception what main throws
   * @throws UnsupportedOperationException if this JVM tells nobody of SIGINT; it says what to do
   */
  public static void runHandlingSigint(Callback<? super Asyncio> main) throws Exception {
    Objects.requireNonNull(main, "Asyncio.runHandlingSigint(main): it is null");
    Runner.refuseInsideOfARun("Asyncio.runHandlingSigint(main)");
    Sigint.<@Nullable Void>during(
        () -> {
          run(main);
          return null;
        });
  }

  // ---- what is going on

  /**
   * What all tasks of all loops do: {@code Dump} tells. Any thread; in a loop's own thread its other tasks are told. A loop is asked
   * between two of its steps, and held up by about a millisecond at a time. One that has not answered after a second is told
   * with what its thread does.
   *
   * @return as they are now
   */
  public static Dump dumpTasks() {
    return dumpTasks(Duration.ofSeconds(1));
  }

  /**
   * The same.
   *
   * @param limit how long all loops have to answer; zero looks at them from outside at once
   * @return as they are now
   */
  public static Dump dumpTasks(Duration limit) {
    return Inspection.ofAll(Objects.requireNonNull(limit, "dumpTasks(limit): it is null"));
  }

  /** Prints to the standard error what all tasks of all loops do, as trees ({@link #dumpTasks()}). Any thread. */
  public static void printTasks() {
    System.err.print(dumpTasks().pstree());
  }

  /**
   * The same.
   *
   * @param out where to, as in {@code System.out}
   * @throws IOException what it throws
   */
  public static void printTasks(Appendable out) throws IOException {
    Objects.requireNonNull(out, "printTasks(out): it is null").append(dumpTasks().pstree());
  }

  /**
   * Where the running task stands, and who awaits it, directly and indirectly (§10.88).
   *
   * @return null if no task runs: in a callback
   * @throws IllegalStateException if no loop runs here
   * @throws UnsupportedOperationException before 3.14
   */
  public @Nullable FutureCallGraph captureCallGraph() {
    versions.require("captureCallGraph", Versions.CALL_GRAPH);
    return graphs().capture(null, Integer.MAX_VALUE);
  }

  /**
   * Where a task stands, and who awaits it or a future, directly and indirectly (§10.88).
   *
   * @param future of this loop
   * @return as it is now
   * @throws UnsupportedOperationException before 3.14
   */
  public FutureCallGraph captureCallGraph(Future<?> future) {
    return captureCallGraph(future, Integer.MAX_VALUE);
  }

  /**
   * The same with fewer calls.
   *
   * @param future of this loop
   * @param limit how many calls of each stack at most: the outermost ones; if it is less than zero, that many of the innermost
   * @return as it is now
   * @throws UnsupportedOperationException before 3.14
   */
  public FutureCallGraph captureCallGraph(Future<?> future, int limit) {
    versions.require("captureCallGraph", Versions.CALL_GRAPH);
    Objects.requireNonNull(future, "captureCallGraph(future): it is null; captureCallGraph() looks at the running task");
    return Futures.present(graphs().capture(future, limit));
  }

  /**
   * {@link #captureCallGraph(Future)} as text, indented.
   *
   * @param future of this loop
   * @return lines
   * @throws UnsupportedOperationException before 3.14
   */
  public String formatCallGraph(Future<?> future) {
    return captureCallGraph(future).format();
  }

  /**
   * Prints {@link #formatCallGraph} to the standard output.
   *
   * @param future of this loop
   * @throws UnsupportedOperationException before 3.14
   */
  public void printCallGraph(Future<?> future) {
    System.out.print(formatCallGraph(future));
  }

  /**
   * Says that a future is awaited, where no task does so by an await (§10.88). It keeps neither of them.
   *
   * @param future what is awaited
   * @param waiter what awaits it
   * @throws UnsupportedOperationException before 3.14
   */
  public void futureAddToAwaitedBy(Future<?> future, Future<?> waiter) {
    versions.require("futureAddToAwaitedBy", Versions.CALL_GRAPH);
    loop.checkThread(); // §8.33
    graphs().add(
        Objects.requireNonNull(future, "futureAddToAwaitedBy(future): it is null"),
        Objects.requireNonNull(waiter, "futureAddToAwaitedBy(waiter): it is null"));
  }

  /**
   * Takes back {@link #futureAddToAwaitedBy}; what was not added by it stays.
   *
   * @param future what was awaited
   * @param waiter what has awaited it
   * @throws UnsupportedOperationException before 3.14
   */
  public void futureDiscardFromAwaitedBy(Future<?> future, Future<?> waiter) {
    versions.require("futureDiscardFromAwaitedBy", Versions.CALL_GRAPH);
    loop.checkThread(); // §8.33
    graphs().discard(
        Objects.requireNonNull(future, "futureDiscardFromAwaitedBy(future): it is null"),
        Objects.requireNonNull(waiter, "futureDiscardFromAwaitedBy(waiter): it is null"));
  }

  // ---- tasks and futures

  /**
   * The loop.
   *
   * @return the loop that was given
   */
  public EventLoop loop() {
    return loop;
  }

  /**
   * Creates a future.
   *
   * @param <T> the result
   * @return the future, pending
   */
  public <T extends @Nullable Object> Future<T> createFuture() {
    return runtime.<T>createFuture(loop);
  }

  /**
   * Creates a future that says what it is for, where it is asked why a program hangs: {@code createFuture(() -> "the answer of " +
   * server)}.
   *
   * @param <T> the result
   * @param purpose asked only then; the future holds it
   * @return the future, pending
   */
  public <T extends @Nullable Object> Future<T> createFuture(Purpose purpose) {
    return runtime.<T>createFuture(loop, Objects.requireNonNull(purpose, "createFuture(purpose): it is null"));
  }

  /**
   * Creates a task by the task factory (§10.3).
   *
   * @param <T> what the coroutine returns
   * @param coroutine what to run
   * @return the task
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return this.<T>createTask(coroutine, TaskOptions.DEFAULT);
  }

  /**
   * Creates a task by the task factory (§10.3).
   *
   * @param <T> what the coroutine returns
   * @param coroutine what to run
   * @param options name, context, eager start
   * @return the task
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    TaskFactory factory = taskFactory;
    return factory == null
        ? runtime.<T>createTask(loop, coroutine, options)
        : factory.<T>createTask(loop, coroutine, options);
  }

  /**
   * A future for what can be awaited (§10.1).
   *
   * @param <T> the result
   * @param awaitable a future, which is the answer; or a coroutine, which becomes a task; or a future of another make,
   *     which a task awaits
   * @return the future
   * @throws IllegalArgumentException if it is a future of another loop (§10.2)
   */
  public <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
    Objects.requireNonNull(awaitable, "ensureFuture(awaitable): it is null");
    if (awaitable instanceof Future<T> future) {
      if (future.loop() != loop) {
        throw new IllegalArgumentException(
            future + " belongs to another loop: give it to the Asyncio of that one, or use runCoroutineThreadsafe");
      }
      return future;
    }
    if (!(awaitable instanceof Coroutine<T> coroutine)) {
      return this.<T>createTask(new Awaiting<T>(awaitable));
    }
    try {
      return this.<T>createTask(coroutine);
    } catch (RuntimeException error) {
      throw Futures.closing(coroutine, error);
    }
  }

  /**
   * Sets how tasks are made from now on (§10.3): those of this object, its groups and its runner, not those of {@code
   * loop.createTask}.
   *
   * @param factory what makes them; null for the runtime itself
   * @throws UnsupportedOperationException in 3.4
   */
  public void setTaskFactory(@Nullable TaskFactory factory) {
    versions.require("setTaskFactory", Versions.FACTORIES);
    taskFactory = factory;
  }

  /**
   * How tasks are made.
   *
   * @return the factory that was set, or null
   */
  public @Nullable TaskFactory taskFactory() {
    return taskFactory;
  }

  /**
   * A task factory that asks for an eager start of every task (§10.4).
   *
   * @return for {@link #setTaskFactory}
   * @throws UnsupportedOperationException before 3.12
   */
  public TaskFactory eagerTaskFactory() {
    versions.require("eagerTaskFactory", Versions.EAGER);
    return new TaskFactory() {
      @Override
      public <T extends @Nullable Object> Task<T> createTask(
          EventLoop where, Coroutine<T> coroutine, TaskOptions options) {
        return runtime.<T>createTask(where, coroutine, options.eager());
      }
    };
  }

  /**
   * The task that runs now (§7.4).
   *
   * @return the task; null outside of tasks, and in a foreign one, which the registry knows
   */
  public @Nullable Task<?> currentTask() {
    return runtime.registry().currentTask(loop) instanceof Task<?> task ? task : null;
  }

  /**
   * The tasks of the loop (§7.1 to §7.3).
   *
   * @return a new list, without foreign ones
   */
  public List<Task<?>> allTasks() {
    List<Task<?>> tasks = new ArrayList<>();
    for (Object one : runtime.registry().allTasks(loop)) {
      if (one instanceof Task<?> task) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  // ---- waiting

  /**
   * Waits for all of them (§10.5 to §10.15).
   *
   * @param <T> their results
   * @param awaitables futures, or coroutines, which become tasks; the same one counts once
   * @return their results, in the order of the arguments; the error of the first that fails. Its cancel cancels them all
   * @throws IllegalArgumentException if there is a future of another loop (§10.2)
   */
  public <T extends @Nullable Object> Future<List<T>> gather(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gathering.<T, T>of(this, Futures.<T>copyOf("gather", awaitables), true, Futures::resultOf);
  }

  /**
   * Waits for all of them, as {@link #gather(Collection)}.
   *
   * @param <T> their results
   * @param awaitables futures, or coroutines
   * @return their results
   * @throws IllegalArgumentException if there is a future of another loop (§10.2)
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read only
  public final <T extends @Nullable Object> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
    return this.<T>gather(Arrays.<Awaitable<? extends T>>asList(awaitables));
  }

  /**
   * Waits for all of them, whatever becomes of them (§10.8): {@code gather(return_exceptions=True)}.
   *
   * @param <T> their results
   * @param awaitables futures, or coroutines, which become tasks; the same one counts once
   * @return their outcomes, in the order of the arguments. Its cancel cancels them all, and is its error then (§10.10)
   * @throws IllegalArgumentException if there is a future of another loop (§10.2)
   */
  public <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gathering.<T, Outcome<T>>of(this, Futures.<T>copyOf("gatherOutcomes", awaitables), false, this::outcomeOf);
  }

  private <T extends @Nullable Object> Outcome<T> outcomeOf(Future<T> done) {
    if (done.isCancelled()) {
      return new Outcome<T>(null, guest.newCancelled(done, done.cancelMessage()));
    }
    Throwable error = done.exception();
    return error == null ? new Outcome<T>(Futures.<T>resultOf(done), null) : new Outcome<T>(null, error);
  }

  /**
   * A future that ends as another does, but whose cancel leaves that one alone (§10.16 to §10.19, §10.71). Keep
   * the other one: the library holds tasks weakly.
   *
   * @param <T> the result
   * @param awaitable a future, or a coroutine, which becomes a task
   * @return the shield
   * @throws IllegalArgumentException if it is a future of another loop (§10.2)
   */
  public <T extends @Nullable Object> Future<T> shield(Awaitable<T> awaitable) {
    return Shield.<T>of(this, this.<T>ensureFuture(awaitable));
  }

  /**
   * Waits until all are done (§10.20).
   *
   * @param <T> their results
   * @param awaitables futures; before 3.11 coroutines too
   * @return who is done; to be awaited
   * @throws IllegalArgumentException if there is none, or from 3.11 on a coroutine
   */
  @CheckReturnValue
  public <T extends @Nullable Object> Coroutine<Waited<T>> wait(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return this.<T>wait(awaitables, null, ReturnWhen.ALL_COMPLETED);
  }

  /**
   * Waits until some are done, or the time is over; raises and cancels nothing of theirs (§10.20 to §10.26).
   *
   * @param <T> their results
   * @param awaitables futures; before 3.11 coroutines too
   * @param timeout how long at most; null for no limit
   * @param returnWhen for whom
   * @return who is done, and who is not; to be awaited
   * @throws IllegalArgumentException if there is none, or from 3.11 on a coroutine
   */
  @CheckReturnValue
  public <T extends @Nullable Object> Coroutine<Waited<T>> wait(
      Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout, ReturnWhen returnWhen) {
    Objects.requireNonNull(returnWhen, "wait(returnWhen): it is null");
    List<Awaitable<? extends T>> copy = Futures.<T>copyOf("wait", awaitables);
    Wait.check(versions, copy);
    return new Wait<T>(this, copy, timeout, returnWhen);
  }

  /**
   * Awaits with a limit (§10.27 to §10.31, §10.72 to §10.77).
   *
   * @param <T> the result
   * @param awaitable a future, or a coroutine; cancelled when the time is over
   * @param timeout how long at most; null for no limit
   * @return its result, or a {@link java.util.concurrent.TimeoutException}; to be awaited
   */
  @CheckReturnValue
  public <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<? extends T> awaitable, @Nullable Duration timeout) {
    Objects.requireNonNull(awaitable, "waitFor(awaitable): it is null");
    if (timeout != null && !Time.isPositive(timeout) && versions.waitForKnowsNoTime) {
      return new WaitForNone<T>(this, awaitable, timeout); // §10.29 §10.72 §10.73
    }
    if (versions.waitForUsesTimeout) {
      return new WaitFor<T>(this, awaitable, timeout); // §10.27 §10.28
    }
    return timeout == null ? new Awaiting<T>(awaitable) : new WaitForBeside<T>(this, awaitable, timeout); // §10.27
  }

  /**
   * Many, in the order in which they end (§10.32).
   *
   * @param <T> their results
   * @param awaitables futures, or coroutines, which become tasks; the same one counts once
   * @return for a loop
   * @throws IllegalArgumentException if there is a future of another loop (§10.2), before 3.13 when the first is asked for
   */
  public <T extends @Nullable Object> AsCompleted<T> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return this.<T>asCompleted(awaitables, null);
  }

  /**
   * Many, in the order in which they end, as far as there is time (§10.32 to §10.35).
   *
   * @param <T> their results
   * @param awaitables futures, or coroutines, which become tasks; the same one counts once
   * @param timeout how long from now at most, before 3.13 from when the first is asked for; null for no limit
   * @return for a loop
   * @throws IllegalArgumentException if there is a future of another loop (§10.2), before 3.13 when the first is asked for
   */
  public <T extends @Nullable Object> AsCompleted<T> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
    AsCompleted<T> items = new AsCompleted<T>(this, Futures.<T>copyOf("asCompleted", awaitables), timeout);
    return versions.asCompletedStartsAtCall ? items.start() : items; // §10.33
  }

  /**
   * Lets others run for a time (§10.36 to §10.38).
   *
   * @param delay how long; zero or less: for one iteration
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> sleep(Duration delay) {
    return this.<@Nullable Void>sleep(delay, null);
  }

  /**
   * Lets others run for a time (§10.36 to §10.38).
   *
   * @param <T> the result
   * @param delay how long; zero or less: for one iteration
   * @param result what to give then
   * @return to be awaited
   */
  @CheckReturnValue
  public <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    return new Sleep<T>(this, Objects.requireNonNull(delay, "sleep(delay): it is null"), result);
  }

  // ---- blocks

  /**
   * A limit for a block of code (§10.39 to §10.45).
   *
   * @param delay how long from now; null for no limit
   * @return to be entered in a task
   * @throws UnsupportedOperationException before 3.11
   */
  @CheckReturnValue
  public Timeout timeout(@Nullable Duration delay) {
    return timeout("timeout", delay);
  }

  /**
   * A limit for a block of code (§10.39 to §10.45).
   *
   * @param nanos when, on the loop's clock; {@link Long#MAX_VALUE} for no limit
   * @return to be entered in a task
   * @throws UnsupportedOperationException before 3.11
   */
  @CheckReturnValue
  public Timeout timeoutAt(long nanos) {
    versions.require("timeout", Versions.BLOCKS);
    return new Timeout(this, "timeoutAt", loop.time(), nanos);
  }

  Timeout timeout(String function, @Nullable Duration delay) {
    versions.require("timeout", Versions.BLOCKS);
    long now = loop.time();
    return new Timeout(this, function, now, delay == null ? Long.MAX_VALUE : Time.after(now, delay));
  }

  /**
   * Runs a block with a limit, in a coroutine in direct style: {@code timeout(delay).run(block)}.
   *
   * @param <T> what it returns
   * @param delay how long from now; null for no limit
   * @param block awaits what it likes
   * @return what the block returned
   * @throws java.util.concurrent.TimeoutException if the time was over, and that ended the block (§10.42)
   * @throws Exception what the block throws
   * @throws UnsupportedOperationException before 3.11
   */
  public <T extends @Nullable Object> T timeout(@Nullable Duration delay, Callable<T> block) throws Exception {
    return timeout(delay).<T>run(block);
  }

  /**
   * The same without a result.
   *
   * @param delay how long from now; null for no limit
   * @param block awaits what it likes
   * @throws java.util.concurrent.TimeoutException if the time was over, and that ended the block (§10.42)
   * @throws Exception what the block throws
   * @throws UnsupportedOperationException before 3.11
   */
  public void timeout(@Nullable Duration delay, Action block) throws Exception {
    timeout(delay).run(block);
  }

  /**
   * A group of tasks that end together (§10.46 to §10.56).
   *
   * @return to be entered in a task
   * @throws UnsupportedOperationException before 3.11
   */
  @CheckReturnValue
  public TaskGroup taskGroup() {
    versions.require("TaskGroup", Versions.BLOCKS);
    return new TaskGroup(this);
  }

  /**
   * Runs a block with a group, in a coroutine in direct style, and waits for the group's tasks. For a block that returns
   * something: {@code taskGroup().run(block)}.
   *
   * @param block creates tasks in the group, and awaits what it likes
   * @throws ExceptionGroup the errors of the block and the tasks (§10.53)
   * @throws Exception nothing else of theirs
   * @throws UnsupportedOperationException before 3.11
   */
  public void taskGroup(Callback<? super TaskGroup> block) throws Exception {
    Objects.requireNonNull(block, "taskGroup(block): it is null");
    taskGroup().<@Nullable Void>run(
        group -> {
          block.call(group);
          return null;
        });
  }

  // ---- synchronization and queues

  /**
   * A lock, free.
   *
   * @return a new one
   */
  public Lock lock() {
    return new Lock(this);
  }

  /**
   * An event, not set.
   *
   * @return a new one
   */
  public Event event() {
    return new Event(this);
  }

  /**
   * A condition with a lock of its own.
   *
   * @return a new one
   */
  public Condition condition() {
    return condition(lock());
  }

  /**
   * A condition.
   *
   * @param lock which guards what is waited for; conditions may share one
   * @return a new one
   */
  public Condition condition(Lock lock) {
    return new Condition(this, Objects.requireNonNull(lock, "condition(lock): it is null"));
  }

  /**
   * A semaphore.
   *
   * @param value how many units there are, zero or more
   * @return a new one
   * @throws IllegalArgumentException if it is less than zero
   */
  public Semaphore semaphore(int value) {
    return new Semaphore(this, value, Integer.MAX_VALUE);
  }

  /**
   * A semaphore that never has more units than at first (§11.17).
   *
   * @param value how many units there are, zero or more
   * @return a new one
   * @throws IllegalArgumentException if it is less than zero
   */
  public Semaphore boundedSemaphore(int value) {
    return new Semaphore(this, value, value);
  }

  /**
   * A barrier.
   *
   * @param parties how many tasks it takes, one or more
   * @return a new one
   * @throws IllegalArgumentException if it is less than one
   * @throws UnsupportedOperationException before 3.11
   */
  public Barrier barrier(int parties) {
    versions.require("Barrier", Versions.BLOCKS);
    return new Barrier(this, parties);
  }

  /**
   * A queue without a bound.
   *
   * @param <T> an item
   * @return a new one
   */
  public <T extends @Nullable Object> Queue<T> queue() {
    return this.<T>queue(0);
  }

  /**
   * A queue: first in, first out.
   *
   * @param <T> an item
   * @param maxsize how many items there may be; zero or less for no bound
   * @return a new one
   */
  public <T extends @Nullable Object> Queue<T> queue(int maxsize) {
    return this.<T>queue(Items.<T>fifo(), maxsize);
  }

  /**
   * A queue whose least item comes first; equal ones in any order.
   *
   * @param <T> an item
   * @param maxsize how many items there may be; zero or less for no bound
   * @return a new one
   */
  public <T extends Comparable<? super T>> Queue<T> priorityQueue(int maxsize) {
    return this.<T>priorityQueue(maxsize, Comparator.<T>naturalOrder());
  }

  /**
   * A queue whose least item comes first; equal ones in any order.
   *
   * @param <T> an item
   * @param maxsize how many items there may be; zero or less for no bound
   * @param order which is less
   * @return a new one
   */
  public <T extends Object> Queue<T> priorityQueue(int maxsize, Comparator<? super T> order) {
    Objects.requireNonNull(order, "priorityQueue(order): it is null");
    return this.<T>queue(Items.<T>priority(order), maxsize);
  }

  /**
   * A queue whose newest item comes first.
   *
   * @param <T> an item
   * @param maxsize how many items there may be; zero or less for no bound
   * @return a new one
   */
  public <T extends @Nullable Object> Queue<T> lifoQueue(int maxsize) {
    return this.<T>queue(Items.<T>lifo(), maxsize);
  }

  private <T extends @Nullable Object> Queue<T> queue(Items<T> items, int maxsize) {
    return versions.queueWakesOnly
        ? new WakingQueue<T>(this, items, maxsize)
        : new HandingQueue<T>(this, items, maxsize);
  }

  // ---- threads

  /**
   * Runs a coroutine on the loop, for another thread (§10.60, §10.61). Any thread; to block on the answer in the loop's own
   * would stop the loop for good.
   *
   * @param <T> the result
   * @param coroutine what to run
   * @return ends as its task does, cancelled if that is; its cancel cancels the task. It fails when the loop closes before
   *     (§10.65)
   * @throws UnsupportedOperationException in 3.4
   * @throws RuntimeException LOOP_CLOSED if the loop is closed; the coroutine is closed then
   */
  public <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(Coroutine<T> coroutine) {
    versions.require("runCoroutineThreadsafe", Versions.THREADSAFE);
    Objects.requireNonNull(coroutine, "runCoroutineThreadsafe(coroutine): it is null");
    return Bridge.<T>submit(this, coroutine);
  }

  /**
   * Runs a body in a thread of the default executor, in a copy of the context (§10.62).
   *
   * @param <T> what it returns
   * @param body what to run there; it cannot be stopped once it runs
   * @return to be awaited
   * @throws UnsupportedOperationException before 3.9
   */
  @CheckReturnValue
  public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> body) {
    versions.require("toThread", Versions.TO_THREAD);
    Objects.requireNonNull(body, "toThread(body): it is null");
    return new ToThread<T>(this, body);
  }

  /**
   * The same without a result.
   *
   * @param body what to run there
   * @return to be awaited
   * @throws UnsupportedOperationException before 3.9
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> toThread(Action body) {
    Objects.requireNonNull(body, "toThread(body): it is null");
    return this.<@Nullable Void>toThread(
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * As {@link #toThread(Callable)}, but a cancel interrupts the thread for as long as it runs the body, and then waits until the body
   * has ended: nothing of it goes on behind the caller's back, and what it holds is free again. A body that takes no interrupt
   * holds up the cancel, and each further cancel interrupts it again.
   *
   * <pre>{@code
   * await(asyncio.waitFor(asyncio.toThreadInterruptibly(() -> queue.take()), Duration.ofSeconds(1)));
   * }</pre>
   *
   * @param <T> what it returns
   * @param body what to run there; it ends soon when its thread is interrupted
   * @return to be awaited; once cancelled it raises the CancelledError when the body has ended, be it by a result, which is dropped, by an
   *     InterruptedException or by a ClosedByInterruptException; any other error of the body leaves instead
   */
  @CheckReturnValue
  public <T extends @Nullable Object> Coroutine<T> toThreadInterruptibly(Callable<T> body) {
    Objects.requireNonNull(body, "toThreadInterruptibly(body): it is null");
    return new ToThreadInterruptibly<T>(this, body);
  }

  /**
   * The same without a result.
   *
   * @param body what to run there
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> toThreadInterruptibly(Action body) {
    Objects.requireNonNull(body, "toThreadInterruptibly(body): it is null");
    return this.<@Nullable Void>toThreadInterruptibly(
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * Runs a body in an executor, in a copy of the context (§10.62). If it throws a {@link
   * java.util.concurrent.CancellationException}, the future fails with a CancelledError that has its message, as in Python, and is not
   * cancelled (§10.66).
   *
   * @param <T> what it returns
   * @param executor where; null for the default one
   * @param body what to run there
   * @return ends as the body does; its cancel keeps the body from starting, and nothing more
   */
  public <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> body) {
    Objects.requireNonNull(body, "runInExecutor(body): it is null");
    return threads.<T>run(this, executor, body);
  }

  /**
   * Sets the default executor, which a runner shuts down at its end. Without it there are as many daemon threads as in
   * Python, made when needed.
   *
   * @param executor where {@link #toThread} runs
   */
  public void setDefaultExecutor(ExecutorService executor) {
    threads.use(Objects.requireNonNull(executor, "setDefaultExecutor(executor): it is null"));
  }

  /**
   * A future of this loop for one that another thread completes (§10.61).
   *
   * @param <T> the result
   * @param future cancelled if the answer is
   * @return ends as it does
   */
  public <T extends @Nullable Object> Future<T> wrapFuture(CompletableFuture<T> future) {
    Objects.requireNonNull(future, "wrapFuture(future): it is null");
    return Bridge.<T>wrap(this, future);
  }

  /**
   * The same for any stage. A cancel of the answer cancels what its {@code toCompletableFuture} answers.
   *
   * @param <T> the result
   * @param stage what another thread completes
   * @return ends as it does
   */
  public <T extends @Nullable Object> Future<T> wrapFuture(CompletionStage<T> stage) {
    Objects.requireNonNull(stage, "wrapFuture(stage): it is null");
    return Bridge.<T>wrap(this, Bridge.futureOf(stage));
  }

  /**
   * The same for a future that calls nobody back, such as an ExecutorService's: a thread of the default executor waits for it until it
   * is done. What is a {@link CompletionStage} too needs none.
   *
   * @param <T> the result
   * @param future cancelled, with an interrupt, if the answer is
   * @return ends as it does, with its very error
   */
  public <T extends @Nullable Object> Future<T> wrapFuture(java.util.concurrent.Future<T> future) {
    Objects.requireNonNull(future, "wrapFuture(future): it is null");
    return BlockingFuture.<T>wrap(this, future);
  }

  // ---- for java.util.concurrent

  /**
   * A future or task of this loop, for other threads and for libraries: as a CompletionStage, or to block on it as a {@link
   * java.util.concurrent.Future}, with a limit or without. Any thread may call this. It keeps the future until that is done.
   *
   * <pre>{@code
   * CompletableFuture<String> page = asyncio.asCompletableFuture(asyncio.createTask(fetch(uri)));
   * }</pre>
   *
   * @param <T> the result
   * @param future of this loop
   * @return ends as the future does, with its very error, cancelled if that is; completed on the loop's thread. Its cancel cancels the
   *     future (§10.61); to complete it in another way does not. It fails when the loop closes before (§10.65). To block on it in the
   *     loop's own thread is refused with an IllegalStateException: await the future there
   * @throws IllegalArgumentException if it is a future of another loop (§10.2)
   */
  public <T extends @Nullable Object> CompletableFuture<T> asCompletableFuture(Future<T> future) {
    Objects.requireNonNull(future, "asCompletableFuture(future): it is null");
    return Bridge.<T>view(this, this.<T>ensureFuture(future));
  }

  /**
   * This loop as an executor: each body is one call of the loop, in its thread, in the order in which they were given, also by that
   * thread itself. For libraries that want one; a body cannot await, a coroutine is for {@link #runCoroutineThreadsafe}.
   *
   * <p>Shut down, it takes no more bodies, and is terminated when the last one has run; the loop goes on. A body that runs is not
   * interrupted. When the loop closes, it is shut down, and what {@code submit} has answered for bodies that have not run fails with
   * LOOP_CLOSED (§10.65). What an {@code execute} throws goes to the loop's exception handler (§8.8). What blocks, {@code get}, {@code
   * awaitTermination}, {@code invokeAll} and {@code invokeAny}, is refused in the loop's own thread with an IllegalStateException.
   *
   * @return a new one; for any thread
   */
  public ExecutorService executorService() {
    return LoopExecutor.of(this);
  }

  /**
   * Subscribes to a publisher, whose items tasks of this loop read one by one.
   *
   * @param <T> an item
   * @param publisher of any make
   * @param prefetch how many items are asked for in advance, one or more
   * @return to read them, and to be closed
   * @throws IllegalArgumentException if the prefetch is less than one
   */
  public <T extends Object> FlowReader<T> subscribe(Flow.Publisher<? extends T> publisher, int prefetch) {
    return FlowReader.<T>of(this, publisher, prefetch);
  }

  /**
   * A publisher whose items a coroutine in direct style gives, each when it is asked for.
   *
   * <pre>{@code
   * Flow.Publisher<Integer> squares = asyncio.publisher(emitter -> {
   *   for (int i = 0; i < 10; i++) {
   *     await(emitter.emit(i * i));
   *   }
   * });
   * }</pre>
   *
   * <p>Each subscriber has a task of its own, which is created when it subscribes. To cancel the subscription cancels the task. The
   * subscriber is signalled on the loop's thread: that the body returned (onComplete), its very error, a CancelledError if the task was
   * cancelled otherwise, or LOOP_CLOSED (§10.65). What the body throws after a cancel goes to the loop's exception handler.
   *
   * @param <T> an item
   * @param body emits and awaits what it likes; run once for each subscriber
   * @return for subscribers in any thread
   */
  public <T extends Object> Flow.Publisher<T> publisher(Callback<? super Emitter<T>> body) {
    return Publication.<T>publisher(this, Objects.requireNonNull(body, "publisher(body): it is null"));
  }

  // ---- for this package

  /**
   * In debug mode the {@link Watchdog} looks after the loop from now on: of a runner or an executor. Its looks take iterations, and a loop
   * that somebody else runs has those that he wants.
   */
  void watchIfDebug() {
    if (loop.isDebug() && OfLoops.of(loop) == this) {
      Watch present = watch;
      if (present == null) {
        present = new Watch(this, System::nanoTime, Watchdog::tell);
        watch = present;
      }
      Watchdog.add(present);
    }
  }

  private CallGraphs graphs() {
    CallGraphs present = graphs;
    if (present == null) {
      present = new CallGraphs(this);
      graphs = present;
    }
    return present;
  }

  boolean isCancellation(Throwable error) {
    return guest.kindOf(error) == ExceptionKind.CANCELLED;
  }

  /** The CancelledError that a cancelled future gives its first reader; for any other, a new one with its last message. */
  Throwable cancelledErrorOf(Future<?> done) {
    if (done.isCancelled()) {
      try {
        done.exception();
      } catch (Throwable error) { // §1.13 §1.14
        return error;
      }
    }
    return guest.newCancelled(done, done.cancelMessage());
  }

  Task<?> runningTask(String what) {
    Task<?> task = currentTask();
    if (task == null) {
      throw new IllegalStateException(what + " is entered in a task: await it in a coroutine that a task runs");
    }
    return task;
  }
}
