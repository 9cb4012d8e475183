package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.StateMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The api's base for coroutines written by hand. */
class StateMachineTest {
  private final Rig rig = new Rig();

  private static void assertRefuses(String words, Executable body) {
    String message = assertThrows(IllegalStateException.class, body).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void aSecondTaskOfOneMachineFailsAndTheFirstGoesOn() {
    Script script = Script.yielding(2);
    CoroutineTask<Object> first = rig.task(script);
    rig.spin(3);
    CoroutineTask<Object> second = rig.task(script);
    rig.spin(1);
    assertNull(Rig.outcome(first));
    assertRefuses("runs once", second::result);
  }

  @Test
  void afterItsEndItIsNotResumed() throws Throwable {
    Script returned = Script.yielding(0);
    assertSame(Coroutine.RETURNED, returned.send(null));
    assertRefuses("has ended", () -> returned.send(null));
    assertRefuses("has ended", () -> returned.raise(new Exception()));
    assertNull(returned.returned());

    Script failed = Script.yielding(1);
    Exception error = new Exception();
    assertSame(error, assertThrows(Exception.class, () -> failed.raise(error)));
    assertRefuses("has ended", () -> failed.send(null));
    assertRefuses("has not returned", failed::returned);
  }

  @Test
  void whileItRunsItIsNotResumed() throws Throwable {
    Script script =
        Script.of(
            (self, sent) -> {
              assertRefuses("is running", () -> self.send(null));
              assertRefuses("is running", () -> self.raise(new Exception()));
              assertRefuses("is running", self::close);
              assertRefuses("has not returned", self::returned);
              return self.end("unharmed");
            });
    assertSame(Coroutine.RETURNED, script.send(null));
    assertEquals("unharmed", script.returned());
  }

  @Test
  void returnedTooEarlyIsRefused() throws Throwable {
    Script script = Script.yielding(1);
    assertRefuses("has not returned", script::returned);
    assertNull(script.send(null));
    assertRefuses("has not returned", script::returned);
  }

  @Test
  void closeEndsItAndMayBeRepeated() throws Throwable {
    Script script = Script.awaiting(rig.future());
    script.send(null);
    script.close();
    script.close();
    assertRefuses("has ended", () -> script.send(null));

    Script returned = Script.of((self, sent) -> self.end("kept"));
    returned.send(null);
    returned.close();
    assertEquals("kept", returned.returned());
  }

  // §1.15
  @Test
  void awaitingWhatIsDone100000TimesUsesNoStackAndNoIteration() {
    LoopFuture<Object> done = rig.future();
    done.setResult(1);
    final class Sum extends StateMachine<Integer> {
      private int sum;

      @Override
      protected Object resume(Object sent, Throwable error) throws Throwable {
        if (error != null) {
          throw error;
        }
        sum += sent == null ? 0 : (Integer) sent;
        return sum < 100_000 ? await(done) : returns(sum);
      }
    }

    var task = rig.loop.createTask(new Sum());
    rig.spin(1);
    assertEquals(100_000, Rig.outcome(task));
  }

  // §1.15
  @Test
  void theErrorOfWhatIsDoneIsRaisedAtTheAwaitAndCanBeCaught() {
    RuntimeException error = new RuntimeException();
    LoopFuture<Object> failed = rig.future();
    failed.setException(error);
    LoopFuture<Object> cancelled = rig.future();
    cancelled.cancel("why");
    List<Object> log = new ArrayList<>();
    CoroutineTask<Object> task =
        rig.task(
            Script.catching(
                (self, sent) -> self.waitFor(failed),
                (self, sent) -> {
                  log.add(self.error);
                  return self.waitFor(cancelled);
                },
                (self, sent) -> {
                  log.add(self.error.getClass().getSimpleName());
                  return null;
                },
                (self, sent) -> {
                  log.add(self.error);
                  return self.end(sent);
                }));
    rig.spin(2);
    assertNull(Rig.outcome(task));
    assertEquals(Arrays.asList(error, "CancelledError", null), log);
  }

  // §1.16
  @Test
  void resumedBeforeTheFutureIsDoneItGetsAnErrorAtTheAwaitAndMayAwaitAgain() {
    LoopFuture<Object> future = rig.future();
    List<Throwable> log = new ArrayList<>();
    CoroutineTask<Object> task =
        rig.task(
            Script.catching(
                (self, sent) -> self.waitFor(future),
                (self, sent) -> {
                  log.add(self.error);
                  return self.end("told");
                }));
    rig.spin(1);
    task.step(null, null);
    assertEquals("told", Rig.outcome(task));
    assertTrue(log.get(0).getMessage().contains("before the awaited future is done"));
  }

  @Test
  void anErrorThatIsRaisedInItGoesBeforeTheFuture() throws Throwable {
    LoopFuture<Object> future = rig.future();
    Script script = Script.awaiting(future);
    assertSame(future, script.send(null));
    assertTrue(future.isBlocking());
    future.setResult("unread");
    Exception error = new Exception();
    assertSame(error, assertThrows(Exception.class, () -> script.raise(error)));
  }

  @Test
  void aReturnThatIsNotAnsweredIsRefused() {
    Coroutine<Object> forgetful =
        new StateMachine<>() {
          @Override
          protected Object resume(Object sent, Throwable error) {
            assertSame(RETURNED, returns("result"));
            return null;
          }
        };
    assertRefuses("return returns(value)", () -> forgetful.send(null));
  }

  @Test
  void theAnswerOfAnEarlierAwaitIsRefused() throws Throwable {
    LoopFuture<Object> future = rig.future();
    Object[] answer = new Object[1];
    Script script =
        Script.of(
            (self, sent) -> {
              answer[0] = self.waitFor(future);
              return answer[0];
            },
            (self, sent) -> answer[0]);
    assertSame(future, script.send(null));
    future.setResult(null);
    assertRefuses("an earlier resume", () -> script.send(null));
  }
}
