package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.FutureState.Type;
import io.github.aiotask.properties.model.Handle.Action;
import org.jspecify.annotations.Nullable;

/** Chapter 2. */
final class CreationRules {

  private CreationRules() {}

  /** §2.1: what is no coroutine is refused before anything else. */
  static Outcome refuse(State s) {
    return Outcome.raised(s.by("2.1"), "NOT_A_COROUTINE");
  }

  /** §2.2: the future, the task's own state, the first step, and then the registry; the value is the task. */
  static Outcome createTask(State s, String name, Frame coroutine, @Nullable String title, boolean eager) {
    State captured = s.with(coroutine).by("2.5").captureContext();
    State titled = title == null && s.since(8) ? captured.by("2.4").nextUntitled() : captured;
    TaskState own =
        new TaskState(
            coroutine.id(), TaskState.NONE, false, 0, captured.captured(), title == null ? "Task-" + titled.untitled() : title);
    int id = titled.futures().size();
    State made = titled.by("2.2").with(FutureState.pending(id, name, Type.TASK, State.MAIN, own));
    Outcome started =
        eager && mayStartEagerly(made)
            ? startEagerly(made.by("2.7"), id)
            : scheduleFirstStep(eager ? made.by("2.6") : made, id);
    return started.isRaised() ? started : Outcome.done(started.state(), Ref.future(id));
  }

  /** §2.6: only inside of a running loop. */
  private static boolean mayStartEagerly(State s) {
    return s.since(12) && s.mainLoop().running();
  }

  /** §2.2, §2.3: the first step takes its turn; a task that could not be scheduled is not registered. */
  private static Outcome scheduleFirstStep(State s, int task) {
    return LoopRules.callSoon(s.by("2.3"), State.MAIN, new Action.Step(task, null), s.future(task).ofTask().context())
        .then(scheduled -> Outcome.done(RegistryRules.register(scheduled.by("2.2"), task)));
  }

  /** §2.7: the first step takes the place of the running task, which is put back whatever happens. */
  private static Outcome startEagerly(State s, int task) {
    int former = s.mainLoop().current();
    int outside = s.context();
    State entered = s.with(s.mainLoop().withCurrent(task)).in(s.future(task).ofTask().context());
    return StepRules.resume(RegistryRules.register(entered.by("7.7"), task), task, null, null)
        .anyway(stepped -> leaveEagerly(stepped.in(outside), task, former))
        .butRaised(left -> left.by("2.9"));
  }

  /** §2.8: who is done already is in no registry. §2.9: an EXIT leaves the creation, as it leaves a step (§3.13). */
  private static Outcome leaveEagerly(State s, int task, int former) {
    State left = s.mainLoop().current() == task ? s : s.also(Model.DIFFERENCE); // CPython asserts
    State back = left.by("2.7").with(s.mainLoop().withCurrent(former)).also("2.8");
    if (!back.future(task).isDone()) {
      return Outcome.done(back);
    }
    State ended = back.future(task).error() == null ? back : back.also("2.9");
    return Outcome.done(RegistryRules.unregister(ended, task));
  }
}
