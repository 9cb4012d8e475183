package io.github.aiotask.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is thrown in a context goes around the guest's frames (§3.22), which would translate it at their boundary. */
class ThrowingInContextTest {
  private final List<Object> seen = new ArrayList<>();

  /** Thrown once a body has run; null for nothing. */
  private Raised cannotLeave;

  /** Does something once a body has run. */
  private Runnable leaving = () -> {};

  /** It puts another error in the place of whatever comes through. */
  private final Guest guest =
      new Guest() {
        @Override
        public ExceptionKind kindOf(Throwable error) {
          return error == exit ? ExceptionKind.EXIT : Guest.super.kindOf(error);
        }

        @Override
        public Object captureContext() {
          return "context";
        }

        @Override
        public <A> void runInContext(Object context, Callback<? super A> body, A argument) {
          try {
            body.call(argument);
            leaving.run();
          } catch (Throwable through) {
            seen.add(through);
            throw new AssertionError("translated", through);
          }
          Raised thrown = cannotLeave;
          cannotLeave = null;
          if (thrown != null) {
            throw thrown;
          }
        }
      };

  private final Raised exit = ToyClass.KEYBOARD_INTERRUPT.raised(null);
  private final Raised ordinary = ToyClass.VALUE_ERROR.raised(null);
  private final TaskRuntime runtime = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withGuest(guest));
  private final RunnableLoop loop = runtime.newVirtualLoop();
  private final List<Throwable> reported = new ArrayList<>();

  ThrowingInContextTest() {
    loop.setExceptionHandler(report -> reported.add(report.exception()));
  }

  private static ToyGenerator raising(Throwable error) {
    return new ToyGenerator(
        g -> {
          throw error;
        });
  }

  private void assertLeavesTheRun() {
    assertSame(exit, assertThrows(Raised.class, loop::runOnce));
    assertEquals(List.of(), seen);
  }

  @Test
  void anExitOutOfAStep() {
    Task<Object> task = loop.createTask(raising(exit));
    assertLeavesTheRun();
    assertSame(exit, task.exception());
  }

  @Test
  void anExitOutOfAWakeup() throws Exception {
    Future<Object> future = loop.createFuture();
    loop.createTask(
        new ToyGenerator(
            g -> g.await(future),
            ToyGenerator.except(
                g -> {
                  throw exit;
                })));
    loop.runOnce();
    future.setException(ordinary);
    assertLeavesTheRun();
  }

  @Test
  void anExitOutOfAnEagerStart() throws Exception {
    List<Throwable> left = new ArrayList<>();
    loop.callSoon(
        () ->
            left.add(
                assertThrows(
                    Raised.class, () -> loop.createTask(raising(exit), TaskOptions.DEFAULT.eager()))));
    loop.runOnce();
    assertEquals(List.of(exit), left);
    assertEquals(List.of(), seen);
  }

  @Test
  void anErrorOfACallback() throws Exception {
    loop.callSoon(
        () -> {
          throw ordinary;
        });
    loop.runOnce();
    assertEquals(List.of(ordinary), reported);
    assertEquals(List.of(), seen);
  }

  @Test
  void anErrorOfTheExceptionHandler() {
    loop.setExceptionHandler(
        report -> {
          throw exit;
        });
    loop.callSoon(
        () -> {
          throw ordinary;
        });
    assertLeavesTheRun();
  }

  @Test
  void itWinsOverThatOfLeavingWhichAloneIsThrown() throws Exception {
    cannotLeave = ToyClass.TYPE_ERROR.raised("cannot leave");
    loop.callSoon(
        () -> {
          throw ordinary;
        });
    loop.runOnce();
    assertEquals(List.of(ordinary), reported);
    Raised alone = ToyClass.TYPE_ERROR.raised("cannot leave");
    cannotLeave = alone;
    loop.callSoon(() -> {});
    loop.runOnce();
    assertEquals(List.of(ordinary, alone), reported);
  }

  @Test
  void whatRunsWhileItIsOnItsWayDoesNotTakeIt() throws Exception {
    List<Task<Object>> eager = new ArrayList<>();
    leaving =
        () -> {
          leaving = () -> {};
          eager.add(loop.createTask(new ToyGenerator(g -> g.returns("fine")), TaskOptions.DEFAULT.eager()));
        };
    loop.callSoon(
        () -> {
          throw ordinary;
        });
    loop.runOnce();
    assertEquals("fine", eager.get(0).result());
    assertEquals(List.of(ordinary), reported);
    assertEquals(List.of(), seen);
  }

  @Test
  void theArgumentOfAStepSaysWhoseItIs() {
    ToyWorld world = new ToyWorld(PythonVersion.PYTHON_3_14);
    Future<Object> future = world.future();
    Task<Object> task = world.task(g -> g.await(future), ToyGenerator.except(g -> g.returns(null)));
    world.runOnce();
    future.setException(ordinary);
    world.runOnce();
    assertTrue(task.isDone());
    assertEquals(List.of(task, task), world.guest.arguments.stream().map(step -> ((QueuedStep) step).task()).toList());
  }
}
