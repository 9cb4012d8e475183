package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.asyncio.Env.text;
import static io.github.aiotask.asyncio.Env.yieldTimes;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the recorded scenarios leave open of timeouts and task groups. */
class BlocksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Env env = new Env(PYTHON_3_14);

  private static Coroutine<Void> failing(String kind, String text, int after) {
    return coroutine(
        () -> {
          yieldTimes(after);
          throw new PyError(kind, text);
        });
  }

  private void log(ExceptionGroup group) {
    assertEquals(group.exceptions(), List.of(group.getSuppressed())); // so that a stack trace has them all
    env.log(group.exceptions().stream().map(Env::text).collect(Collectors.joining(" ")));
  }

  private String lines() {
    return String.join("\n", env.trace);
  }

  // ---- timeouts

  /** §10.39 */
  @Test
  void aTimeoutIsEnteredInATaskOnce() {
    assertThrows(IllegalStateException.class, env.asyncio.timeout(SECOND)::enter);
    Task<Void> task =
        env.drive(
            () -> {
              Timeout timeout = env.asyncio.timeout(null).enter();
              assertEquals(Long.MAX_VALUE, timeout.when());
              assertThrows(IllegalStateException.class, timeout::enter);
            });
    assertEquals("result=None", state(task));
  }

  /** §10.40: beyond the clock is never, before its origin is now. */
  @Test
  void aTimeoutThatIsFarAway() {
    assertEquals(Long.MAX_VALUE, env.asyncio.timeout(Duration.ofSeconds(Long.MAX_VALUE)).when());
    assertEquals(env.loop.time(), env.asyncio.timeout(Duration.ofSeconds(Long.MIN_VALUE)).when());
  }

  /** §10.41: a limit that is not reached leaves no timer. */
  @Test
  void aTimeoutThatIsNotReached() {
    env.drive(() -> env.log(env.asyncio.<String>timeout(SECOND, () -> await(Env.yielding("r", 2)))));
    assertEquals("3:r", lines());
    assertEquals(0, env.seconds());
  }

  /** §10.42: nested ones with one deadline; the outer one converts. */
  @Test
  void theOuterOfTwoTimeoutsConverts() {
    env.drive(
        () -> {
          Timeout outer = env.asyncio.timeout(SECOND);
          Timeout inner = env.asyncio.timeout(SECOND);
          try {
            outer.run(() -> inner.run(() -> { await(env.future()); }));
          } catch (TimeoutException error) {
            env.log(text(error.getCause()), outer.expired(), inner.expired(), env.asyncio.currentTask().cancelling());
          }
        });
    assertEquals("3:CancelledError() True True 0", lines());
  }

  /** §10.44 */
  @Test
  void anErrorAfterExpiryLeavesAsItIs() {
    Task<Void> task =
        env.drive(
            () ->
                env.asyncio.timeout(
                    SECOND,
                    () -> {
                      try {
                        await(env.future());
                      } catch (CancelledError error) {
                        throw new PyError("ValueError", "v");
                      }
                    }));
    assertEquals("exc=ValueError(v)", state(task));
    assertEquals(0, task.cancelling());
  }

  /** §10.42 §10.43: a cancel from before is not somebody else's now. */
  @Test
  void aTimeoutCountsFromItsEntry() {
    Task<Void> task =
        env.drive(
            () -> {
              env.asyncio.currentTask().cancel();
              try {
                await(env.asyncio.sleep(Duration.ZERO));
              } catch (CancelledError swallowed) {
                env.log("swallowed");
              }
              env.asyncio.timeout(SECOND, () -> { await(env.future()); });
            });
    assertEquals("exc=TimeoutError()", state(task));
    assertEquals(1, task.cancelling());
  }

  /** §10.44: the body can ask already. */
  @Test
  void aTimeoutHasExpiredOnceItsTimeIsOver() {
    Timeout timeout = env.asyncio.timeout(SECOND);
    env.drive(
        () ->
            timeout.run(
                () -> {
                  try {
                    await(env.future());
                  } finally {
                    env.log(timeout.expired(), timeout);
                  }
                }));
    assertEquals("3:True timeout expiring", lines());
  }

  /** §10.40: by hand, with a state machine. */
  @Test
  void aTimeoutByHand() {
    Timeout timeout = env.asyncio.timeoutAt(env.after(1));
    Future<Void> never = env.future();
    Task<String> task =
        env.task(
            new StateMachine<>() {
              private int state;

              @Override
              protected Object resume(Object sent, Throwable error) throws Throwable {
                if (state++ == 0) {
                  timeout.enter();
                  return await(never);
                }
                try {
                  timeout.exit(error);
                } catch (TimeoutException expired) {
                  return returns("late");
                }
                return returns("in time");
              }
            });
    env.spin();
    assertEquals("result='late'", state(task));
  }

  // ---- task groups

  /** §10.46 */
  @Test
  void aGroupIsEnteredInATaskOnce() {
    assertThrows(IllegalStateException.class, env.asyncio.taskGroup()::enter);
    Task<Void> task =
        env.drive(
            () ->
                env.asyncio.taskGroup(
                    group -> { assertThrows(IllegalStateException.class, group::enter); }));
    assertEquals("result=None", state(task));
  }

  /** §10.46: the refused coroutine is closed. */
  @Test
  void aRefusedCoroutineIsClosed() {
    Coroutine<String> coroutine = env.body("A");
    assertThrows(IllegalStateException.class, () -> env.asyncio.taskGroup().createTask(coroutine));
    assertThrows(IllegalStateException.class, () -> coroutine.send(null));
  }

  /** §10.49: the result of the block, after the children. */
  @Test
  void aGroupWaitsForItsChildren() {
    Task<Integer> task =
        env.task(
            coroutine(
                () -> {
                  List<Task<String>> names =
                      env.asyncio.taskGroup().run(
                          group ->
                              List.of(group.createTask(Env.yielding("a", 3)), group.createTask(Env.yielding("b", 1))));
                  env.log(names.get(0).result(), names.get(1).result());
                  return names.size();
                }));
    env.spin();
    assertEquals("result=2", state(task));
    assertEquals("7:a b", lines());
  }

  /** §10.48 §10.53: the block's error comes last. */
  @Test
  void anErrorOfTheBlockAbortsTheGroup() {
    env.drive(
        () -> {
          try {
            env.asyncio.taskGroup(
                group -> {
                  group.createTask(
                      coroutine(
                          () -> {
                            try {
                              await(env.future());
                            } catch (CancelledError error) {
                              throw new PyError("ValueError", "child");
                            }
                          }));
                  await(env.asyncio.sleep(Duration.ZERO));
                  throw new PyError("ValueError", "block");
                });
          } catch (ExceptionGroup error) {
            log(error);
          }
        });
    assertEquals("5:ValueError(child) ValueError(block)", lines());
  }

  /** §10.49: however often its task is cancelled. */
  @Test
  void aGroupSurvivesRepeatedCancels() {
    Task<Void> task =
        env.task(
            coroutine(
                () ->
                    env.asyncio.taskGroup(
                        group -> {
                          group.createTask(
                              coroutine(
                                  () -> {
                                    try {
                                      await(env.future());
                                    } catch (CancelledError error) {
                                      yieldTimes(5);
                                      env.log("cleaned");
                                    }
                                  }));
                        })));
    env.spin(3);
    task.cancel();
    env.spin(1);
    task.cancel();
    env.spin(1);
    task.cancel();
    env.spin();
    assertEquals("9:cleaned", lines());
    assertEquals("cancelled", state(task));
  }

  /** §10.50 */
  @Test
  void anExitLeavesAlone() {
    Task<Void> parent =
        env.task(
            coroutine(
                () ->
                    env.asyncio.taskGroup(
                        group -> {
                          group.createTask(failing("KeyboardInterrupt", "k", 1));
                          group.createTask(failing("ValueError", "v", 1));
                        })));
    for (int i = 0; i < 3; i++) {
      try {
        env.spin();
      } catch (Throwable exit) {
        env.log(text(exit));
      }
    }
    assertEquals("3:KeyboardInterrupt(k)\n5:KeyboardInterrupt(k)", lines());
    assertEquals("exc=KeyboardInterrupt(k)", state(parent));
  }

  /** §10.50: the first of them. */
  @Test
  void theFirstExitLeaves() {
    Task<Void> parent =
        env.task(
            coroutine(
                () ->
                    env.asyncio.taskGroup(
                        group -> {
                          group.createTask(failing("KeyboardInterrupt", "first", 1));
                          group.createTask(failing("KeyboardInterrupt", "second", 1));
                        })));
    for (int i = 0; i < 4; i++) {
      assertThrowsAnythingAtMost(env::spin);
    }
    assertEquals("exc=KeyboardInterrupt(first)", state(parent));
  }

  /** §10.50 */
  @Test
  void anExitOfTheBlockLeavesAlone() {
    Task<Void> parent =
        env.task(
            coroutine(
                () ->
                    env.asyncio.taskGroup(
                        group -> {
                          throw new PyError("KeyboardInterrupt", "k");
                        })));
    assertThrowsAnythingAtMost(env::spin);
    assertEquals("exc=KeyboardInterrupt(k)", state(parent));
  }

  private static void assertThrowsAnythingAtMost(Runnable body) {
    try {
      body.run();
    } catch (Throwable exit) {
      assertTrue(exit instanceof PyError, exit::toString);
    }
  }

  /** §10.46 §10.49: over is over. */
  @Test
  void aGroupThatIsOverTakesNothing() {
    Coroutine<String> late = env.body("A");
    Task<Void> task =
        env.drive(
            () -> {
              TaskGroup group = env.asyncio.taskGroup();
              group.run(same -> "r");
              assertThrows(IllegalStateException.class, () -> group.createTask(late));
              assertThrows(IllegalStateException.class, () -> await(group.exit(null)));
            });
    assertEquals("result=None", state(task));
    assertThrows(IllegalStateException.class, () -> late.send(null));
  }

  /** §10.56: the block was never ended. */
  @Test
  void anErrorOfAChildThatIsLeftBehindIsReported() {
    env.drive(() -> { env.asyncio.taskGroup().enter().createTask(failing("ValueError", "v", 3)); });
    assertEquals("6:EH[ORPHAN_RAISED] ValueError(v)", lines());
  }

  /** §10.53: one that ordinary handlers let through makes the group such a one. */
  @Test
  void aBaseExceptionMakesABaseExceptionGroup() {
    Task<Void> task =
        env.drive(() -> env.asyncio.taskGroup(group -> { group.createTask(failing("MyBase", "b", 0)); }));
    BaseExceptionGroup error = (BaseExceptionGroup) task.exception();
    assertEquals("MyBase(b)", text(error.exceptions().get(0)));
    assertSame(error.exceptions().get(0), error.getSuppressed()[0]);
  }

  /** §10.51 §10.54: an outer cancel comes back at the next await. */
  @Test
  void anOuterCancelIsNotLostBehindErrors() {
    Task<Void> task =
        env.task(
            coroutine(
                () -> {
                  try {
                    env.asyncio.taskGroup(
                        group -> {
                          group.createTask(
                              coroutine(
                                  () -> {
                                    try {
                                      await(env.future());
                                    } catch (CancelledError error) {
                                      throw new PyError("ValueError", "v");
                                    }
                                  }));
                        });
                  } catch (ExceptionGroup error) {
                    env.log("group", env.asyncio.currentTask().cancelling());
                  }
                  await(env.asyncio.sleep(Duration.ZERO));
                  env.log("never");
                }));
    env.spin(2);
    task.cancel();
    env.spin();
    assertEquals("6:group 1", lines());
    assertTrue(task.isCancelled());
  }

  /** §10.55 */
  @Test
  void aChildThatAnEagerStartHasFinishedIsHeardOfLater() {
    env.asyncio.setTaskFactory(env.asyncio.eagerTaskFactory());
    env.drive(
        () -> {
          try {
            env.asyncio.taskGroup(
                group -> {
                  group.createTask(failing("ValueError", "v", 0));
                  env.log("goes on");
                  await(env.asyncio.sleep(Duration.ZERO));
                  env.log("never");
                });
          } catch (ExceptionGroup error) {
            log(error);
          }
        });
    assertEquals("1:goes on\n2:ValueError(v)", lines());
  }

  /** §10.53 */
  @Test
  void aGroupOfNoErrorsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ExceptionGroup("none", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new BaseExceptionGroup("none", List.of()));
  }

  /** §10.47 §10.52: a child that is cancelled by itself is no failure. */
  @Test
  void aCancelledChildIsNoFailure() {
    Task<Void> task =
        env.drive(
            () ->
                env.asyncio.taskGroup(
                    group -> {
                      Task<String> child = group.createTask(env.body("C", env.future()));
                      await(env.asyncio.sleep(Duration.ZERO));
                      child.cancel();
                    }));
    assertEquals("result=None", state(task));
  }
}
