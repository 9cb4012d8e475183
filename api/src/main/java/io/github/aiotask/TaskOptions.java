package io.github.aiotask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to create a task.
 *
 * @param name its name; null: {@code Task-N} (§2.4)
 * @param context its context; null: captured at creation (§2.5)
 * @param eagerStart whether to run the first step at once if the loop is running (§2.6); from Python 3.12 on
 * @param owner the guest's object that stands for the task, for {@link Future#owner()} and {@link Guest#taskCreated}; the task
 *     holds it strongly. Null: none, at no cost
 */
public record TaskOptions(
    @Nullable String name, @Nullable Object context, boolean eagerStart, @Nullable Object owner) {

  /** No name, the captured context, no eager start, no owner. */
  public static final TaskOptions DEFAULT = new TaskOptions(null, null, false);

  /**
   * Without an owner.
   *
   * @param name its name; null: {@code Task-N} (§2.4)
   * @param context its context; null: captured at creation (§2.5)
   * @param eagerStart whether to run the first step at once if the loop is running (§2.6)
   */
  public TaskOptions(@Nullable String name, @Nullable Object context, boolean eagerStart) {
    this(name, context, eagerStart, null);
  }

  /**
   * The default, with a name.
   *
   * @param name the task's name
   * @return the options
   */
  public static TaskOptions named(String name) {
    return new TaskOptions(Objects.requireNonNull(name, "named(name): the name is null"), null, false);
  }

  /**
   * These options, with an eager start.
   *
   * @return the options
   */
  public TaskOptions eager() {
    return new TaskOptions(name, context, true, owner);
  }

  /**
   * These options, with an owner.
   *
   * @param other the guest's object that stands for the task
   * @return the options
   */
  public TaskOptions withOwner(Object other) {
    return new TaskOptions(
        name, context, eagerStart, Objects.requireNonNull(other, "withOwner(other): the owner is null"));
  }
}
