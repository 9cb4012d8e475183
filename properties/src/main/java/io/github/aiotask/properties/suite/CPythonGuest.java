package io.github.aiotask.properties.suite;

import static io.github.aiotask.properties.suite.Conversation.up;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.LoopError;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import org.jspecify.annotations.Nullable;

/**
 * What the library asks of CPython, by its public interfaces: answers, loop, coroutine, futures of other makes. What Python asks of the
 * library is in {@link World}. What is Python's is a number, which the library hands back and asks nothing.
 */
final class CPythonGuest implements Guest {
  private static final ExceptionKind[] KINDS = ExceptionKind.values();
  private final World world;

  CPythonGuest(World world) {
    this.world = world;
  }

  /** Something of Python's; as an owner and context, the Future or Task that stands for one of the library's. */
  static class Py {
    final long number;

    Py(long number) {
      this.number = number;
    }

    static @Nullable Py of(long number) {
      return number == 0 ? null : new Py(number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      throw new AssertionError("equals of what is the guest's");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode of what is the guest's");
    }
  }

  /** An exception of Python's. */
  static final class PyError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final long number;
    final ExceptionKind kind;

    PyError(long number, long kind) {
      super(null, null, false, false);
      this.number = number;
      this.kind = KINDS[(int) kind];
    }
  }

  // ---- answers

  @Override
  public ExceptionKind kindOf(Throwable error) {
    return error instanceof PyError python ? python.kind : Guest.super.kindOf(error);
  }

  @Override
  public Throwable newCancelled(@Nullable Future<?> subject, @Nullable Object message) {
    return newError(up(Op.NEW_CANCELLED, World.number(message)));
  }

  @Override
  public Throwable newError(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    long about = value instanceof Accessor asked ? asked.ordinal() : World.number(value);
    return newError(up(Op.NEW_ERROR, kind.ordinal(), World.number(subject), about));
  }

  private static PyError newError(long[] made) {
    return new PyError(made[0], made[1]);
  }

  @Override
  public void taskCreated(Task<?> task) {
    world.add(task);
  }

  @Override
  public @Nullable FutureLike<?> asFuture(Object yielded) {
    long number = World.number(yielded);
    return up(Op.IS_FUTURE, number)[0] == 0 ? null : new PyFuture(number);
  }

  @Override
  public boolean isGenerator(Object yielded) {
    return up(Op.IS_GENERATOR, World.number(yielded))[0] != 0;
  }

  @Override
  public <A extends @Nullable Object> void runInContext(Object context, Callback<? super A> body, A argument) {
    up(Op.CALL_IN_CONTEXT, World.number(context), world.add(() -> body.call(argument)));
  }

  // ---- Python's loop

  record PyLoop(World world, long number) implements TaskLoop {
    @Override
    public <A extends @Nullable Object> void schedule(Callback<? super A> callback, A argument, @Nullable Object context) {
      PyCallback registered = (PyCallback) callback;
      up(Op.CALL_SOON, registered.owner, registered.number);
    }

    @Override
    public void scheduleStep(QueuedStep step, @Nullable Object context) {
      up(Op.CALL_STEP, World.number(step.task()), world.add(step::run));
    }

    @Override
    public boolean isRunning() {
      return up(Op.IS_RUNNING, number)[0] != 0;
    }

    @Override
    public boolean isDebug() {
      return false; // Python keeps its own places of creation
    }

    @Override
    public void callExceptionHandler(LoopError error) {
      if (error.kind() == LoopError.Kind.CALLBACK_RAISED) { // the others are collections, which Python reports
        up(Op.CALL_HANDLER, number, error.exception() instanceof PyError python ? python.number : 0);
      }
    }
  }

  /** A done-callback, and its context. */
  static final class PyCallback extends Py implements Callback<Future<Object>> {
    final long owner;

    PyCallback(long owner, long number) {
      super(number);
      this.owner = owner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof PyCallback given && up(Op.IS_EQUAL, owner, number, given.number)[0] != 0;
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }

    @Override
    public void call(Future<Object> argument) {
      throw new AssertionError("Python's loop calls it");
    }
  }

  // ---- Python's coroutines and futures

  /** The coroutine of a task. */
  static final class PyCoroutine implements Coroutine<@Nullable Object> {
    private final World world;
    private final long task;
    private @Nullable Object returned;

    PyCoroutine(World world, long task) {
      this.world = world;
      this.task = task;
    }

    @Override
    public @Nullable Object send(@Nullable Object value) {
      return resume(0);
    }

    @Override
    public @Nullable Object raise(Throwable error) {
      return resume(World.number(error));
    }

    private @Nullable Object resume(long error) {
      long[] done = up(Op.RESUME, task, error);
      switch ((int) done[0]) {
        case 0:
          return Py.of(done[1]);
        case 1:
          returned = Py.of(done[1]);
          return RETURNED;
        case 2:
          throw new PyError(done[1], done[2]);
        default:
          return world.future(done[1]);
      }
    }

    @Override
    public @Nullable Object returned() {
      return returned;
    }

    @Override
    public void close() {
      throw new AssertionError("the library does not close coroutines");
    }
  }

  /** A future of another class, or of a subclass of ours, which may override. */
  final class PyFuture extends Py implements FutureLike<@Nullable Object> {
    PyFuture(long number) {
      super(number);
    }

    @Override
    public @Nullable TaskLoop loop() {
      return world.loop(up(Op.LOOP_OF, number)[0]);
    }

    @Override
    public boolean isDone() {
      return up(Op.IS_DONE, number)[0] != 0;
    }

    @Override
    public boolean isBlocking() {
      return up(Op.IS_BLOCKING, number)[0] != 0;
    }

    @Override
    public void setBlocking(boolean blocking) {
      up(Op.PUT_BLOCKING, number, blocking ? 1 : 0);
    }

    @Override
    public void addWaiter(Task<?> task) {
      up(Op.ADD_WAITER, World.number(task), number);
    }

    @Override
    public boolean cancel(@Nullable Object message) {
      return up(Op.CANCEL_FOREIGN, number, World.number(message))[0] != 0;
    }

    @Override
    public @Nullable Object result() {
      up(Op.RESULT_OF, number);
      return null; // nothing is sent from Python 3.6 on
    }
  }
}
