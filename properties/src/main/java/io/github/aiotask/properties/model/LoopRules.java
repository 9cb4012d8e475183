package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.model.Callback.Registered;
import io.github.aiotask.properties.model.Handle.Action;
import io.github.aiotask.properties.model.Handle.Timer;
import io.github.aiotask.properties.program.Limits;
import java.util.List;
import java.util.function.Function;

/** Chapter 8. */
final class LoopRules {
  /** The value of what a stop has cut short (§8.9). */
  private static final Object STOPPED = new Object();

  private LoopRules() {}

  // ---- scheduling

  /** §8.6, §8.14: appends to the ready queue; the value is the handle. */
  static Outcome callSoon(State s, int id, Action action, int context) {
    if (s.loop(id).closed()) {
      return Outcome.raised(s.by("8.14"), "LOOP_CLOSED");
    }
    LoopState loop = s.loop(id);
    Handle handle = new Handle(s.handles(), action, context, s.rule());
    return Outcome.done(s.also("8.6").nextHandle().with(loop.withReady(loop.ready().plus(handle))), handleRef(handle));
  }

  /** Whether a step that raises an error in the task is queued (§4.11). */
  static boolean answers(State s, FutureState task) {
    for (Handle handle : s.loop(task.loop()).ready()) {
      if (handle.action() instanceof Action.Step step && step.task() == task.id() && step.error() != null) {
        return true;
      }
    }
    return false;
  }

  /** §8.15: a coroutine as a callback is refused, from 3.6 on in debug mode only. */
  static Outcome callSoonOfCoroutine(State s, int id) {
    if (s.before(6) || (!s.loop(id).closed() && s.loop(id).debug())) {
      return Outcome.raised(s.by("8.15"), "COROUTINE_AS_CALLBACK");
    }
    State captured = s.by("8.15").captureContext();
    return callSoon(captured, id, new Action.NotCallable(), captured.captured());
  }

  /** §8.3, §8.21: a timer, whatever its deadline; the value is the handle. */
  static Outcome callAt(State s, int id, long when, Action action, int context) {
    LoopState loop = s.loop(id);
    if (loop.closed()) {
      return Outcome.raised(s.by("8.14"), "LOOP_CLOSED");
    }
    Handle handle = new Handle(s.handles(), action, context, "8.3");
    int at = 0;
    while (at < loop.timers().size() && loop.timers().get(at).when() <= when) {
      at++;
    }
    Row<Timer> timers = loop.timers().plus(at, new Timer(when, handle));
    return Outcome.done(s.by("8.21").nextHandle().with(loop.withTimers(timers)), handleRef(handle));
  }

  private static Ref handleRef(Handle handle) {
    return new Ref(Ref.Kind.HANDLE, handle.id(), handle.action() instanceof Action.Code code ? code.who() : "handle");
  }

  /** §8.4: it stays where it is, and is skipped. */
  static State cancelHandle(State s, int handle) {
    return s.by("8.4").drop(handle);
  }

  // ---- one iteration

  /** §8.24: one iteration; the value says whether the loop goes on. */
  static Outcome runOnce(State s, int id) {
    return check(s, id).then(free -> run(free.also("8.24"), id, running -> iterateUntil(running, id, 1)));
  }

  /** §8.16, §8.17, §8.14. */
  private static Outcome check(State s, int id) {
    if (s.loop(id).closed()) {
      return Outcome.raised(s.by("8.14"), "LOOP_CLOSED");
    }
    if (s.loop(id).running()) {
      return Outcome.raised(s.by("8.16"), "LOOP_RUNNING");
    }
    if (s.since(6) && isAnyRunning(s)) {
      return Outcome.raised(s.by("8.17"), "LOOP_RUNNING");
    }
    return Outcome.done(s);
  }

  private static boolean isAnyRunning(State s) {
    for (LoopState loop : s.loops()) {
      if (loop.running()) {
        return true;
      }
    }
    return false;
  }

  private static Outcome run(State s, int id, Function<State, Outcome> body) {
    return body.apply(s.with(s.loop(id).withRunning(true)))
        .anyway(after -> Outcome.done(after.with(after.loop(id).withRunning(false))));
  }

