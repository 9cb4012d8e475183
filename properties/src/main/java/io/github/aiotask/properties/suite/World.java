package io.github.aiotask.properties.suite;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.suite.CPythonGuest.Py;
import io.github.aiotask.properties.suite.CPythonGuest.PyCallback;
import io.github.aiotask.properties.suite.CPythonGuest.PyCoroutine;
import io.github.aiotask.properties.suite.CPythonGuest.PyError;
import io.github.aiotask.properties.suite.CPythonGuest.PyLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The futures, tasks and loops of one process of Python, and what it asks of them. Guarded by its lock. */
final class World {
  private static final Set<Op> STEPS = EnumSet.of(Op.TASK, Op.RUN, Op.BY_HAND, Op.WAKEUP);
  private static final int ABOUT = 4;

  final ReentrantLock lock = new ReentrantLock();
  private final CPythonGuest guest = new CPythonGuest(this);
  private final TaskRuntime runtime;
  private final Map<Long, Future<@Nullable Object>> futures = new HashMap<>(); // until Python's objects are gone
  private final Map<Long, PyLoop> loops = new HashMap<>();
  private final Map<Long, Py> foreignTasks = new HashMap<>();
  private final Map<Long, Entry> entries = new HashMap<>();
  private long lastEntry;

  World(TaskRuntimeProvider provider, PythonVersion version) {
    TaskRuntime.Options options = TaskRuntime.Options.DEFAULT.withVersion(version).withGuest(guest).withoutCollectionReports();
    runtime = provider.newRuntime(options);
  }

  // ---- numbers

  /** What Python calls something that the library has handed out; 0 for null. */
  static long number(@Nullable Object something) {
    if (something == null) {
      return 0;
    }
    if (something instanceof Py python) {
      return python.number;
    }
    if (something instanceof PyError error) {
      return error.number;
    }
    if (something instanceof Future<?> future && future.owner() instanceof Py owner) {
      return owner.number;
    }
    throw new IllegalStateException("Python knows nothing of " + something.getClass().getName());
  }

  @SuppressWarnings("unchecked") // what Python's futures hold is objects
  void add(Future<?> future) {
    futures.put(number(future), (Future<@Nullable Object>) future);
  }

  /** What Python's loop or context will have run. */
  interface Entry {
    void run() throws Exception;
  }

  /** Keeps it until then; its number is a negative one. */
  long add(Entry entry) {
    entries.put(--lastEntry, entry);
    return lastEntry;
  }

  Future<@Nullable Object> future(long number) {
    Future<@Nullable Object> future = futures.get(number);
    if (future == null) {
      throw new IllegalStateException("there is no future " + number + " in this process");
    }
    return future;
  }

  private Task<?> task(long number) {
    return (Task<?>) future(number);
  }

  TaskLoop loop(long number) {
    return loops.computeIfAbsent(number, of -> new PyLoop(this, of));
  }

  /** Python's objects are gone. */
  void release(long... numbers) {
    for (long number : numbers) {
      entries.remove(number);
      foreignTasks.remove(number);
      futures.remove(number);
      loops.remove(number);
    }
  }

  // ---- calls

  /** Does what Python asks for. */
  Message answer(Message call) throws IOException {
    long[] result;
    String text = "";
    Op outcome = Op.ANSWER;
    try {
      if (call.op() == Op.NAME) {
        text = task(call.at(0)).name();
        result = new long[0];
      } else {
        result = call.op().compareTo(Op.CURRENT) >= 0 ? ofRegistry(call) : ofFuture(call);
      }
    } catch (PyError error) {
      outcome = Op.RAISED;
      result = new long[] {error.number, error.kind.ordinal()};
    } catch (UncheckedIOException gone) {
      throw gone;
    } catch (Exception | AssertionError | StackOverflowError fault) { // the implementation's
      outcome = Op.RAISED;
      result = new long[] {0, 0};
      text = fault.toString();
    }
    if (call.op().compareTo(Op.NAME) >= 0) {
      return new Message(outcome, result, text);
    }
    return new Message(outcome, outcome == Op.RAISED ? joined(result, about(call)) : joined(about(call), result), text);
  }

