package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Interrupts;
import io.github.aiotask.PulledRun;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Task;
import io.github.aiotask.impl.CoroutineTask.Report;
import io.github.aiotask.impl.DefaultTaskRuntime.Running;
import io.github.aiotask.impl.FifoEventLoop.StopRun;
import java.util.Objects;
import org.checkerframework.checker.index.qual.NonNegative;
import org.jspecify.annotations.Nullable;

/**
 * A run whose steps the caller makes: {@link FifoEventLoop#runForever} turned inside out. Between two calls the first entry of the
 * ready queue is the step that is handed out. Confined to the loop's thread.
 */
final class PulledLoopRun implements PulledRun {
  private static final Callback<PulledLoopRun> BEGIN = PulledLoopRun::beginInside;
  private static final Callback<PulledLoopRun> REPORT = PulledLoopRun::reportInside;

  private final FifoEventLoop loop;
  private final Running running;
  private final @Nullable EventLoop outer;
  private final boolean once;
  private final @Nullable Future<?> until;

  private @NonNegative int left; // how many entries this iteration has still to run (§8.1)
  private boolean iterates;
  private boolean timed; // this iteration (§9.8)
  private boolean ended;
  private boolean goesOn = true;

  private @Nullable CoroutineTask<?> task; // it is being begun, or handed out
  private @Nullable Object entry; // of the ready queue, that is it
  private @Nullable QueuedStep step; // if that is a handle
  private @Nullable Object argument; // if it is the task itself
  private @Nullable Object context;
  private boolean begun; // the step has, and was not reported
  private @Nullable Throwable error; // what to raise
  private long start;
  private Report what = Report.YIELDED;
  private @Nullable Object value;

  PulledLoopRun(FifoEventLoop loop, Running running, boolean once, @Nullable Future<?> until) {
    this.loop = loop;
    this.running = running;
    this.once = once;
    this.until = until;
    this.outer = loop.enterRun(running);
  }

  // ---- what the caller asks

  @Override
  public @Nullable Task<?> next() throws InterruptedException {
    loop.requireThread();
    if (task != null) {
      throw new IllegalStateException(
          "the step of " + task + " was not reported: call yielded, returned or raised, which give the next task too");
    }
    return advance();
  }

  @Override
  public @Nullable Throwable error() {
    handedOut();
    return error;
  }

  @Override
  public @Nullable Object sent() {
    return handedOut().home.takeSent(); // to 3.5 a wakeup may come by another loop than the task's
  }

  @Override
  public @Nullable Task<?> yielded(@Nullable Object yielded) throws InterruptedException {
    return report(Report.YIELDED, yielded);
  }

  @Override
  public @Nullable Task<?> returned(@Nullable Object returned) throws InterruptedException {
    return report(Report.RETURNED, returned);
  }

  @Override
  public @Nullable Task<?> raised(Throwable raised) throws InterruptedException {
    return report(Report.RAISED, Objects.requireNonNull(raised, "raised(error): the error is null"));
  }

  @Override
  public void notResumed(Throwable reason) {
    Objects.requireNonNull(reason, "notResumed(error): the error is null");
    loop.requireThread();
    CoroutineTask<?> stranded = handedOut();
    boolean handled = false;
    try {
      try {
        stepFailed(stranded, reason);
      } finally {
        leaveEntry();
      }
      handled = true;
    } finally {
      if (!handled) {
        end(false);
      }
    }
  }

  @Override
  public boolean goesOn() {
    return goesOn;
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    loop.requireThread();
    CoroutineTask<?> stranded = task;
    try {
      if (stranded != null) {
        try {
          stranded.abandon();
        } finally {
          leaveEntry();
        }
      }
    } finally {
      end(false);
    }
  }

  // ---- the run

  private @Nullable Task<?> advance() throws InterruptedException {
    boolean told = false;
    try {
      Task<?> found = ended ? null : findStep();
      told = true;
      return found;
    } catch (StopRun stop) { // §8.9
      goesOn = false;
      told = true;
      end(true);
      return null;
    } finally {
      if (!told) {
        end(false);
      }
    }
  }

  private @Nullable Task<?> findStep() throws InterruptedException {
    while (true) {
      while (left > 0) {
        Object first = loop.firstQueued();
        if (first == null) {
          throw loop.torn();
        }
        if (timed) {
          loop.firstHasRun(); // time() is the host's
          start = loop.time();
          loop.firstRuns();
        }
        entry = first;
        if (isStep(first)) {
          if (begins()) {
            return task;
          }
        } else if (first instanceof Ready ready) {
          run(ready);
        }
      }
      if (iterates) {
        iterates = false;
        loop.phase = LoopState.BETWEEN;
        goesOn = !loop.takeStop();
        if (once || !goesOn) {
          end(true);
          return null;
        }
      }
      loop.beginIteration();
      iterates = true;
      timed = loop.debug;
      left = loop.queueSize();
    }
  }

