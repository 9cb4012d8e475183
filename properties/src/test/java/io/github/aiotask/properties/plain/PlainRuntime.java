package io.github.aiotask.properties.plain;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.Callback;
import io.github.aiotask.CancelRelay;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules once more, in the plainest way: a new handle for each step, lists, maps. Left out are the reports at collection
 * (§9.1, §9.2); everything else that a program of the kit can ask is here.
 */
final class PlainRuntime implements TaskRuntime, BaseFuture {
  final Guest guest;
  final PlainRegistry registry;

  /** The loop that this thread runs (§8.17). */
  final ThreadLocal<@Nullable PlainLoop> running = new ThreadLocal<>();

  private final Options options;
  private final @Nullable Fault fault;
  private final AtomicLong names = new AtomicLong();

  PlainRuntime(Options options, @Nullable Fault fault) {
    this.options = options;
    this.fault = fault;
    this.guest = options.guest();
    this.registry = new PlainRegistry(this, options.holdTasksStrongly());
  }

  /** Whether the rules from that minor version on are in force. */
  boolean since(int minor) {
    return options.version().minor() >= minor;
  }

  /** Whether it is on; it is in its own Pythons only. */
  boolean is(Fault one) {
    return fault == one && one.versions().contains(options.version());
  }

  // ---- the api

  @Override
  public PythonVersion version() {
    return options.version();
  }

  @Override
  public Guest guest() {
    return guest;
  }

  @Override
  public RunnableLoop newLoop() {
    return newLoop(new PlainPoller(false));
  }

  @Override
  public RunnableLoop newVirtualLoop() {
    return newLoop(new PlainPoller(true));
  }

