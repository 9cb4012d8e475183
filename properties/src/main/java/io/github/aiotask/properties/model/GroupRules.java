package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.model.Functions.Group;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Chapter 10: groups of tasks. */
final class GroupRules {

  private GroupRules() {}

  private static Group group(State s, int id) {
    return s.functions().groups().get(id);
  }

  private static State put(State s, Group group) {
    return s.with(s.functions().with(group));
  }

  /** §10.46: the value is its id. */
  static Outcome enter(State s, String name) {
    int parent = s.mainLoop().current();
    State by = s.by("10.46");
    if (parent == TaskState.NONE) {
      return Outcome.raised(by, "IllegalStateException");
    }
    int id = by.functions().groups().size();
    Group entered =
        new Group(
            id, name, parent, TreePVector.empty(), TreePVector.empty(), null, false, false, false, null, null,
            TaskState.NONE);
    return Outcome.done(put(by, entered), id);
  }

  /** §10.46: refused after its end, and once it aborts; the value is the task. */
  static Outcome createTask(State s, int id, String name, Frame coroutine, @Nullable String title, boolean eager) {
    Group group = group(s, id);
    if (group.aborting() || (group.ended() && group.tasks().isEmpty())) {
      return Outcome.raised(s.by("10.46"), "IllegalStateException");
    }
    Outcome created = CreationRules.createTask(s.by("10.46"), name, coroutine, title, eager);
    return created.then(there -> add(there, id, (Ref) Words.present(created.value())));
  }

  /** §10.55, §10.79: a callback for each, but in 3.12 and 3.13 for what an eager start has finished. */
  private static Outcome add(State start, int id, Ref task) {
    Group group = group(start, id);
    if (start.future(task.id()).isDone() && start.before(14)) {
      return ended(start.by("10.79"), id, task.id()).then(heard -> Outcome.done(heard, task));
    }
    State s = start.since(14) ? start.by("10.55") : start;
    State added = put(s, group.withTasks(group.tasks().plus(task.id())));
    return FutureRules.addDoneCallback(added, task.id(), new Callback.TaskOfGroup(id))
        .then(heard -> Outcome.done(heard, task));
  }

  /** A task of it has ended. */
  static Outcome ended(State start, int id, int task) {
    State s = put(start.by("10.49"), group(start, id).withTasks(group(start, id).tasks().minus(Integer.valueOf(task))));
    int waiter = group(s, id).waiter();
    boolean last = waiter != TaskState.NONE && group(s, id).tasks().isEmpty();
    Outcome released = last && !s.future(waiter).isDone() ? FutureRules.setResult(s, waiter, true) : Outcome.done(s);
    if (released.isRaised() || released.state().future(task).status() == Status.CANCELLED) {
      return released.then(by -> Outcome.done(by.by("10.47")));
    }
    Outcome read = FutureRules.exception(released.state(), task);
    return read.value() == null ? read.then(Outcome::done) : failed(read.state(), id, task, read.error());
  }

  private static Outcome failed(State start, int id, int task, Err error) {
    Group with = group(start, id).withError(error);
    boolean exit = error.is(ExceptionKind.EXIT);
    State s = put(exit ? start.by("10.50") : start.by("10.53"), exit ? with.withExit(error) : with);
    if (s.future(with.parent()).isDone()) {
      return LoopRules.reportFuture(s.by("10.56"), task, "ORPHAN_RAISED", error);
    }
    if (with.aborting() || with.hasCancelled()) {
      return Outcome.done(s);
    }
    return abortWithParent(s.by("10.47"), id);
  }

  /** §10.83, §10.85. */
  static Outcome cancel(State s, int id) {
    Group group = group(s, id);
    boolean late = group.aborting() || (group.ended() && group.tasks().isEmpty());
    return late ? Outcome.done(s.by("10.85")) : abortWithParent(s.by("10.83"), id);
  }

  /** Its own cancel of the task that it is in, after those of its tasks. */
  private static Outcome abortWithParent(State s, int id) {
    return abort(s, id)
        .then(aborted -> {
          Group cancelling = group(aborted, id).afterCancel();
          return CancelRules.cancel(put(aborted.by(s.rule()), cancelling), cancelling.parent(), null);
        })
        .then(Outcome::done);
  }

