package io.github.aiotask.properties.model;

import org.jspecify.annotations.Nullable;

/**
 * What a task has beyond a future.
 *
 * @param coroutine the id of its frame
 * @param waiter the id of the future that it waits for, or {@link #NONE}
 * @param must the flag: the next step raises a CancelledError (§3.2)
 * @param cancelling how many cancels were asked for (§6.4)
 * @param context in which it runs (§3.19)
 * @param title its name (§2.4)
 */
record TaskState(int coroutine, int waiter, boolean must, int cancelling, int context, String title) {
  static final int NONE = -1;

  TaskState withWaiter(int future) {
    return new TaskState(coroutine, future, must, cancelling, context, title);
  }

  TaskState withMust(boolean flag) {
    return new TaskState(coroutine, waiter, flag, cancelling, context, title);
  }

  TaskState withCancelling(int count) {
    return new TaskState(coroutine, waiter, must, count, context, title);
  }

  @Nullable Changed changedBy(String rule, TaskState before, @Nullable Changed by) {
    Changed changed = by;
    if (waiter != before.waiter) {
      changed = new Changed("waiter", rule, changed);
    }
    if (must != before.must) {
      changed = new Changed("must", rule, changed);
    }
    return cancelling == before.cancelling ? changed : new Changed("cancelling", rule, changed);
  }
}
