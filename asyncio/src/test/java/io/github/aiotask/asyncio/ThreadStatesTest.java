package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.PerThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What another library keeps in a thread-local, each task has for itself, on each carrier, in state machines and in callbacks. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a step that cannot enter its context never ends
class ThreadStatesTest {
  private static final ThreadLocal<String> NAME = ThreadLocal.withInitial(() -> "none");

  /** Carries {@link #NAME}. */
  private static final class Name implements ThreadState<String> {
    @Override
    public String capture() {
      return NAME.get();
    }

    @Override
    public Runnable enter(String state) {
      String former = NAME.get();
      NAME.set(state);
      return () -> NAME.set(former);
    }
  }

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private ThreadStates.Registration registration;

  @BeforeEach
  void carry() {
    registration = ThreadStates.carry(new Name());
    NAME.set("caller");
  }

  @AfterEach
  void end() {
    see("caller");
    assertEquals("caller caller", seen.get(seen.size() - 1));
    registration.close();
    registration.close();
    NAME.remove();
  }

  private static List<Carrier> carriers() {
    return List.of(Carrier.values()).stream().filter(Carrier::isAvailable).toList();
  }

  private void see(String who) {
    seen.add(who + " " + NAME.get());
  }

  private static void yieldOnce() throws Exception {
    await(Asyncio.current().sleep(Duration.ZERO));
  }

