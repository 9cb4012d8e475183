package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.TaskRuntime.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By what the queued entry of a task steps it, if somebody steps it by hand meanwhile, and where. */
class QueuedEntryTest {
  private final List<Object> seen = new ArrayList<>();

  /** Its contexts are those that were put here; it does something before it enters one, once. */
  private final class ContextGuest extends KindGuest {
    private Object current;
    private Runnable before = () -> {};

    @Override
    public Object captureContext() {
      return current;
    }

    @Override
    public <A> void runInContext(Object context, Callback<? super A> body, A argument) throws Exception {
      Runnable now = before;
      before = () -> {};
      now.run();
      seen.add(context);
      body.call(argument);
    }

    @Override
    public FutureLike<?> asFuture(Object yielded) {
      if (yielded.equals("bad")) {
        throw new IllegalStateException("the guest fails");
      }
      return super.asFuture(yielded);
    }
  }

  /** A coroutine that looks at nothing but what is raised, and may be stepped inside of its own step. */
  private abstract static class Reentrant implements Coroutine<Object> {
    CoroutineTask<Object> task;
    int resumed;

    /** Its task. */
    CoroutineTask<Object> startIn(Rig rig) {
      task = (CoroutineTask<Object>) rig.loop.createTask(this);
      return task;
    }

    /** A step inside of this one, in 3.4, which then goes on as the running task. */
    void stepInside() {
      task.step(null, null);
      task.home.setCurrent(task);
    }

    abstract Object go(Throwable raised);

    static Object awaited(LoopFuture<Object> future) {
      future.setBlocking(true);
      return future;
    }

    @Override
    public Object send(Object value) {
      return go(null);
    }

    @Override
    public Object raise(Throwable raised) {
      return go(raised);
    }

    @Override
    public Object returned() {
      return null;
    }

    @Override
    public void close() {}
  }

  private final ContextGuest guest = new ContextGuest();
  private final Rig rig = new Rig(Options.DEFAULT.withGuest(guest));

  // §5.2
  @Test
  void aWakeupWhoseContextCouldNotBeEnteredIsNotThatOfALaterStep() {
    guest.current = "context";
    LoopFuture<Object> first = rig.future();
    LoopFuture<Object> other = rig.future();
    List<Object> raised = new ArrayList<>();
    CoroutineTask<Object> task =
        rig.task(
            Script.catching(
                (self, sent) -> self.waitFor(first),
                (self, sent) -> self.waitFor(other),
                (self, sent) -> {
                  raised.add("" + self.error);
                  return self.end(null);
                }));
    rig.spin(1);
    first.setException(new IllegalStateException("of the first"));
    guest.before = QueuedEntryTest::fail;
    rig.spin(1); // stranded
    task.step(null, null);
    other.setResult("of the other");
    rig.spin(1);
    assertEquals(List.of("null"), raised);
  }

  private static void fail() {
    throw new IllegalStateException("cannot enter");
  }

  // §5.2
  @Test
  void aWakeupWhoseContextCouldNotBeEnteredIsNotThatOfAStepBeforeIt() {
    assertEquals(List.of("null", "null"), raisedIfSteppedBeforeItsContextIsEntered(QueuedEntryTest::fail));
  }

  // §5.2
  @Test
  void aWakeupIsNotThatOfAStepThatWasQueuedBeforeItsContextWasEntered() {
    assertEquals(List.of("null", "of the first", "null", "null"), raisedIfSteppedBeforeItsContextIsEntered(() -> {}));
  }

  private List<Object> raisedIfSteppedBeforeItsContextIsEntered(Runnable then) {
    guest.current = "context";
    LoopFuture<Object> first = rig.future();
    List<Object> raised = new ArrayList<>();
    CoroutineTask<Object> task =
        new Reentrant() {
          @Override
          Object go(Throwable error) {
            if (resumed++ == 0) {
              return awaited(first);
            }
            raised.add(error == null ? "null" : error.getMessage());
            return null;
          }
        }.startIn(rig);
    rig.spin(1);
    first.setException(new IllegalStateException("of the first"));
    guest.before =
        () -> {
          task.step(null, null);
          then.run();
        };
    rig.spin(2);
    return raised;
  }

  // §5.5
  @Test
  void aWakeupOfAStepInsideOfAnotherWakesByWhatThatOneWaitedFor() {
    Rig old = new Rig(Rig.OLD);
    LoopFuture<Object> start = old.future();
    LoopFuture<Object> done = old.future();
    LoopFuture<Object> pending = old.future();
    IllegalStateException error = new IllegalStateException("of what is done");
    done.setException(error);
    new Reentrant() {
      @Override
      Object go(Throwable raised) {
        return switch (resumed++) {
          case 0 -> awaited(start);
          case 1 -> {
            stepInside();
            yield awaited(pending);
          }
          case 2 -> awaited(done);
          default -> {
            seen.add(raised);
            yield RETURNED;
          }
        };
      }
    }.startIn(old);
    old.spin(1);
    start.setException(new IllegalStateException("so that the step is no bare one"));
    old.spin(2);
    assertEquals(List.of(error), seen);
  }

  // §3.4
  @Test
  void aBareStepForgetsWhatAStepInsideOfTheOneBeforeWaitsFor() {
    Rig old = new Rig(Rig.OLD);
    LoopFuture<Object> pending = old.future();
    CoroutineTask<Object> task =
        new Reentrant() {
          @Override
          Object go(Throwable raised) {
            return switch (resumed++) {
              case 0 -> {
                stepInside();
                seen.add(task.snapshot().waiter());
                yield null;
              }
              case 1 -> awaited(pending);
              default -> {
                seen.add(task.snapshot().waiter());
                yield RETURNED;
              }
            };
          }
        }.startIn(old);
    task.cancel(); // so that the first step is no bare one
    old.spin(2);
    assertEquals(Arrays.asList(pending, null), seen);
  }

  // §3.19
  @Test
  void aStepThatRaisesRunsInTheContextOfItsTaskAlsoIfThatIsNone() {
    rig.task(
        Script.catching(
            (self, sent) -> {
              guest.current = "of who ran last";
              return "nothing to await";
            },
            Script::end));
    rig.spin(2);
    assertEquals(List.of(), seen);
  }

  // §3.19
  @Test
  void aWakeupByAnotherFutureRunsInTheContextOfItsTaskAlsoIfThatIsNone() {
    CoroutineTask<Object> task = rig.task(Script.awaiting(rig.future()));
    rig.spin(1);
    LoopFuture<Object> other = rig.future();
    other.addWaiter(task);
    guest.current = "of the completion";
    other.setResult(null);
    rig.spin(1);
    assertEquals(List.of(), seen);
  }

  // §9.4
  @Test
  void theReportOfAStepThatRaisesNamesItsTask() {
    rig.loop.setDebug(true);
    CoroutineTask<Object> task =
        rig.task(Script.catching((self, sent) -> "nothing to await", (self, sent) -> "bad"));
    rig.spin(2);
    assertSame(task, rig.reports.get(0).source());
    assertNotNull(rig.reports.get(0).createdAt());
  }
}
