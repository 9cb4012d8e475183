package io.github.aiotask.properties.model;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What asyncio's functions keep, by their ids.
 *
 * @param taken the coroutines that one of them resumes, and nobody else
 */
record Functions(
    PVector<Gather> gathers,
    PVector<Wait> waits,
    PVector<WaitFor> waitFors,
    PVector<Timeout> timeouts,
    PVector<Group> groups,
    PSet<Integer> taken) {
  static final Functions NONE =
      new Functions(
          TreePVector.empty(), TreePVector.empty(), TreePVector.empty(), TreePVector.empty(), TreePVector.empty(),
          HashTreePSet.empty());

  /**
   * A gather.
   *
   * @param outer the future that it is; {@link TaskState#NONE} while it is made, and if that has failed
   * @param children in the order of the arguments
   * @param left how many different ones are still to be heard of
   * @param outcomes whether it gives outcomes (§10.8)
   * @param cancelled whether a cancel was passed on (§10.9)
   */
  record Gather(int id, int outer, PVector<Integer> children, int left, boolean outcomes, boolean cancelled) {
    Gather made(int future, PVector<Integer> all, int different) {
      return new Gather(id, future, all, different, outcomes, cancelled);
    }

    Gather lessOne() {
      return new Gather(id, outer, children, left - 1, outcomes, cancelled);
    }

    Gather cancelling() {
      return new Gather(id, outer, children, left, outcomes, true);
    }
  }

  /**
   * A wait.
   *
   * @param until when it goes on: first, exception or all
   * @param waiter the future that its task waits for
   * @param timer the handle of its timer, or {@link TaskState#NONE}
   * @param left how many are still to be heard of
   */
  record Wait(int id, PVector<Integer> futures, String until, int waiter, int timer, int left) {
    Wait lessOne() {
      return new Wait(id, futures, until, waiter, timer, left - 1);
    }
  }

  /**
   * A wait for one future.
   *
   * @param waiter the future that its task waits for
   * @param timer the handle of its timer, or {@link TaskState#NONE}
   * @param rule that says what its end is
   * @param isCancelling whether the future was cancelled, and its end is waited for
   * @param cancellation what is raised then in the place of its outcome (§10.77), or null
   */
  record WaitFor(
      int id, int future, int waiter, int timer, String rule, boolean isCancelling, @Nullable Err cancellation) {
    WaitFor cancelling(int other, @Nullable Err error) {
      return new WaitFor(id, future, other, timer, rule, true, error);
    }
  }

  /**
   * A timeout.
   *
   * @param task that it cancels
   * @param asked that task's count when it was entered (§10.39)
   * @param handle of its expiry, or {@link TaskState#NONE}
   */
  record Timeout(int id, String name, Phase phase, int task, int asked, int handle) {
    enum Phase {
      ENTERED,
      EXPIRING,
      EXPIRED,
      EXITED
    }

    Timeout in(Phase other, int newHandle) {
      return new Timeout(id, name, other, task, asked, newHandle);
    }

    boolean hasExpired() {
      return phase == Phase.EXPIRING || phase == Phase.EXPIRED;
    }
  }

  /**
   * A group of tasks.
   *
   * @param parent the task that it is in
   * @param tasks that are not done, or were not heard of
   * @param errors in the order in which the tasks ended
   * @param exit the first error that is an EXIT (§10.50)
   * @param ended whether its end has begun
   * @param aborting whether it was aborted
   * @param hasCancelled whether it has cancelled its own task (§10.47)
   * @param body the error that left the body
   * @param cancellation the CancelledError that would leave the group
   * @param waiter the future that its end waits for, or {@link TaskState#NONE}
   */
  record Group(
      int id,
      String name,
      int parent,
      PVector<Integer> tasks,
      PVector<Err> errors,
      @Nullable Err exit,
      boolean ended,
      boolean aborting,
      boolean hasCancelled,
      @Nullable Err body,
      @Nullable Err cancellation,
      int waiter) {

    Group withTasks(PVector<Integer> others) {
      return new Group(id, name, parent, others, errors, exit, ended, aborting, hasCancelled, body, cancellation, waiter);
    }

    Group withError(Err error) {
      return new Group(
          id, name, parent, tasks, errors.plus(error), exit, ended, aborting, hasCancelled, body, cancellation, waiter);
    }

    Group withExit(Err error) {
      Err first = exit == null ? error : exit;
      return new Group(id, name, parent, tasks, errors, first, ended, aborting, hasCancelled, body, cancellation, waiter);
    }

    Group ending(@Nullable Err error) {
      return new Group(id, name, parent, tasks, errors, exit, true, aborting, hasCancelled, error, cancellation, waiter);
    }

    Group inAbort() {
      return new Group(id, name, parent, tasks, errors, exit, ended, true, hasCancelled, body, cancellation, waiter);
    }

    Group afterCancel() {
      return new Group(id, name, parent, tasks, errors, exit, ended, aborting, true, body, cancellation, waiter);
    }

    Group withCancellation(@Nullable Err error) {
      return new Group(id, name, parent, tasks, errors, exit, ended, aborting, hasCancelled, body, error, waiter);
    }

    Group withWaiter(int future) {
      return new Group(id, name, parent, tasks, errors, exit, ended, aborting, hasCancelled, body, cancellation, future);
    }
  }

  // ---- each in its place

  private static <T> PVector<T> put(PVector<T> all, int id, T one) {
    return id == all.size() ? all.plus(one) : all.with(id, one);
  }

  Functions with(Gather one) {
    return new Functions(put(gathers, one.id(), one), waits, waitFors, timeouts, groups, taken);
  }

  Functions with(Wait one) {
    return new Functions(gathers, put(waits, one.id(), one), waitFors, timeouts, groups, taken);
  }

  Functions with(WaitFor one) {
    return new Functions(gathers, waits, put(waitFors, one.id(), one), timeouts, groups, taken);
  }

  Functions with(Timeout one) {
    return new Functions(gathers, waits, waitFors, put(timeouts, one.id(), one), groups, taken);
  }

  Functions with(Group one) {
    return new Functions(gathers, waits, waitFors, timeouts, put(groups, one.id(), one), taken);
  }

  Functions taking(int coroutine) {
    return new Functions(gathers, waits, waitFors, timeouts, groups, taken.plus(coroutine));
  }

  /** The gather that a future is. */
  Gather gatherOf(int outer) {
    return gathers.stream().filter(one -> one.outer() == outer).findFirst().orElseThrow();
  }
}