  private Coroutine<Void> child(Carrier carrier, String name) {
    return coroutine(
        carrier,
        () -> {
          see(name);
          NAME.set(name);
          yieldOnce();
          see(name);
          return null;
        });
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aTaskKeepsItsOwnOverAwaitsAndItsChildrenStartWithIt(Carrier carrier) throws Exception {
    ContextScenario.run(
        carrier,
        asyncio -> {
          see("main");
          NAME.set("main");
          Task<Void> first = asyncio.createTask(child(carrier, "first"));
          NAME.set("changed");
          Task<Void> second = asyncio.createTask(child(carrier, "second"));
          await(first);
          await(second);
          see("main");
          await(asyncio.gather(child(carrier, "third"), child(carrier, "fourth")));
          see("main");
        });
    assertEquals(
        List.of(
            "main caller", "first main", "second changed", "first first", "second second", "main changed", "third changed",
            "fourth changed", "third third", "fourth fourth", "main changed"),
        seen);
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aCallbackHasThatOfItsRegistration(Carrier carrier) throws Exception {
    ContextScenario.run(
        carrier,
        asyncio -> {
          NAME.set("1");
          asyncio.loop().callSoon(this::callback, "soon", null);
          NAME.set("2");
          asyncio.loop().callSoon(this::callback, "again", null);
          Task<Void> task = asyncio.createTask(child(carrier, "task"));
          NAME.set("3");
          task.addDoneCallback(done -> see("done"));
          NAME.set("4");
          await(task);
          yieldOnce();
          see("main");
        });
    assertEquals(List.of("soon 1", "again 2", "task 2", "task task", "done 3", "main 4"), seen);
  }

  private void callback(String name) {
    see(name);
    NAME.set(name);
  }

  /** What runs in the loop's thread for a coroutine with a thread of its own has the state that this has now. */
  @ParameterizedTest
  @MethodSource("carriers")
  void whatACoroutineAwaitsHasItsState(Carrier carrier) throws Exception {
    ContextScenario.run(
        carrier,
        asyncio -> {
          NAME.set("main");
          await(asyncio.toThread(() -> { see("thread"); NAME.set("thread"); }));
          await(asyncio.runInExecutor(null, () -> { see("executor"); return 1; }));
          await(asyncio.waitFor(child(carrier, "limited"), Duration.ofMinutes(1)));
          NAME.set("later");
          await(new Machine());
          await(asyncio.toThread(() -> { see("thread"); }));
        });
    boolean shares = carrier.shared().contains(PerThread.THREAD_LOCALS); // with the machine, which runs in the loop's thread
    assertEquals(
        List.of(
            "thread main", "executor main", "limited main", "limited limited", "machine later", "machine machine",
            shares ? "thread machine" : "thread later"),
        seen);
  }

  private final class Machine extends StateMachine<Void> {
    private int state;

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      see("machine");
      NAME.set("machine");
      return state++ == 0 ? null : returns(null);
    }
  }

  @Test
  void aStateMachineKeepsItsOwn() throws Exception {
    ContextScenario.run(
        Carrier.best(),
        asyncio -> {
          NAME.set("main");
          Task<Void> first = asyncio.createTask(new Machine());
          Task<Void> second = asyncio.createTask(new Machine());
          await(first);
          await(second);
          see("main");
        });
    assertEquals(List.of("machine main", "machine main", "machine machine", "machine machine", "main main"), seen);
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void anotherThreadsCallHasItsState(Carrier carrier) throws Exception {
    ContextScenario.run(
        carrier,
        asyncio -> {
          CompletableFuture<CompletableFuture<Void>> asked = new CompletableFuture<>();
          new Thread(
                  () -> {
                    NAME.set("request");
                    asked.complete(asyncio.runCoroutineThreadsafe(child(carrier, "coroutine")));
                  })
              .start();
          await(await(asked));
        });
    assertEquals(List.of("coroutine request", "coroutine coroutine"), seen);
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void anEagerStartLeavesThatOfItsCreator(Carrier carrier) throws Exception {
    ContextScenario.run(
        carrier,
        asyncio -> {
          NAME.set("main");
          Task<Void> task = asyncio.createTask(child(carrier, "eager"), TaskOptions.DEFAULT.eager());
          see("main");
          await(task);
          see("main");
        });
    assertEquals(List.of("eager main", "main main", "eager eager", "main main"), seen);
  }

  @Test
  void aContextThatIsRunHasItToo() throws Exception {
    Context context = Context.copyContext();
    NAME.set("changed");
    context.run(
        () -> {
          see("inside");
          NAME.set("inside");
        });
    see("outside");
    context.run(() -> { see("again"); });
    NAME.set("caller");
    assertEquals(List.of("inside caller", "outside changed", "again inside"), seen);
  }

  @Test
  void afterTheEndNothingIsCarried() throws Exception {
    registration.close();
    Context context = Context.copyContext();
    NAME.set("changed");
    context.run(() -> { see("inside"); });
    NAME.set("caller");
    assertEquals(List.of("inside changed"), seen);
  }

  /** Fails where it is told to. */
  private static final class Failing implements ThreadState<String> {
    private String where = "";

    private void failIf(String here) {
      if (here.equals(where)) {
        where = "";
        throw new IllegalStateException(here);
      }
    }

    @Override
    public String capture() {
      failIf("capture");
      return "";
    }

    @Override
    public Runnable enter(String state) {
      failIf("enter");
      return () -> failIf("leave");
    }
  }

  /** The others are taken out, and the context can be entered again. */
  @ParameterizedTest
  @ValueSource(strings = {"enter", "capture", "leave"})
  void oneThatFailsLeavesTheOthersInOrder(String where) throws Exception {
    Failing failing = new Failing();
    try (ThreadStates.Registration second = ThreadStates.carry(failing)) {
      assertNotNull(second);
      Context context = Context.copyContext();
      NAME.set("changed");
      failing.where = where.equals("enter") ? where : "";
      IllegalStateException error =
          assertThrows(
              IllegalStateException.class,
              () ->
                  context.run(
                      () -> {
                        NAME.set("inside");
                        failing.where = where;
                      }));
      assertEquals(where, error.getMessage());
      see("outside");
      context.run(() -> { see("again"); });
      NAME.set("caller");
    }
    assertEquals(List.of("outside changed", where.equals("leave") ? "again inside" : "again caller"), seen);
  }

  /** The coroutine is suspended by then: its step has been made, and only leaving the context has failed. */
  @Test
  void oneThatFailsAtTheHandOverIsReported() throws Exception {
    Failing failing = new Failing();
    List<String> reported = new ArrayList<>();
    try (ThreadStates.Registration second = ThreadStates.carry(failing)) {
      assertNotNull(second);
      ContextScenario.run(
          Carrier.PLATFORM_THREAD,
          asyncio -> {
            ((RunnableLoop) asyncio.loop()).setExceptionHandler(error -> reported.add(error.exception().getMessage()));
            failing.where = "enter";
            yieldOnce();
            see("main");
          });
    }
    assertEquals(List.of("enter"), reported);
    assertEquals(List.of("main caller"), seen);
  }
}