  /** Iterations until a stop, {@code most} at the most; the value says whether the loop would go on. */
  private static Outcome iterateUntil(State start, int id, int most) {
    State s = start;
    for (int left = most; left > 0; left--) {
      Outcome iteration = iterate(s, id);
      if (iteration.isRaised()) {
        return iteration.at(stopped(iteration.state(), id));
      }
      s = iteration.state();
      if (iteration.value() == STOPPED || s.loop(id).stopping()) {
        return Outcome.done(stopped(s, id), false);
      }
    }
    return Outcome.done(s, true);
  }

  private static State stopped(State s, int id) {
    return s.loop(id).stopping() ? s.with(s.loop(id).withStopping(false)) : s;
  }

  /** §8.1: purge, poll, move the timers that are due, and run what is there at that moment. */
  private static Outcome iterate(State s, int id) {
    return poll(purge(s, id), id)
        .then(polled -> runReady(moveDueTimers(polled.also("8.1"), id), id));
  }

  /** §8.5: cancelled timers leave the head of the queue. */
  private static State purge(State s, int id) {
    Row<Timer> timers = s.loop(id).timers();
    Row<Timer> kept = timers;
    while (!kept.isEmpty() && s.dropped().contains(kept.get(0).handle().id())) {
      kept = kept.withoutFirst();
    }
    return kept == timers ? s : s.by("8.5").with(s.loop(id).withTimers(kept));
  }

  /** §8.2: sleeps until the next timer, if nothing is ready. */
  private static Outcome poll(State s, int id) {
    State looked = Narrator.look(s);
    LoopState loop = looked.loop(id);
    boolean idle = loop.ready().isEmpty() && !loop.stopping();
    if (idle && loop.timers().isEmpty()) {
      return Outcome.raised(looked.by("8.2"), Err.parse("Idle()"));
    }
    if (loop.polls() == Limits.POLLS) {
      return Outcome.raised(looked, Err.parse("Endless()"));
    }
    long sleep = idle ? Math.min(Math.max(0, loop.timers().get(0).when() - loop.now()), Limits.LONGEST_POLL) : 0;
    return Outcome.done((sleep > 0 ? looked.by("8.2") : looked).with(loop.polled(sleep)));
  }

  /** §8.3: in the order of their deadlines. */
  private static State moveDueTimers(State s, int id) {
    LoopState loop = s.loop(id);
    Row<Timer> waiting = loop.timers();
    Row<Handle> ready = loop.ready();
    while (!waiting.isEmpty() && waiting.get(0).when() <= loop.now()) {
      ready = ready.plus(waiting.get(0).handle());
      waiting = waiting.withoutFirst();
    }
    return waiting == loop.timers() ? s : s.by("8.3").with(loop.withTimers(waiting).withReady(ready));
  }

  /** §8.1: as many handles as there are now. */
  private static Outcome runReady(State start, int id) {
    State s = start;
    for (int left = s.loop(id).ready().size(); left > 0 && !s.loop(id).ready().isEmpty(); left--) {
      Outcome one = runFirst(s, id);
      if (one.isRaised() || one.value() == STOPPED) {
        return one;
      }
      s = one.state();
    }
    return Outcome.done(s);
  }

  /** The handle at the head of the queue leaves it, and runs in its context. */
  static Outcome runFirst(State s, int id) {
    LoopState loop = s.loop(id);
    if (loop.ready().isEmpty()) {
      return Outcome.done(s);
    }
    Handle handle = loop.ready().get(0);
    State taken = s.with(s.effort().oneStep()).by(handle.rule()).with(loop.withReady(loop.ready().withoutFirst()));
    if (taken.dropped().contains(handle.id())) {
      return Outcome.done(taken.by("8.4"));
    }
    int outside = s.context();
    Outcome done = perform(taken.in(handle.context()), handle.action());
    if (done.isRaised()) {
      Outcome handled = handleError(done.state().in(outside), id, handle, done.error());
      return handled.at(handled.state().in(outside));
    }
    return done.at(done.state().in(outside));
  }

