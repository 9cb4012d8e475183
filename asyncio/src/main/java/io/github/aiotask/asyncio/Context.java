package io.github.aiotask.asyncio;

import io.github.aiotask.direct.Direct.Action;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link ContextVar}s, as Python's contextvars.Context: each task has one of its own (§2.5), and so has each callback
 * (§1.8). Where two tasks are to share one, it is given to them by {@link io.github.aiotask.TaskOptions}.
 *
 * <pre>{@code
 * Context request = Context.copyContext();
 * request.run(() -> { REQUEST.set("a"); });       // nothing changes here
 * asyncio.createTask(coroutine(this::serve), new TaskOptions("server", request, false));
 * }</pre>
 *
 * <p>May be handed from thread to thread, but only one enters it at a time.
 */
public final class Context {
  private static final VarHandle ENTERED;

  static {
    try {
      ENTERED = MethodHandles.lookup().findVarHandle(Context.class, "entered", boolean.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  /** Never changed, but replaced: copies share it. */
  private Map<ContextVar<?>, @Nullable Object> values;

  /** What others keep per thread; null: it is that of who enters this for the first time. */
  private @Nullable ThreadStates states;

  private boolean entered; // by the handle

  /** Without any value. */
  public Context() {
    this(Map.of(), null);
  }

  private Context(Map<ContextVar<?>, @Nullable Object> values, @Nullable ThreadStates states) {
    this.values = values;
    this.states = states;
    ContextGuest.install();
  }

  /**
   * A copy of the context that this code runs in, with what every {@link ThreadState} has in this thread.
   *
   * @return a new one
   */
  public static Context copyContext() {
    Context here = Here.find();
    return new Context(here == null ? Map.of() : here.values, ThreadStates.areCarried() ? ThreadStates.capture() : null);
  }

  /**
   * A copy. In constant time.
   *
   * @return a new one, in which nobody runs
   */
  public Context copy() {
    return new Context(values, states);
  }

  /**
   * Calls something in this context: what it sets, is set here and nowhere else. In a coroutine in direct style it may await; who runs
   * meanwhile does not see this context, and nobody else can enter it.
   *
   * @param <T> what it returns
   * @param body what to call
   * @return what it returned
   * @throws Exception what it throws
   * @throws IllegalStateException if somebody runs in it already
   */
  public <T extends @Nullable Object> T run(Callable<T> body) throws Exception {
    Objects.requireNonNull(body, "run(body): it is null");
    Runnable leave = enter();
    try {
      return Here.ofThread().<T>callIn(this, body);
    } finally {
      leave(leave);
    }
  }

  /**
   * The same without a result.
   *
   * @param body what to call
   * @throws Exception what it throws
   * @throws IllegalStateException if somebody runs in it already
   */
  public void run(Action body) throws Exception {
    Objects.requireNonNull(body, "run(body): it is null");
    this.<@Nullable Void>run(
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * Whether a variable has a value in this context, its default being none.
   *
   * @param variable which
   * @return whether it was set
   */
  public boolean contains(ContextVar<?> variable) {
    return values.containsKey(Objects.requireNonNull(variable, "contains(variable): it is null"));
  }

  /**
   * The value of a variable in this context.
   *
   * @param <T> its values
   * @param variable which
   * @return the value
   * @throws NoSuchElementException if it has none here
   */
  public <T extends @Nullable Object> T get(ContextVar<T> variable) {
    if (!contains(variable)) {
      throw new NoSuchElementException(
          variable + " has no value in this context: ask contains(variable) first, or get(variable, otherwise)");
    }
    return valueOf(variable);
  }

  /**
   * The value of a variable in this context, or else what is given.
   *
   * @param <T> its values
   * @param variable which
   * @param otherwise what to answer if it has none here
   * @return the value
   */
  public <T extends @Nullable Object> T get(ContextVar<T> variable, T otherwise) {
    return contains(variable) ? valueOf(variable) : otherwise;
  }

  @SuppressWarnings({"unchecked", "nullness:return"}) // put(variable, value) has put a T there
  private <T extends @Nullable Object> T valueOf(ContextVar<T> variable) {
    return (T) values.get(variable);
  }

  /**
   * The variables that have values in this context.
   *
   * @return them as they are now, in any order; what is set later does not change it
   */
  public Set<ContextVar<?>> variables() {
    return Collections.unmodifiableSet(values.keySet());
  }

  @Override
  public String toString() {
    return "<Context of " + values.keySet() + ">";
  }

  // ---- for this package

  <T extends @Nullable Object> void put(ContextVar<T> variable, T value) {
    Map<ContextVar<?>, @Nullable Object> changed = copyOfValues();
    changed.put(variable, value);
    values = changed;
  }

  void remove(ContextVar<?> variable) {
    Map<ContextVar<?>, @Nullable Object> changed = copyOfValues();
    changed.remove(variable);
    values = changed;
  }

  private Map<ContextVar<?>, @Nullable Object> copyOfValues() {
    return new IdentityHashMap<>(values);
  }

  /** Nobody else can enter it until {@link #leave}, which gets what this answers. */
  @Nullable Runnable enter() {
    if (!ENTERED.compareAndSet(this, false, true)) {
      throw new IllegalStateException("cannot enter " + this + ": it is entered already, and one at a time runs in it; enter a copy()");
    }
    if (!ThreadStates.areCarried()) {
      return null;
    }
    boolean done = false;
    try {
      ThreadStates present = states;
      Runnable leave = (present == null ? ThreadStates.capture() : present).enter();
      done = true;
      return leave;
    } finally {
      if (!done) {
        ENTERED.setRelease(this, false);
      }
    }
  }

  /** Keeps what the body has made of the thread's state, and puts back what there was. */
  void leave(@Nullable Runnable leave) {
    try {
      if (leave != null) {
        try {
          states = ThreadStates.capture();
        } finally {
          leave.run();
        }
      }
    } finally {
      ENTERED.setRelease(this, false);
    }
  }
}
