package io.github.aiotask.graalpy;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.LoopError;
import io.github.aiotask.Task;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * Python's answers. Each is a function of {@code aiotask_asyncio.py}, of the same name. A Python exception on its way through the
 * library is the PolyglotException that throws it: Python gets the very object back.
 */
final class PythonGuest implements Guest {
  /** A task of another make in the registry, which compares by identity: a Value is a new object at each crossing. */
  record Stranger(Value task) {}

  private static final ExceptionKind[] KINDS = ExceptionKind.values();

  private final Value python;
  private final Value kindOf;
  private final Value runCallback;

  PythonGuest(Value python) {
    this.python = python;
    this.kindOf = function("kind_of");
    this.runCallback = function("run_callback");
  }

  Value function(String name) {
    return python.getMember(name);
  }

  /** A step of a task that raises. */
  Value throwing(@Nullable Object task, Throwable error) {
    return function("throwing").execute(task, exception(error));
  }

  void runCallback(Value call, @Nullable Object future) {
    runCallback.executeVoid(call, future);
  }

  /** What throws a Python exception. */
  static RuntimeException thrower(Value exception) {
    try {
      return exception.throwException();
    } catch (PolyglotException thrown) {
      return thrown;
    }
  }

  /** The exception as Python has it. */
  static @Nullable Object exception(@Nullable Throwable error) {
    if (error instanceof PolyglotException python) {
      return python.isHostException() ? python.asHostException() : python.getGuestObject();
    }
    return error;
  }

  /** The Python object of something of the library's; else the thing itself. */
  static @Nullable Object python(@Nullable Object thing) {
    if (thing instanceof Future<?> future) {
      return future.owner();
    }
    if (thing instanceof FutureLike<?> future) {
      return Value.asValue(future).getMember("future");
    }
    if (thing instanceof Stranger stranger) {
      return stranger.task;
    }
    if (thing instanceof Enum<?> name) {
      return name.name();
    }
    return thing instanceof Throwable error ? exception(error) : thing;
  }

  void report(Value loop, LoopError error) {
    function("report")
        .executeVoid(loop, error.kind().name(), error.message(), exception(error.exception()), python(error.source()), error.nanos());
  }

  @Override
  public ExceptionKind kindOf(Throwable error) {
    if (error instanceof PolyglotException thrown) {
      if (thrown.getGuestObject() != null) {
        return KINDS[kindOf.execute(thrown.getGuestObject()).asInt()];
      }
      return thrown.isHostException() ? Guest.super.kindOf(thrown.asHostException()) : ExceptionKind.EXIT; // the engine ends
    }
    return Guest.super.kindOf(error);
  }

  @Override
  public Throwable newCancelled(@Nullable Future<?> subject, @Nullable Object message) {
    return thrower(function("new_cancelled").execute(message));
  }

  @Override
  public Throwable newError(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    return thrower(function("new_error").execute(kind.name(), python(subject), python(value)));
  }

  @Override
  public @Nullable FutureLike<?> asFuture(Object yielded) {
    if (!(yielded instanceof Value value)) {
      return yielded instanceof FutureLike<?> future ? future : null;
    }
    Value found = function("as_future").execute(value);
    return found.isNull() ? null : found.as(FutureLike.class);
  }

  @Override
  public boolean isGenerator(Object yielded) {
    return yielded instanceof Value value && function("is_generator").execute(value).asBoolean();
  }

  /** On a loop of another make, whose {@code call_soon} may throw: the Python task must be whole then, as in CPython. */
  @Override
  public void taskCreated(Task<?> task) {
    if (task.loop() instanceof OtherLoop) {
      ((Value) task.owner()).putMember("_aio", task);
    }
  }

  @Override
  public <A extends @Nullable Object> void runInContext(Object context, Callback<? super A> body, A argument) {
    ProxyExecutable inside =
        none -> {
          try {
            body.call(argument);
          } catch (Exception error) {
            throw new AssertionError("what the library runs in a context throws nothing (§3.22)", error);
          }
          return null;
        };
    ((Value) context).getMember("_context").invokeMember("run", inside); // a task is its own context's name
  }
}
