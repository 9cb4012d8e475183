package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Callback.Registered;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A future, or a task (then {@link #task} is there).
 *
 * @param cancelledError what ended the task, until its first reader (§1.14)
 * @param unretrieved the never-retrieved mark
 * @param by the rule that changed each part last, by the key of its look
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
    PVector<Registered> callbacks,
    @Nullable TaskState task,
    PMap<String, String> by) {

  enum Type {
    PLAIN,
    /** Raises when a callback is added. */
    RAISING,
    /** Of a class that the library does not know. */
    FOREIGN,
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
        id, name, type, loop, Status.PENDING, null, null, null, null, false, false, TreePVector.empty(), task, HashTreePMap.empty());
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

  FutureState withCallbacks(PVector<Registered> list) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, cancelledError, blocking, unretrieved, list, task, by);
  }

  FutureState withTask(TaskState newTask) {
    return new FutureState(
        id, name, type, loop, status, result, error, message, cancelledError, blocking, unretrieved, callbacks, newTask, by);
  }

  /** What differs from before was changed by a rule. */
  FutureState changedBy(String rule, FutureState before) {
    PMap<String, String> changed = by;
    if (status != before.status) {
      changed = changed.plus("state", rule);
    }
    if (blocking != before.blocking) {
      changed = changed.plus("blocking", rule);
    }
    if (callbacks != before.callbacks) {
      changed = changed.plus("callbacks", rule);
    }
    if (message != before.message) {
      changed = changed.plus("message", rule);
    }
    if (unretrieved != before.unretrieved) {
      changed = changed.plus("unretrieved", rule);
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