  private static long[] joined(long[] first, long... second) {
    long[] both = new long[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** What Python must hold for a future: its outcome, and what it waits for. */
  private long[] about(Message call) throws Garbled {
    Future<?> future = futures.get(call.at(0));
    if (future == null) {
      return new long[ABOUT];
    }
    FutureLike<?> waiter = future instanceof Task<?> task ? task.waiter() : null;
    if (future.isDone()) {
      return new long[] {future.isCancelled() ? 1 : 2, outcome(future), number(waiter), 0};
    }
    long waits = waiter instanceof Future<?> && !waiter.isDone() ? 2 : 1;
    return new long[] {0, 0, number(waiter), STEPS.contains(call.op()) ? waits : 0};
  }

  private static long outcome(Future<?> future) {
    Snapshot now = future.snapshot(); // to look marks nothing as retrieved
    return number(now.exception() == null ? now.result() : now.exception());
  }

  private long[] ofFuture(Message call) throws Exception {
    long number = call.at(0);
    switch (call.op()) {
      case FUTURE -> {
        add(runtime.createFuture(loop(call.at(1)), new Py(number)));
        return new long[0];
      }
      case TASK -> {
        createTask(call);
        return new long[0];
      }
      default -> {
        Object answer = ofPresent(call, future(number));
        return answer instanceof long[] several ? several : new long[] {answer instanceof Long one ? one : number(answer)};
      }
    }
  }

  private void createTask(Message call) throws Garbled {
    Py owner = new Py(call.at(0));
    String name = call.at(3) == 0 ? null : call.text();
    TaskOptions options = new TaskOptions(name, owner, call.at(4) != 0, owner);
    PyCoroutine coroutine = call.at(2) == 0 ? null : new PyCoroutine(this, owner.number);
    runtime.createTask(loop(call.at(1)), coroutine, options);
  }

  /** Numbers, one, or what has one. */
  private @Nullable Object ofPresent(Message call, Future<@Nullable Object> future) throws Exception {
    switch (call.op()) {
      case READ:
        return read(future, call.at(1));
      case SET_RESULT:
        runtime.base().setResult(future, Py.of(call.at(1)));
        return null;
      case SET_EXCEPTION:
        runtime.base().setException(future, new PyError(call.at(2), call.at(1)));
        return null;
      case CANCEL:
        return number(runtime.base().cancel(future, Py.of(call.at(1))));
      case CANCEL_TASK:
        return number(future.cancel(Py.of(call.at(1))));
      case REFUSE:
        if (call.at(1) == 0) {
          future.setResult(null);
        } else {
          future.setException(new IllegalStateException());
        }
        return null;
      case RESULT:
        return future.result();
      case EXCEPTION:
        return future.exception();
      case ADD:
        PyCallback callback = new PyCallback(call.at(0), call.at(1));
        future.addDoneCallback(callback, callback);
        return null;
      case REMOVE:
        return (long) future.removeDoneCallback(new PyCallback(call.at(0), call.at(1)));
      case CALLBACKS:
        return future.snapshot().callbacks().stream().mapToLong(one -> number(one.target())).toArray();
      case SET_BLOCKING:
        future.setBlocking(call.at(1) != 0);
        return null;
      case SET_MESSAGE:
        runtime.base().setCancelMessage(future, Py.of(call.at(1)));
        return null;
      case SET_RETRIEVED:
        runtime.base().setRetrieved(future);
        return null;
      case MAKE_CANCELLED:
        throw (PyError) runtime.base().makeCancelledError(future);
      case RUN:
        Entry entry = entries.remove(call.at(1));
        if (entry == null) {
          throw new Garbled("RUN of nothing");
        }
        entry.run();
        return null;
      case BY_HAND:
        task(call.at(0)).step(null, call.at(2) == 0 ? null : new PyError(call.at(2), call.at(1)));
        return null;
      case WAKEUP:
        task(call.at(0)).wakeup(call.at(1) != 0 ? future(call.at(1)) : guest.new PyFuture(call.at(2)));
        return null;
      case SET_NAME:
        task(call.at(0)).setName(call.text());
        return null;
      case UNCANCEL:
        return (long) task(call.at(0)).uncancel();
      default:
        throw new Garbled(call.op() + " is no call");
    }
  }

  private static @Nullable Object read(Future<?> future, long field) throws Garbled {
    return switch ((int) field) {
      case 0 -> number(future.isDone());
      case 1 -> number(future.isCancelled());
      case 2 -> number(future.isBlocking());
      case 3 -> number(future.snapshot().neverRetrieved());
      case 4 -> outcome(future);
      case 5 -> future.cancelMessage();
      case 6 -> ((Task<?>) future).waiter();
      case 7 -> number(((Task<?>) future).mustCancel());
      case 8 -> (long) ((Task<?>) future).cancelling();
      default -> throw new Garbled("there is no field " + field);
    };
  }

  private static long number(boolean flag) {
    return flag ? 1 : 0;
  }

  // ---- the registry

  private long[] ofRegistry(Message call) throws Garbled {
    Registry registry = runtime.registry();
    switch (call.op()) {
      case CURRENT:
        return new long[] {number(registry.currentTask(loop(call.at(0))))};
      case ENTER:
        registry.enter(loop(call.at(0)), anyTask(call.at(1)));
        return new long[0];
      case LEAVE:
        registry.leave(loop(call.at(0)), anyTask(call.at(1)));
        return new long[0];
      case SWAP:
        return new long[] {number(registry.swap(loop(call.at(0)), call.at(1) == 0 ? null : anyTask(call.at(1))))};
      case REGISTER:
        registry.register(anyTask(call.at(0)));
        return new long[0];
      case UNREGISTER:
        registry.unregister(anyTask(call.at(0)));
        return new long[0];
      default:
        return registry.allTasks().stream().mapToLong(World::number).toArray();
    }
  }

  private Object anyTask(long number) {
    Future<?> future = futures.get(number);
    return future != null ? future : foreignTasks.computeIfAbsent(number, Py::new);
  }
}