  private static Outcome perform(State s, Action action) {
    if (action instanceof Action.Step step) {
      return StepRules.step(s.since(7) ? s.also("3.19") : s, step.task(), null, step.error());
    }
    if (action instanceof Action.Call call) {
      return call(s, call.callback(), call.future());
    }
    if (action instanceof Action.Code code) {
      return Coroutines.runPlain(s, code.who(), List.of(code.instruction()));
    }
    if (action instanceof Action.Hop hop) {
      return hop(s, hop);
    }
    if (action instanceof Action.Wake wake) {
      return WakeupRules.wakeup(s, wake.task(), wake.future());
    }
    if (action instanceof Action.Expire expire) {
      return TimeoutRules.expire(s, expire.timeout());
    }
    if (action instanceof Action.Release release) {
      return WaitRules.release(s.by("10.20"), release.waiter());
    }
    if (action instanceof Action.NotCallable) {
      return Outcome.raised(s, Err.parse("TypeError('coroutine' object is not callable)"));
    }
    return Outcome.done(s.by("8.9"), STOPPED);
  }

  private static Outcome hop(State s, Action.Hop hop) {
    if (hop.left() <= 1) {
      return Coroutines.runPlain(s, "at", List.of(hop.instruction()));
    }
    State captured = s.captureContext();
    return callSoon(captured, State.MAIN, new Action.Hop(hop.left() - 1, hop.instruction()), captured.captured());
  }

  private static Outcome call(State s, Callback callback, int future) {
    if (callback instanceof Callback.Wakeup wakeup) {
      return WakeupRules.wakeup(s, wakeup.task(), future);
    }
    if (callback instanceof Callback.StopRun stop) {
      return stopRun(s, stop.loop(), future);
    }
    if (callback instanceof Callback.Watch watch) {
      return Outcome.done(Narrator.watched(s, watch, future));
    }
    if (!(callback instanceof Callback.Code code)) {
      return callFunction(s, callback, future);
    }
    return Coroutines.runPlain(Narrator.called(s, code.name(), future), code.name(), List.of(code.instruction()));
  }

  /** The callbacks of asyncio's functions. */
  private static Outcome callFunction(State s, Callback callback, int future) {
    if (callback instanceof Callback.ChildOfGather child) {
      return GatherRules.ended(s, child.gather(), future);
    }
    if (callback instanceof Callback.InnerOfShield inner) {
      return ShieldRules.innerEnded(s, future, inner.outer());
    }
    if (callback instanceof Callback.OuterOfShield outer) {
      return ShieldRules.outerEnded(s, outer.inner(), outer.outer());
    }
    if (callback instanceof Callback.Abandoned abandoned) {
      return ShieldRules.abandonedEnded(s, future, abandoned.shields());
    }
    if (callback instanceof Callback.Waited waited) {
      return WaitRules.ended(s, waited.id(), future);
    }
    if (callback instanceof Callback.Cancelled cancelled) {
      return WaitRules.release(s.by("10.29"), cancelled.waiter());
    }
    return GroupRules.ended(s, ((Callback.TaskOfGroup) callback).group(), future);
  }

  // ---- errors

  /** §8.7, §8.8: which errors leave the run; all others are reported. */
  private static Outcome handleError(State s, int id, Handle handle, Err error) {
    boolean leaves = leavesRun(s, error);
    State by = (error.is(ExceptionKind.CANCELLED) ? s.also("3.15") : s).by(s.before(8) ? "8.7" : "8.8");
    return leaves ? Outcome.raised(by, error) : report(by, id, "CALLBACK_RAISED", error, handle.context());
  }

  private static boolean leavesRun(State s, Err error) {
    return error.is(ExceptionKind.EXIT) || (s.before(8) && error.is(ExceptionKind.BASE_EXCEPTION));
  }

  /** §8.18, §8.19: about a future or task, to the exception handler, in the task's context if it is one. */
  static Outcome reportFuture(State s, int future, String kind, Err error) {
    TaskState task = s.future(future).task();
    int outside = s.context();
    Outcome reported = report(s, s.future(future).loop(), kind, error, task == null ? outside : task.context());
    return reported.at(reported.state().in(outside));
  }

  /** §8.18, §8.19: to the exception handler, in that context; an error of its own goes to the default one. */
  private static Outcome report(State s, int id, String kind, Err error, int context) {
    String body = s.loop(id).handler();
    State told = Narrator.report(s, kind, error, body != null);
    if (body == null) {
      return Outcome.done(told);
    }
    State inside = told.since(12) ? told.by("8.19").in(context) : told;
    Outcome handled = Coroutines.runPlain(inside, "handler", Words.present(inside.body(body)));
    if (!handled.isRaised()) {
      return handled;
    }
    return leavesRun(s, handled.error()) ? handled : Outcome.done(handled.state().by("8.18"));
  }