  @Override
  public RunnableLoop newLoop(Poller poller) {
    return new PlainLoop(this, Objects.requireNonNull(poller, "newLoop(poller): the poller is null"));
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture(TaskLoop loop, @Nullable Object owner) {
    return new PlainFuture<>(this, Objects.requireNonNull(loop, "createFuture(loop): the loop is null"), owner);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions with) {
    Objects.requireNonNull(loop, "createTask(loop, …): the loop is null");
    Objects.requireNonNull(with, "createTask(…, options): the options are null");
    if (coroutine == null && !is(Fault.NOTHING_ACCEPTED)) {
      throw error(ErrorKind.NOT_A_COROUTINE, null, null); // §2.1
    }
    String name = with.name() == null ? "Task-" + names.incrementAndGet() : with.name(); // §2.4
    Object context = with.context() == null ? captureContext() : with.context(); // §2.5
    PlainTask<T> task =
        new PlainTask<>(this, loop, coroutine, name, is(Fault.TASK_WITHOUT_CONTEXT) ? null : context, with.owner());
    boolean running = loop.isRunning() || is(Fault.EAGER_OUTSIDE_OF_THE_RUN);
    task.start(since(12) && with.eagerStart() && running && !is(Fault.EAGER_IGNORED)); // §2.6
    return task;
  }

  @Override
  public Registry registry() {
    return registry;
  }

  @Override
  public BaseFuture base() {
    return this;
  }

  // ---- base operations

  @Override
  public <T extends @Nullable Object> void setResult(Future<T> future, T value) {
    own(future).baseSetResult(value);
  }

  @Override
  public void setException(Future<?> future, Throwable error) {
    own(future).baseSetException(Objects.requireNonNull(error, "setException(…, error): the error is null"));
  }

  @Override
  public boolean cancel(Future<?> future, @Nullable Object message) {
    return own(future).baseCancel(message);
  }

  @Override
  public void setCancelMessage(Future<?> future, @Nullable Object set) {
    own(future).setCancelMessage(message(set));
  }

  @Override
  public Throwable makeCancelledError(Future<?> future) {
    return own(future).cancelledError();
  }

  @Override
  public void setRetrieved(Future<?> future) {
    own(future).setRetrieved();
  }

  @Override
  public boolean relayCancel(CancelRelay relay, @Nullable Object message) {
    if (relay.isDone()) {
      return false;
    }
    if (leadsIntoCycle(relay, Set.of())) {
      throw error(ErrorKind.WAIT_CYCLE, relay, null); // §6.9
    }
    boolean taken = false;
    for (FutureLike<?> target : relay.targets()) {
      taken |= target.cancel(message);
    }
    return relay.relayed(taken);
  }

  /** Whether the way of a cancel from here comes to a future that it has passed already; a chain may be long (§6.8). */
  boolean leadsIntoCycle(Object from, Set<Object> passed) {
    Set<Object> way = Collections.newSetFromMap(new IdentityHashMap<>());
    way.addAll(passed);
    Object future = from;
    while (way.add(future)) {
      List<? extends FutureLike<?>> targets = targets(future);
      if (targets.size() != 1) {
        return targets.stream().anyMatch(target -> leadsIntoCycle(target, way));
      }
      future = targets.get(0);
    }
    return true;
  }

  private static List<? extends FutureLike<?>> targets(Object future) {
    if (future instanceof PlainTask<?> task) {
      return task.isDone() ? List.of() : task.targets();
    }
    return future instanceof CancelRelay relay && !relay.isDone() ? relay.targets() : List.of();
  }

  private PlainFuture<?> own(Future<?> future) {
    Objects.requireNonNull(future, "the future is null");
    if (future instanceof PlainFuture<?> plain && plain.runtime == this) {
      return plain;
    }
    throw new IllegalArgumentException("not a future of this runtime: " + future.getClass().getName());
  }

  // ---- what the guest is asked

  RuntimeException error(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    return raise(guest.newError(kind, subject, value));
  }

  /** CPython cannot fail here, so what the guest throws is reported, and the error is taken for an EXCEPTION. */
  ExceptionKind kindOf(Throwable error, TaskLoop loop) {
    try {
      return guest.kindOf(error);
    } catch (Throwable failure) {
      loop.callExceptionHandler(new LoopError(LoopError.Kind.CALLBACK_RAISED, failure, null, null));
      return ExceptionKind.EXCEPTION;
    }
  }

  /** Whether it goes to the exception handler where a handle or a handler raises it (§3.15, §8.7, §8.8). */
  boolean isReported(Throwable error, TaskLoop loop) {
    return switch (kindOf(error, loop)) {
      case EXIT -> is(Fault.EXIT_REPORTED);
      case BASE_EXCEPTION -> since(8) ? !is(Fault.BASE_EXCEPTION_LEAVES_RUN) : is(Fault.BASE_EXCEPTION_REPORTED);
      default -> true;
    };
  }

  /** Contexts came with 3.7 (§1.8, §2.5). */
  @Nullable Object captureContext() {
    return since(7) ? guest.captureContext() : null;
  }

  /** Messages came with 3.9 (§6.7). */
  @Nullable Object message(@Nullable Object given) {
    return since(9) ? given : null;
  }

  <A extends @Nullable Object> void callIn(@Nullable Object context, Callback<? super A> body, A argument)
      throws Exception {
    if (context == null) {
      body.call(argument);
    } else {
      List<Throwable> thrown = new ArrayList<>(1);
      guest.runInContext(context, inside -> keepThrown(thrown, body, inside), argument);
      if (!thrown.isEmpty()) {
        throw raise(thrown.get(0)); // §3.22
      }
    }
  }

  private static <A extends @Nullable Object> void keepThrown(List<Throwable> thrown, Callback<? super A> body, A argument) {
    try {
      body.call(argument);
    } catch (Throwable error) {
      thrown.add(error);
    }
  }

  /** The future in what was yielded; in 3.4 a future of a foreign class does not count (§4.1, §4.2). */
  @Nullable FutureLike<?> futureIn(Object yielded) {
    FutureLike<?> future = guest.asFuture(yielded);
    boolean foreign = future == yielded && !(future instanceof Future<?>);
    boolean refused = since(5) ? is(Fault.FOREIGN_FUTURE_REFUSED) : !is(Fault.FOREIGN_FUTURE_ACCEPTED);
    return foreign && refused ? null : future;
  }

  /** Tells the observer, whose errors change nothing (§9.9). */
  void observe(TaskLoop loop, Consumer<TaskObserver> event) {
    TaskObserver observer = options.observer();
    if (observer != null) {
      try {
        event.accept(observer);
      } catch (Throwable error) {
        loop.callExceptionHandler(new LoopError(LoopError.Kind.OBSERVER_RAISED, error, null, null));
      }
    }
  }

  /** Throws any error as it is. */
  static RuntimeException raise(Throwable error) {
    return PlainRuntime.<RuntimeException>erased(error);
  }

  @SuppressWarnings("unchecked") // erased: the cast is never executed, which is the point
  private static <E extends Throwable> E erased(Throwable error) throws E {
    throw (E) error;
  }
}
