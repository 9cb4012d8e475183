package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Callback.Registered;
import org.jspecify.annotations.Nullable;

/**
 * A future, or a task (then {@link #task} is there).
 *
 * @param cancelledError what ended the task, until its first reader (§1.14)
 * @param unretrieved the never-retrieved mark
 * @param by what rules have changed of it
 */
record FutureState(
    int id,
    String name,
    Type type,
    int loop,
    Status status,
    @Nullable Object result,
    @Nullable Err error,
    @Nullable Object message,
    @Nullable Err cancelledError,
    boolean blocking,
    boolean unretrieved,
    Row<Registered> callbacks,
    @Nullable TaskState task,
    @Nullable Changed by) {

  /** The name of what the program has not created. */
  static final String UNNAMED = "?";

  enum Type {
    PLAIN,
    /** Raises when a callback is added. */
    RAISING,
    /** Of a class that the library does not know. */
    FOREIGN,
    GATHER,
    TASK
  }

  enum Status {
    PENDING,
    CANCELLED,
    FINISHED
  }

  /** §1.1: it starts pending. */
  static FutureState pending(int id, String name, Type type, int loop, @Nullable TaskState task) {
    return new FutureState(
        id, name, type, loop, Status.PENDING, null, null, null, null, false, false, Row.empty(), task, null);
  }

  boolean isDone() {
    return status != Status.PENDING;
  }

  boolean isForeign() {
    return type == Type.FOREIGN;
  }

  /** The part that only tasks have. */
  TaskState ofTask() {
    if (task == null) {
      throw new IllegalStateException(name + " is no task");
    }
    return task;
  }

  FutureState finished(@Nullable Object newResult, @Nullable Err newError) {
    return new FutureState(
        id, name, type, loop, Status.FINISHED, newResult, newError, message, cancelledError, blocking, unretrieved, callbacks,
        task, by);
  }

  FutureState cancelled(@Nullable Object newMessage) {
    return new FutureState(
        id, name, type, loop, Status.CANCELLED, result, error, newMessage, cancelledError, blocking, unretrieved, callbacks,
        task, by);
  }

  FutureState withMessage(@Nullable Object newMessage) {
    return new FutureState(
        id, name, type, loop, status, result, error, newMessage, cancelledError, blocking, unretrieved, callbacks, task, by);
  }

  FutureState withCancelledError(@Nullable Err newError) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, newError, blocking, unretrieved, callbacks, task, by);
  }

  FutureState withBlocking(boolean flag) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, cancelledError, flag, unretrieved, callbacks, task, by);
  }

  FutureState withUnretrieved(boolean mark) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, cancelledError, blocking, mark, callbacks, task, by);
  }

  FutureState withCallbacks(Row<Registered> list) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, cancelledError, blocking, unretrieved, list, task, by);
  }

  FutureState withTask(TaskState newTask) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, cancelledError, blocking, unretrieved, callbacks, newTask, by);
  }

  /** What differs from before was changed by a rule. */
  FutureState changedBy(String rule, FutureState before) {
    Changed changed = by;
    if (status != before.status) {
      changed = new Changed("state", rule, changed);
    }
    if (blocking != before.blocking) {
      changed = new Changed("blocking", rule, changed);
    }
    if (callbacks != before.callbacks) {
      changed = new Changed("callbacks", rule, changed);
    }
    if (message != before.message) {
      changed = new Changed("message", rule, changed);
    }
    if (unretrieved != before.unretrieved) {
      changed = new Changed("unretrieved", rule, changed);
    }
    if (task != null && before.task != null && task != before.task) {
      changed = task.changedBy(rule, before.task, changed);
    }
    return changed == by
        ? this
        : new FutureState(
            id, name, type, loop, status, result, error, message, cancelledError, blocking, unretrieved, callbacks, task,
            changed);
  }
}