  /** Whether it is a step of a task of this library; sets all that is to be known of it. */
  private boolean isStep(Object first) {
    if (first instanceof CoroutineTask<?> own) {
      task = own;
      context = own.context();
      return true;
    }
    if (first instanceof LoopHandle<?> handle) {
      step = handle.step();
      if (step != null && step.task() instanceof CoroutineTask<?> own) {
        task = own;
        context = handle.context();
        return true;
      }
    }
    return false;
  }

  private boolean begins() {
    CoroutineTask<?> beginning = handedOut();
    Object inside = step == null && beginning.beginsQuietly() ? null : context;
    loop.firstHasRun();
    if (step == null) {
      argument = beginning.takeEntry(); // before the guest is called: it may fail, or step the task
    }
    try {
      if (inside == null) {
        beginHere();
      } else {
        loop.runInContext(inside, BEGIN, this); // §3.19
      }
      return true;
    } catch (Throwable thrown) { // §8.7 §8.8
      try {
        stepFailed(beginning, thrown);
      } finally {
        leaveEntry();
      }
      return false;
    }
  }

  private void beginHere() {
    QueuedStep given = step;
    error = given == null ? handedOut().beginEntry(argument) : PulledSteps.begin(handedOut(), given);
    begun = true;
  }

  private void beginInside() {
    try {
      beginHere();
    } catch (Throwable thrown) { // not through the guest's frames (§3.22)
      loop.thrownInside = thrown;
    }
  }

  private void reportInside() {
    try {
      begun = false;
      handedOut().report(what, value);
    } catch (Throwable thrown) { // not through the guest's frames (§3.22)
      loop.thrownInside = thrown;
    }
  }

  private void run(Ready ready) {
    try {
      ready.run(loop);
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      leaveEntry();
    }
  }

  private @Nullable Task<?> report(Report came, @Nullable Object with) throws InterruptedException {
    CoroutineTask<?> reported = handedOut();
    boolean dealt = false;
    try {
      try {
        Object inside = context;
        if (inside == null || reported.reportsQuietly(came, with)) {
          begun = false;
          reported.report(came, with);
        } else {
          what = came;
          value = with;
          loop.runInContext(inside, REPORT, this); // §3.19
        }
      } catch (Throwable thrown) { // §8.7 §8.8
        stepFailed(reported, thrown);
      } finally {
        leaveEntry();
      }
      dealt = true;
    } finally {
      if (!dealt) {
        end(false);
      }
    }
    return advance();
  }

  /** A step that has begun and will not be reported is left, as one that the library makes would be: its task is stranded. */
  private void stepFailed(CoroutineTask<?> failing, Throwable thrown) {
    Throwable told = thrown;
    if (begun) {
      begun = false;
      try {
        failing.abandon();
      } catch (Throwable refused) { // it cannot be left (§3.16, §3.17)
        Interrupts.keep(thrown); // §8.28
        told = refused;
      }
    } else {
      failing.track(); // it may be stranded, but is a task that there is
    }
    failed(told);
  }

  private void failed(Throwable thrown) {
    Object source = entry;
    loop.failed(source == null ? this : source, thrown);
  }

  /** The entry has run. */
  private void leaveEntry() {
    Object first = entry;
    try {
      if (timed && first != null) {
        loop.tellIfSlow(first, start);
      }
    } finally {
      task = null;
      entry = null;
      step = null;
      argument = null;
      context = null;
      begun = false;
      error = null;
      value = null;
      if (left > 0) {
        left--;
      }
      loop.leaveFirst(false);
    }
  }

  private void end(boolean stopped) {
    if (ended) {
      return;
    }
    ended = true;
    loop.phase = LoopState.BETWEEN;
    loop.leaveRun(running, outer);
    Future<?> future = until;
    if (future != null) {
      loop.runUntilEnds(future, stopped);
      if (stopped) {
        loop.requireDone(future);
      }
    }
  }

  private CoroutineTask<?> handedOut() {
    CoroutineTask<?> present = task;
    if (present == null) {
      throw new IllegalStateException("no step is handed out: next() gives a task, and each is reported once");
    }
    return present;
  }
}
