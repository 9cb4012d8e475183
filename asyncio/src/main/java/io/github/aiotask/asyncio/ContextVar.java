package io.github.aiotask.asyncio;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variable of which each task has a value of its own, as Python's contextvars has it: what a task sets is there after its awaits,
 * and in all that it creates from then on; others do not see it.
 *
 * <pre>{@code
 * static final ContextVar<String> REQUEST = new ContextVar<>("request", "none");
 *
 * Asyncio.run(asyncio -> {
 *   asyncio.taskGroup(group -> {
 *     for (String id : List.of("a", "b")) {
 *       group.createTask(coroutine(() -> {
 *         REQUEST.set(id);
 *         await(asyncio.sleep(Duration.ofMillis(10)));
 *         log("done");                             // where REQUEST.get() is "a" in one, "b" in the other
 *       }));
 *     }
 *   });
 *   log("all done");                               // and here "none"
 * });
 * }</pre>
 *
 * <p>A task starts with a copy of the values where it is created (§2.5), a callback with those where it is registered (§1.8), what
 * {@code toThread} and {@code runInExecutor} run with the caller's (§10.62). A copy costs the same however many values there are; to
 * set one costs the more, the more variables have values. So it is for what belongs to a whole request, and not for what changes all
 * the time.
 *
 * <p>It works in coroutines on every carrier, in state machines, in callbacks, and in any other thread, which has values of its own. No
 * task and no callback costs more for it before a program makes its first variable, a {@link Context} or a {@link ThreadState}. It is
 * meant to be a constant: contexts hold the variables that have values in them.
 *
 * <p>A loop whose guest keeps contexts of its own ({@link io.github.aiotask.Guest#captureContext}), or whose Python is older than 3.7,
 * gives each task and each callback variables of its own all the same, but those start without values.
 *
 * <p>Any thread.
 *
 * @param <T> its values
 */
public final class ContextVar<T extends @Nullable Object> {
  private final String name;
  private final boolean hasDefault;
  private final @Nullable T defaultValue;

  /**
   * A variable without a default.
   *
   * @param name for messages
   */
  public ContextVar(String name) {
    this(name, false, null);
  }

  /**
   * A variable with a default.
   *
   * @param name for messages
   * @param defaultValue what {@link #get()} answers where it has no value
   */
  public ContextVar(String name, T defaultValue) {
    this(name, true, defaultValue);
  }

  private ContextVar(String name, boolean hasDefault, @Nullable T defaultValue) {
    this.name = Objects.requireNonNull(name, "ContextVar(name): the name is null");
    this.hasDefault = hasDefault;
    this.defaultValue = defaultValue;
    ContextGuest.install();
  }

  /**
   * Its name.
   *
   * @return that which was given
   */
  public String name() {
    return name;
  }

  /**
   * Its value here, or else its default.
   *
   * @return the value
   * @throws NoSuchElementException if there is neither
   */
  @SuppressWarnings("nullness:return") // there is a default: it is a T
  public T get() {
    Context here = Here.find();
    if (here != null && here.contains(this)) {
      return here.get(this);
    }
    if (hasDefault) {
      return defaultValue;
    }
    throw new NoSuchElementException(
        "the variable " + name + " has no value here: set it in this task or where this is created, ask get(otherwise), or give the"
            + " variable a default");
  }

  /**
   * Its value here, or else what is given, whatever its default is.
   *
   * @param otherwise what to answer where it has no value
   * @return the value
   */
  public T get(T otherwise) {
    Context here = Here.find();
    return here == null ? otherwise : here.get(this, otherwise);
  }

  /**
   * Sets its value here: in this task, callback or block of {@link Context#run}, and in what they create from now on; outside of them
   * in this thread.
   *
   * @param value the value
   * @return what {@link #reset} takes to undo it
   */
  public Token<T> set(T value) {
    Context here = Here.current();
    boolean had = here.contains(this);
    Token<T> token = new Token<>(this, here, had, had ? here.get(this) : null);
    here.put(this, value);
    return token;
  }

  /**
   * Undoes a {@link #set}: the variable has the value that it had before that, or none.
   *
   * @param token what {@code set} has answered
   * @throws IllegalStateException if it was used before
   * @throws IllegalArgumentException if it is another variable's, or was made in another context
   */
  public void reset(Token<T> token) {
    Objects.requireNonNull(token, "reset(token): it is null");
    if (token.used) {
      throw new IllegalStateException(token + " has been used once: each set is undone once");
    }
    if (token.variable != this) {
      throw new IllegalArgumentException(
          token + " was made by another variable than " + name + ": reset the one that it is of");
    }
    Context here = Here.current();
    if (token.context != here) {
      throw new IllegalArgumentException(
          token + " was made in another context: reset a variable in the task, callback or Context.run that has set it");
    }
    token.used = true;
    if (token.hadValue) {
      here.put(this, token.given());
    } else {
      here.remove(this);
    }
  }

  @Override
  public String toString() {
    return "<ContextVar " + name + ">";
  }

  /**
   * What undoes a {@link ContextVar#set}, once. Confined to the context that it was made in.
   *
   * @param <T> the values of its variable
   */
  public static final class Token<T extends @Nullable Object> {
    private final ContextVar<T> variable;
    private final Context context;
    private final boolean hadValue;
    private final @Nullable T former;
    private boolean used;

    Token(ContextVar<T> variable, Context context, boolean hadValue, @Nullable T former) {
      this.variable = variable;
      this.context = context;
      this.hadValue = hadValue;
      this.former = former;
    }

    /**
     * Whose it is.
     *
     * @return the variable
     */
    public ContextVar<T> variable() {
      return variable;
    }

    /**
     * Whether the variable had a value before: Python's MISSING if not.
     *
     * @return whether there is an {@link #oldValue}
     */
    public boolean hadValue() {
      return hadValue;
    }

    /**
     * The value that the variable had before.
     *
     * @return the value
     * @throws NoSuchElementException if it had none
     */
    public T oldValue() {
      if (!hadValue) {
        throw new NoSuchElementException("the variable " + variable.name + " had no value before: ask hadValue() first");
      }
      return given();
    }

    @SuppressWarnings("nullness:return") // if there was a value, it is a T
    private T given() {
      return former;
    }

    @Override
    public String toString() {
      return "<Token of " + variable.name + (used ? ", used>" : ">");
    }
  }
}
