package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Between the kit and the language: what the kit has becomes a value of the language on its way in, and what comes out is the kit's
 * own object again. So all that the library sees is the language's.
 */
final class Boundary {
  final Guest kit;
  Toy toy;
  private final Fault fault;
  private final Map<Throwable, ToyError> errors = new IdentityHashMap<>();
  private final Map<ToyError, Throwable> thrown = new IdentityHashMap<>();
  private final Map<ToyFuture, JudgedFuture> views = new IdentityHashMap<>();
  private final Map<FutureLike<?>, Value> others = new IdentityHashMap<>();
  private final Map<Callback<?>, ToyFuture.Function> functions = new IdentityHashMap<>();
  private final Map<TaskLoop, JudgedLoop> loops = new IdentityHashMap<>();

  Boundary(Guest kit, Fault fault) {
    this.kit = kit;
    this.fault = fault;
  }

  boolean has(Fault one) {
    return fault == one;
  }

  /** What a program's word or number is in the language. */
  private static final class Boxed extends Value {
    final Object value;

    Boxed(Object value) {
      this.value = value;
    }
  }

  // ---- values

  Value in(Object value) {
    if (value == null || value instanceof Value) {
      return (Value) value;
    }
    if (value instanceof JudgedFuture view) {
      return view.toy;
    }
    if (value instanceof FutureLike<?> other) {
      return others.computeIfAbsent(other, one -> JudgedOthers.of(this, one));
    }
    return value instanceof Coroutine<?> coroutine ? new JudgedCoroutine(this, coroutine) : new Boxed(value);
  }

  Object out(Object value) {
    if (value instanceof Boxed boxed) {
      return boxed.value;
    }
    if (value instanceof JudgedOthers.Of other) {
      return other.kits();
    }
    if (value instanceof JudgedCoroutine coroutine) {
      return coroutine.kits;
    }
    if (value instanceof Wrapper wrapper) {
      return out(wrapper.inside); // so that it is not by the look that the kit sees the fault
    }
    if (value instanceof Future<?> future && future.owner() instanceof ToyFuture owner) {
      return view(owner);
    }
    return value instanceof ToyFuture future ? view(future) : value;
  }

  // ---- errors

  ToyError in(Throwable error) {
    if (error instanceof ToyError.Raised raised) {
      return raised.error;
    }
    return errors.computeIfAbsent(
        error,
        one -> {
          ToyError made = new ToyError(typeOf(kit.kindOf(one)), null, null);
          thrown.put(made, one);
          return made;
        });
  }

  private static ToyError.Type typeOf(ExceptionKind kind) {
    return switch (kind) {
      case CANCELLED -> ToyError.Type.CANCELLED;
      case STOP_ITERATION -> ToyError.Type.STOP_ITERATION;
      case EXCEPTION -> ToyError.Type.EXCEPTION;
      case BASE_EXCEPTION -> ToyError.Type.BASE_EXCEPTION;
      case EXIT -> ToyError.Type.SYSTEM_EXIT;
    };
  }

  /** The kit's error; of one that the language has made for the library, the kit makes its own. */
  Throwable out(ToyError error) {
    return thrown.computeIfAbsent(
        error,
        one -> {
          Throwable made =
              one.kind == null ? kit.newCancelled(null, out(one.argument)) : kit.newError(one.kind, null, causeOf(one));
          errors.put(made, one);
          return made;
        });
  }

  private Object causeOf(ToyError error) {
    return error.argument instanceof ToyError cause ? out(cause) : out(error.argument);
  }

  /** What Java has thrown, or the language's null, as the kit has it. */
  Throwable out(Throwable error) {
    return error instanceof ToyError.Raised raised ? out(raised.error) : error;
  }

  // ---- calls that may throw

  interface Body<T> {
    T run() throws Throwable;
  }

  /** From the kit into the language. */
  <T> T calls(Body<T> body) {
    try {
      return body.run();
    } catch (Throwable error) {
      throw Boundary.<RuntimeException>as(out(error));
    }
  }

  /** From the language into the kit. */
  <T> T callsBack(Body<T> body) {
    try {
      return body.run();
    } catch (Throwable error) {
      throw in(error).raised;
    }
  }

  @SuppressWarnings("unchecked") // it is thrown as what it is: no cast is made
  private static <E extends Throwable> E as(Throwable error) throws E {
    throw (E) error;
  }

  // ---- futures, callbacks, loops, contexts

  JudgedFuture view(ToyFuture future) {
    JudgedFuture known = views.get(future);
    if (known == null) {
      known = future instanceof ToyTask task ? new JudgedTask(this, task) : new JudgedFuture(this, future);
      views.put(future, known);
    }
    return known;
  }

  JudgedTask view(Task<?> task) {
    return (JudgedTask) view((ToyTask) task.owner());
  }

  /** The kit's future as the library has it. */
  FutureLike<?> awaited(FutureLike<?> kits) {
    return toy.guest.asFuture(in(kits));
  }

  ToyFuture.Function in(Callback<?> callback) {
    return functions.computeIfAbsent(callback, one -> new Function(this, one));
  }

  /** A callback of the kit's. */
  static final class Function extends ToyFuture.Function {
    private final Boundary boundary;
    final Callback<?> kits;

    Function(Boundary boundary, Callback<?> kits) {
      this.boundary = boundary;
      this.kits = kits;
    }

    @Override
    boolean is(ToyFuture.Function other) {
      if (boundary.has(Fault.ASKS_EQUALS)) {
        return equals(other);
      }
      if (boundary.has(Fault.ASKS_IDENTITY)) {
        return this == other;
      }
      return other instanceof Function function && kits.equals(function.kits);
    }

    @Override
    @SuppressWarnings("unchecked") // the kit has registered it at this future
    void call(ToyFuture done) {
      boundary.callsBack(
          () -> {
            ((Callback<Object>) kits).call(boundary.view(done));
            return null;
          });
    }
  }

  JudgedLoop in(TaskLoop loop) {
    if (has(Fault.NEW_LOOP_EACH_TIME)) {
      return new JudgedLoop(this, (EventLoop) loop);
    }
    return loops.computeIfAbsent(loop, one -> new JudgedLoop(this, (EventLoop) one));
  }

  ToyContext inContext(Object kits) {
    return kits == null ? null : new JudgedGuest.Context(kits);
  }

  Object outContext(Object context) {
    return context == null ? null : ((JudgedGuest.Context) context).kits;
  }
}
