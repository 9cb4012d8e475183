package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.JavaContexts;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.direct.Carrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Python's contexts cannot: a coroutine in direct style awaits inside of a context that it has entered. */
class ContextRunTest {
  private static final ContextVar<String> NAME = new ContextVar<>("name", "none");

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  private static List<Carrier> carriers() {
    return List.of(Carrier.values()).stream().filter(Carrier::isAvailable).toList();
  }

  private void see(String who) {
    seen.add(who + " " + NAME.get());
  }

  private static void yieldOnce() throws Exception {
    await(Asyncio.current().sleep(Duration.ZERO));
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void anAwaitInsideKeepsItEnteredForItsTaskAlone(Carrier carrier) throws Exception {
    Asyncio.run(
        asyncio -> {
          NAME.set("outer");
          Context inner = Context.copyContext();
          Coroutine<?> body =
              coroutine(
                  carrier,
                  () -> {
                    NAME.set("task");
                    inner.run(
                        () -> {
                          NAME.set("inner");
                          yieldOnce();
                          see("after await");
                          Context.copyContext().run(
                              () -> {
                                NAME.set("innermost");
                                yieldOnce();
                                see("after await");
                              });
                          see("left");
                          await(asyncio.createTask(coroutine(carrier, () -> see("child"))));
                        });
                    see("left");
                  });
          Task<?> task = asyncio.createTask(body);
          asyncio.loop().callSoon(this::see, "callback", null);
          yieldOnce();
          see("main");
          assertEquals("inner", inner.get(NAME));
          IllegalStateException refused =
              assertThrows(IllegalStateException.class, () -> inner.run(() -> { see("never"); }));
          assertTrue(refused.getMessage().startsWith("cannot enter <Context of [<ContextVar name>]>: it is entered already"), refused.getMessage());
          await(task);
          inner.run(() -> { see("free again"); });
          see("main");
        });
    assertEquals(
        List.of(
            "callback outer", "main outer", "after await inner", "after await innermost", "left inner", "child inner", "left task",
            "free again inner", "main outer"),
        seen);
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void tasksThatShareAContextDoNotShareWhatTheyEntered(Carrier carrier) throws Exception {
    Asyncio.run(
        asyncio -> {
          TaskOptions shared = new TaskOptions(null, Context.copyContext(), false);
          Task<?> first =
              asyncio.createTask(
                  coroutine(
                      carrier,
                      () -> {
                        NAME.set("shared");
                        new Context().run(
                            () -> {
                              NAME.set("own");
                              yieldOnce();
                              see("first");
                            });
                        see("first");
                      }),
                  shared);
          Task<?> second =
              asyncio.createTask(
                  coroutine(
                      carrier,
                      () -> {
                        see("second");
                        yieldOnce();
                        see("second");
                      }),
                  shared);
          await(first);
          await(second);
        });
    assertEquals(List.of("second shared", "first own", "first shared", "second shared"), seen);
  }

  /** As those have that were there before the first variable. */
  @ParameterizedTest
  @MethodSource("carriers")
  void tasksWithoutAContextDoNotShareWhatTheyEntered(Carrier carrier) throws Exception {
    TaskOptions without = new TaskOptions(null, "none of Java's", false);
    ContextScenario.run(
        carrier,
        asyncio -> {
          List<Task<?>> tasks = new ArrayList<>();
          for (String name : List.of("a", "b")) {
            tasks.add(
                asyncio.createTask(
                    coroutine(
                        carrier,
                        () -> {
                          NAME.set(name);
                          new Context().run(
                              () -> {
                                NAME.set("inside of " + name);
                                yieldOnce();
                                see(name);
                                new Context().run(
                                    () -> {
                                      yieldOnce();
                                      see(name);
                                    });
                                see(name);
                              });
                          see(name);
                        }),
                    without));
          }
          asyncio.loop().callSoon(this::see, "callback", "none of Java's");
          yieldOnce();
          see("main");
          for (Task<?> task : tasks) {
            await(task);
          }
        });
    assertEquals(
        List.of(
            "callback none", "main none", "a inside of a", "b inside of b", "a none", "a inside of a", "a a", "b none", "b inside of b",
            "b b"),
        seen);
  }

  /** Where tasks have no contexts each has variables of its own all the same. */
  @ParameterizedTest
  @MethodSource("carriers")
  void before37NothingIsInherited(Carrier carrier) throws Exception {
    ContextScenario old = new ContextScenario(PythonVersion.PYTHON_3_6, carrier);
    old.run(
        asyncio -> {
          old.a.set("main");
          Task<?> first = asyncio.createTask(old.child(asyncio, "first"));
          Task<?> second = asyncio.createTask(old.child(asyncio, "second"));
          await(first);
          await(second);
          old.seen("main");
        });
    assertEquals(
        List.of(
            "first sees none", "second sees none", "first sees first", "second sees second", "main sees main"),
        old.trace);
  }

  /** It leaves the context of who closes it alone. */
  @ParameterizedTest
  @MethodSource("carriers")
  void aCoroutineThatIsClosedInsideLeavesIt(Carrier carrier) throws Exception {
    ContextScenario.run(
        carrier,
        asyncio -> {
          NAME.set("main");
          Context inner = Context.copyContext();
          Future<Void> never = asyncio.createFuture();
          Coroutine<?> body =
              coroutine(
                  carrier,
                  () -> {
                    NAME.set("closed");
                    inner.run(() -> { await(never); });
                  });
          Task<?> task = asyncio.createTask(body);
          yieldOnce();
          ContextScenario.close(body);
          see("closer");
          inner.run(() -> { see("free again"); });
          see("closer");
          task.cancel();
          assertThrows(IllegalStateException.class, () -> await(task)); // it goes on with what was closed
        });
    assertEquals(List.of("closer main", "free again main", "closer main"), seen);
  }

  /** In a context it sees, sets and awaits; and is awaited by, and awaits, what is in direct style. */
  private final class Machine extends StateMachine<String> {
    private final Carrier carrier;
    private int state;

    Machine(Carrier carrier) {
      this.carrier = carrier;
    }

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      return switch (state++) {
        case 0 -> {
          see("machine");
          NAME.set("machine");
          yield null;
        }
        case 1 -> {
          see("machine");
          yield await(
              coroutine(
                  carrier,
                  () -> {
                    see("inside");
                    yieldOnce();
                    NAME.set("inside");
                  }));
        }
        default -> {
          see("machine");
          yield returns("returned");
        }
      };
    }
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aStateMachineAndDirectStyleShareTheContextOfTheirTask(Carrier carrier) throws Exception {
    Asyncio.run(
        asyncio -> {
          NAME.set("main");
          await(asyncio.createTask(new Machine(carrier)));
          await(
              asyncio.createTask(
                  coroutine(
                      carrier,
                      () -> {
                        NAME.set("outer");
                        await(new Machine(carrier));
                        see("outer");
                      })));
          see("main");
        });
    assertEquals(
        List.of(
            "machine main", "machine machine", "inside machine", "machine inside", "machine outer", "machine machine", "inside machine",
            "machine inside", "outer inside", "main main"),
        seen);
  }

  @Test
  void setDoesNotChangeWhatVariablesAnswered() throws Exception {
    ContextVar<String> other = new ContextVar<>("other");
    Context context = new Context();
    Set<ContextVar<?>> before = context.variables();
    context.run(() -> { other.set("value"); });
    assertEquals(Set.of(), before);
    assertEquals(Set.of(other), context.variables());
  }

  @Test
  void nullIsAValue() throws Exception {
    ContextVar<String> variable = new ContextVar<>("variable", null);
    assertEquals(null, variable.get());
    new Context().run(
        () -> {
          ContextVar.Token<String> first = variable.set(null);
          assertEquals(null, variable.get("otherwise"));
          ContextVar.Token<String> second = variable.set("value");
          assertTrue(second.hadValue());
          assertEquals(null, second.oldValue());
          variable.reset(second);
          variable.reset(first);
          assertEquals("otherwise", variable.get("otherwise"));
          assertSame(variable, first.variable());
        });
  }

  @Test
  void badInputIsNamed() {
    List<String> messages = new ArrayList<>();
    Guest other = new Guest() {};
    List.<Runnable>of(
            () -> new ContextVar<>(null),
            () -> NAME.reset(null),
            () -> new Context().contains(null),
            () -> ThreadStates.carry(null),
            () -> JavaContexts.answeredBy(null),
            () -> JavaContexts.answeredBy(other))
        .forEach(call -> messages.add(assertThrows(RuntimeException.class, call::run).getMessage()));
    assertEquals(
        List.of(
            "ContextVar(name): the name is null", "reset(token): it is null", "contains(variable): it is null",
            "carry(state): it is null", "answeredBy(guest): it is null",
            "the contexts of Java are kept by io.github.aiotask.asyncio.ContextGuest already: load the library once, in the class"
                + " loader that has its api"),
        messages);
  }

  /** Contexts of another make are let through, as they were before there were any. */
  @Test
  void aContextOfAnotherMakeIsNone() throws Exception {
    Asyncio.run(
        asyncio -> {
          NAME.set("main");
          asyncio.loop()
              .callSoon(
                  name -> {
                    new Context().run(() -> { NAME.set("inside"); });
                    see(name);
                  },
                  "callback",
                  "of another make");
          Task<?> task = asyncio.createTask(coroutine(() -> { see("task"); NAME.set("task"); }), new TaskOptions(null, 1, false));
          await(task);
          see("main");
        });
    assertEquals(List.of("callback none", "task none", "main main"), seen);
  }
}