  // ---- runs

  /** §8.9, §8.10: up to 3.5.0 at its place in the queue, later after the iteration. */
  static Outcome stop(State s, int id) {
    if (s.before(6)) {
      return callSoon(s.by("8.9"), id, new Action.Stop(), s.context()).then(Outcome::done);
    }
    return Outcome.done(s.by("8.10").with(s.loop(id).withStopping(true)));
  }

  static Outcome runForever(State s, int id) {
    return check(s, id)
        .then(free -> run(free, id, running -> iterateUntil(running, id, Integer.MAX_VALUE)))
        .then(Outcome::done);
  }

  /** §8.11, §8.12: the run ends at a callback of the future. */
  static Outcome runUntilComplete(State s, int id, int future) {
    Callback stop = new Callback.StopRun(id);
    return checkMayComplete(s, id)
        .then(free -> checkLoop(free, id, future))
        .then(free -> FutureRules.addDoneCallback(free.by("8.11"), future, stop))
        .then(added -> runForeverAndRemove(added, id, future, stop))
        .then(after -> after.future(future).isDone()
            ? FutureRules.result(after.by("8.11"), future)
            : Outcome.raised(after.by("8.12"), "STOPPED_EARLY"));
  }

  /** §8.26: up to 3.6 the run alone refuses, when the callback is registered. */
  private static Outcome checkMayComplete(State s, int id) {
    if (s.since(7) || s.loop(id).closed()) {
      return check(s, id);
    }
    return Outcome.done(s.loop(id).running() ? s.by("8.26") : s);
  }

  /** §8.25: a future of another loop would never stop this one. */
  private static Outcome checkLoop(State s, int id, int future) {
    return s.future(future).loop() == id ? Outcome.done(s) : Outcome.raised(s.by("8.25"), "OTHER_LOOP");
  }

  /** §8.11; §8.27: up to 3.6.1 the callback stays there if an error leaves the run. */
  private static Outcome runForeverAndRemove(State s, int id, int future, Callback stop) {
    Outcome ran = runForever(s, id);
    if (ran.isRaised() && s.before(6)) {
      return ran.at(ran.state().also("8.27"));
    }
    return ran.at(FutureRules.removeDoneCallback(ran.state(), future, stop).state().also("8.11"));
  }

  /** §8.11: a stop, at this place up to 3.5.0; none for what has left the run by itself. */
  private static Outcome stopRun(State s, int id, int future) {
    State by = s.by("8.11");
    FutureState done = by.future(future);
    boolean asks = by.since(7) && done.status() == FutureState.Status.FINISHED;
    State read = asks ? FutureRules.exception(by, future).state().by("8.11") : by;
    if (done.error() != null && leavesRun(read, done.error())) {
      return Outcome.done(read);
    }
    return read.before(6) ? Outcome.done(read, STOPPED) : Outcome.done(read.with(read.loop(id).withStopping(true)));
  }

  /** §8.14: empties the queues. */
  static Outcome close(State s, int id) {
    if (s.loop(id).running()) {
      return Outcome.raised(s.by("8.14"), "LOOP_RUNNING");
    }
    return Outcome.done(s.loop(id).closed() ? s : s.by("8.14").with(s.loop(id).closing()));
  }

  static boolean hasWork(State s, int id) {
    boolean work = s.loop(id).readyCount() > 0;
    for (Timer timer : s.loop(id).timers()) {
      work |= !s.dropped().contains(timer.handle().id());
    }
    return work;
  }

  /** §5.1: wakes those who wait for a foreign future, which is done now. */
  static Outcome wakeWaiters(State s, int foreign) {
    FutureState done = s.future(foreign).finished(null, null);
    Outcome all = Outcome.done(s.with(done.withCallbacks(Row.empty())));
    for (Registered one : done.callbacks()) {
      all = all.then(next -> wake(next, done, one));
    }
    return all.then(Outcome::done);
  }

  static Outcome wake(State s, FutureState foreign, Registered one) {
    int task = ((Callback.Wakeup) one.callback()).task();
    return callSoon(s.by("5.1"), foreign.loop(), new Action.Wake(task, foreign.id()), one.context());
  }
}