  /** §10.47, §10.48, §10.49, §10.83: cancels its tasks, in the order of their creation. */
  private static Outcome abort(State s, int id) {
    Outcome each = Outcome.done(put(s, group(s, id).inAbort()));
    for (int task : group(s, id).tasks()) {
      each =
          each.then(next ->
              next.future(task).isDone() ? Outcome.done(next) : CancelRules.cancel(next.by(s.rule()), task, null));
    }
    return each.then(Outcome::done);
  }

  // ---- its end

  /** §10.48, §10.50: {@code error} is what leaves the body, or null; waits for the tasks. */
  static Outcome exit(State s, int id, @Nullable Err error) {
    Group ending = group(s, id).ending(error);
    Group begun = error != null && error.is(ExceptionKind.EXIT) ? ending.withExit(error) : ending;
    Group asked = error != null && error.is(ExceptionKind.CANCELLED) ? begun.withCancellation(error) : begun;
    State by = put(s.by(error == null ? "10.49" : "10.48"), asked);
    Outcome own = s.before(13) && asked.hasCancelled() ? takeBack(by.by("10.78"), asked) : Outcome.done(by);
    Outcome left = error == null || asked.aborting() ? own : own.then(taken -> abort(taken.by("10.48"), id));
    return left.then(aborted -> waitForTasks(aborted.by("10.49"), id));
  }

  private static Outcome waitForTasks(State s, int id) {
    if (group(s, id).tasks().isEmpty()) {
      return finish(s, id);
    }
    Outcome made = Awaitables.newFuture(s);
    return Routines.suspend(put(made.state(), group(made.state(), id).withWaiter(Awaitables.id(made))), Awaitables.id(made));
  }

  /** §10.49: a cancellation meanwhile aborts it, and it waits on. */
  static Outcome resume(State s, int id, @Nullable Err raised) {
    Outcome waited = Routines.answer(s, group(s, id).waiter(), raised);
    State by = waited.state().by("10.49");
    if (waited.isRaised() && !waited.error().is(ExceptionKind.CANCELLED)) {
      State lost = by.also(Model.DIFFERENCE); // CPython's group is of no use then
      return waited.at(put(lost, group(lost, id).withWaiter(TaskState.NONE)));
    }
    Outcome aborted =
        waited.isRaised() && !group(by, id).aborting()
            ? abort(put(by, group(by, id).withCancellation(waited.error())), id)
            : Outcome.done(by);
    return aborted.then(next -> waitForTasks(put(next.by("10.49"), group(next, id).withWaiter(TaskState.NONE)), id));
  }

  /** All tasks are done. */
  private static Outcome finish(State s, int id) {
    Group group = group(s, id);
    if (group.exit() != null) {
      return Outcome.raised(s.by("10.50"), group.exit());
    }
    Outcome own = s.since(13) && group.hasCancelled() ? takeBack(s.by("10.51"), group) : Outcome.done(s);
    return own.then(taken -> outcome(taken, group(taken, id)));
  }

  /** §10.51, §10.78: its own request. */
  private static Outcome takeBack(State s, Group group) {
    Outcome less = CancelRules.uncancel(s, group.parent());
    boolean nobodyElse = Integer.valueOf(0).equals(less.value());
    return less.then(taken -> Outcome.done(nobodyElse ? put(taken.by(s.rule()), group.withCancellation(null)) : taken));
  }

  /** §10.52, §10.53. */
  private static Outcome outcome(State s, Group group) {
    if (group.cancellation() != null && group.errors().isEmpty()) {
      return Outcome.raised(s.by("10.52"), group.cancellation());
    }
    Err body = group.body();
    Group all = body == null || body.is(ExceptionKind.CANCELLED) ? group : group.withError(body);
    if (all.errors().isEmpty()) {
      return Outcome.done(s);
    }
    return askAgain(put(s, all), all.parent()).then(asked -> Outcome.raised(asked.by("10.53"), Err.group(all.errors())));
  }

  /** §10.54: what somebody else has asked for is delivered at the next await. */
  private static Outcome askAgain(State s, int parent) {
    if (s.before(13) || s.future(parent).ofTask().cancelling() == 0) {
      return Outcome.done(s);
    }
    return CancelRules.uncancel(s.by("10.54"), parent).then(less -> CancelRules.cancel(less.by("10.54"), parent, null));
  }
}
