package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.direct.Direct.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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

  private Asyncio(TaskRuntime runtime, EventLoop loop) {
    this.runtime = Objects.requireNonNull(runtime, "Asyncio.on(runtime, loop): the runtime is null");
    this.loop = Objects.requireNonNull(loop, "Asyncio.on(runtime, loop): the loop is null");
    this.guest = runtime.guest();
    this.versions = new Versions(runtime.version());
    this.outstanding = new Outstanding(loop, guest);
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
   * Runs a body in an executor, in a copy of the context (§10.62). If it throws a {@link java.util.concurrent.CancellationException}, the future fails
   * with a CancelledError that has its message, as in Python, and is not cancelled (§10.66).
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

  // ---- for this package

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
