package io.github.aiotask.impl;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.CancelRelay;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopThread;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Creates loops, futures and tasks that share rules, guest, registry and names. Any thread. */
final class DefaultTaskRuntime implements TaskRuntime, BaseFuture {
  private final Options options;
  private final VersionRules rules;
  private final TaskRegistry registry;
  private final AtomicLong tasks = new AtomicLong();

  /** Of each {@link LoopThread} (§8.17); looked up once for each run, where a map of loops would be changed twice. */
  private final Map<Thread, Running> running = Collections.synchronizedMap(new WeakHashMap<>());

  private Running last = new Running(LoopThread.current()); // any thread: each knows whose it is

  /** What a thread is running. */
  static final class Running extends WeakReference<Thread> {
    /** The loop of this runtime, if any. */
    @Nullable EventLoop loop;

    /** The one of any runtime. */
    final RunningLoop any = RunningLoop.ofThread();

    /** For the current {@link LoopThread}. */
    Running(Thread thread) {
      super(thread);
    }
  }

  DefaultTaskRuntime(Options options) {
    this.options = Objects.requireNonNull(options, "newRuntime(options): the options are null");
    this.rules = new VersionRules(options.version());
    this.registry = new TaskRegistry(options, rules);
    this.running.put(LoopThread.current(), last);
  }

  /** The current {@link LoopThread}'s. */
  Running running() {
    Thread thread = LoopThread.current();
    Running found = last;
    if (!found.refersTo(thread)) {
      found = running.computeIfAbsent(thread, Running::new);
      last = found;
    }
    return found;
  }

  @Override
  public PythonVersion version() {
    return options.version();
  }

  @Override
  public Guest guest() {
    return options.guest();
  }

  @Override
  public RunnableLoop newLoop() {
    return newLoop(new SystemPoller());
  }

  @Override
  public RunnableLoop newVirtualLoop() {
    return newLoop(new VirtualPoller());
  }

  @Override
  public RunnableLoop newLoop(Poller poller) {
    Objects.requireNonNull(poller, "newLoop(poller): the poller is null");
    FifoEventLoop loop = new FifoEventLoop(this, poller, options, rules);
    registry.add(loop);
    return loop;
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture(TaskLoop loop, @Nullable Object owner) {
    LoopState home = registry.stateOf(loop);
    home.lookAtForeign();
    home.requireThread();
    LoopFuture<T> future = owner == null ? new LoopFuture<>(home) : new OwnedFuture<>(home, owner);
    future.rememberCreation();
    return future;
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(
      TaskLoop loop, Coroutine<T> coroutine, TaskOptions taskOptions) {
    return createTask(registry.stateOf(loop), coroutine, taskOptions, false);
  }

  /** Whose eager start is left to the guest. */
  <T extends @Nullable Object> Task<T> createPulled(TaskLoop loop, Coroutine<T> coroutine, TaskOptions taskOptions) {
    return createTask(registry.stateOf(loop), coroutine, taskOptions, true);
  }

  <T extends @Nullable Object> Task<T> createTask(
      LoopState home, Coroutine<T> coroutine, TaskOptions taskOptions, boolean pulled) {
    Objects.requireNonNull(taskOptions, "createTask(options): the options are null; TaskOptions.DEFAULT gives the default");
    if (coroutine == null) {
      throw Thrown.as(home.newError(ErrorKind.NOT_A_COROUTINE, null, null)); // §2.1
    }
    home.lookAtForeign();
    home.requireThread();
    long number = taskOptions.name() == null ? tasks.incrementAndGet() : 0; // §2.4
    Object owner = taskOptions.owner();
    CoroutineTask<T> task =
        owner == null
            ? new CoroutineTask<>(home, coroutine, taskOptions.context(), number)
            : OwnedTask.create(home, coroutine, taskOptions.context(), number, owner);
    task.start(taskOptions, pulled);
    return task;
  }

  @Override
  public Steps steps() {
    return new PulledSteps(this); // it has no state
  }

  @Override
  public Registry registry() {
    return registry;
  }

  @Override
  public BaseFuture base() {
    return this;
  }

  @Override
  public <T extends @Nullable Object> void setResult(Future<T> future, T value) {
    own(future).baseSetResult(value);
  }

  @Override
  public void setException(Future<?> future, Throwable error) {
    own(future).baseSetException(error);
  }

  @Override
  public boolean cancel(Future<?> future, @Nullable Object message) {
    return own(future).baseCancel(message);
  }

  @Override
  public void setCancelMessage(Future<?> future, @Nullable Object message) {
    own(future).baseSetCancelMessage(message);
  }

  @Override
  public Throwable makeCancelledError(Future<?> future) {
    return own(future).newCancelled();
  }

  @Override
  public void setRetrieved(Future<?> future) {
    own(future).baseSetRetrieved();
  }

  @Override
  public boolean relayCancel(CancelRelay relay, @Nullable Object message) {
    Objects.requireNonNull(relay, "relayCancel(relay): the relay is null");
    if (!(relay instanceof FutureLike<?> future)) {
      throw new IllegalArgumentException("relayCancel(relay): a relay is a FutureLike too, not a " + relay.getClass().getName());
    }
    if (future.isDone()) {
      return false;
    }
    FutureLike<?> cycle = CancelWalk.cycleFrom(future);
    if (cycle != null) {
      throw Thrown.as(guest().newError(ErrorKind.WAIT_CYCLE, relay, cycle)); // §6.9
    }
    return CancelWalk.cancel(future, rules.hasMessages ? message : null); // §6.7
  }

  /** Whether a task is one of this runtime. */
  boolean owns(CoroutineTask<?> task) {
    return task.home.rules == rules;
  }

  private LoopFuture<?> own(Future<?> future) {
    Objects.requireNonNull(future, "base(): the future is null");
    if (future instanceof LoopFuture<?> own && own.home.rules == rules) {
      return own;
    }
    throw new IllegalArgumentException(
        "the base operations take futures and tasks of this runtime, not a " + future.getClass().getName());
  }
}
