package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.PythonVersion.PYTHON_3_15;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the recorded scenarios leave open of what came with 3.15. */
class GroupCancelTest {
  private final Env env = new Env(PYTHON_3_15);

  /** §10.63 */
  @ParameterizedTest
  @EnumSource(names = {"PYTHON_3_11", "PYTHON_3_12", "PYTHON_3_13", "PYTHON_3_14"})
  void isRefusedBefore315(PythonVersion version) {
    TaskGroup group = new Env(version).asyncio.taskGroup();
    Exception refused = assertThrows(UnsupportedOperationException.class, group::cancel);
    assertTrue(refused.getMessage().contains("3.15") && refused.getMessage().contains(version.number()), refused.getMessage());
  }

  /** §10.83: the first of several is enough, as the documentation has it. */
  @Test
  void theFirstOfSeveralIsEnough() {
    List<String> found = new ArrayList<>();
    Task<Void> task =
        env.drive(
            () ->
                env.asyncio.taskGroup(
                    group -> {
                      for (int times : new int[] {5, 2, 9}) {
                        group.createTask(
                            coroutine(
                                () -> {
                                  found.add(await(Env.yielding("after " + times, times)));
                                  group.cancel();
                                }));
                      }
                    }));
    assertEquals("result=None", state(task));
    assertEquals(List.of("after 2"), found);
  }

  /** §10.83: by hand, with a state machine; what it says of itself. */
  @Test
  void aGroupThatIsCancelledByHand() {
    TaskGroup group = env.asyncio.taskGroup();
    Task<String> task =
        env.task(
            new StateMachine<>() {
              private int at;

              @Override
              protected Object resume(Object sent, Throwable error) throws Throwable {
                if (at++ == 0) {
                  group.enter().createTask(env.body("A", env.future()));
                  return await(env.future());
                }
                return at == 2 ? await(group.exit(error)) : returns(String.valueOf(error));
              }
            });
    env.spin(2);
    group.cancel();
    assertEquals("task group aborting, 1 pending, 0 failed", group.toString());
    env.spin();
    assertEquals("result='null'", state(task));
  }

  /** A guest's own error by which it closes its coroutines. */
  private static final class GeneratorExit extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Throwable closedInAGroup(PythonVersion version) {
    Guest guest =
        new Guest() {
          @Override
          public boolean isCoroutineClosed(Throwable error) {
            return error instanceof GeneratorExit;
          }
        };
    TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.withVersion(version).withGuest(guest));
    RunnableLoop loop = runtime.newVirtualLoop();
    Asyncio asyncio = Asyncio.on(runtime, loop);
    Task<Void> task =
        asyncio.createTask(
            coroutine(
                () ->
                    asyncio.taskGroup(
                        group -> {
                          throw new GeneratorExit();
                        })));
    return assertThrows(Exception.class, () -> loop.runUntilComplete(task));
  }

  /** §10.86: the guest says what it is. */
  @Test
  void theCloseOfAGuestLeavesAsItIs() {
    assertSame(GeneratorExit.class, closedInAGroup(PYTHON_3_15).getClass());
    assertSame(ExceptionGroup.class, closedInAGroup(PYTHON_3_14).getClass());
  }

  /** §10.87: a future that is done already is the loop's to complain about. */
  @Test
  void whatIsDoneAlreadyIsReported() {
    CompletableFuture<String> foreign = new CompletableFuture<>();
    env.drive(
        () -> {
          Future<String> wrapped = env.asyncio.wrapFuture(foreign);
          wrapped.setResult("mine");
          foreign.complete("theirs");
        });
    assertEquals(List.of("2:EH[CALLBACK_RAISED] RuntimeError"), env.trace);
  }

  /** §10.87: CompletableFuture would keep the error for itself. */
  @Test
  void aCancelThatFailsIsReported() {
    env.asyncio.setTaskFactory(
        new TaskFactory() {
          @Override
          public <T> Task<T> createTask(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
            return failingToCancel(env.runtime.createTask(loop, coroutine, options));
          }
        });
    CompletableFuture<String> foreign = env.asyncio.runCoroutineThreadsafe(env.body("A", env.future()));
    env.spin();
    env.loop.callSoon(() -> { assertTrue(foreign.cancel(false)); });
    env.spin();
    assertEquals(List.of("2:A start", "3:EH[CALLBACK_RAISED] TypeError"), env.trace);
  }

  @SuppressWarnings("unchecked") // it is a Task whatever its result
  private static <T> Task<T> failingToCancel(Task<T> task) {
    return (Task<T>)
        Proxy.newProxyInstance(
            Task.class.getClassLoader(),
            new Class<?>[] {Task.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("cancel")) {
                throw new IllegalArgumentException("no");
              }
              try {
                return method.invoke(task, arguments);
              } catch (InvocationTargetException error) {
                throw error.getCause();
              }
            });
  }

  /** §10.48: a block that is closed cancels the tasks, whichever the version. */
  @ParameterizedTest
  @EnumSource(names = {"PYTHON_3_14", "PYTHON_3_15"})
  void aCloseCancelsTheTasks(PythonVersion version) {
    Env other = new Env(version);
    Coroutine<Void> coroutine =
        coroutine(
            () ->
                other.asyncio.taskGroup(
                    group -> {
                      group.createTask(other.body("A", other.future()));
                      await(other.future());
                    }));
    other.task(coroutine);
    other.spin();
    assertThrows(IllegalStateException.class, coroutine::close);
    other.spin();
    assertEquals(List.of("2:A start", "3:A raised CancelledError()"), other.trace);
  }
}
