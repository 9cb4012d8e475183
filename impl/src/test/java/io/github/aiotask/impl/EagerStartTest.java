package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A first step that runs while the task is created. */
class EagerStartTest {
  private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

  private final Rig rig = new Rig();
  private final List<Object> log = new ArrayList<>();

  private Task<Object> eager(Script script) {
    return rig.loop.createTask(script, EAGER);
  }

  /** Keeps each task that is created: a collected one is no task of the loop (§7.2), and is reported (§9.2). */
  private static TaskObserver keeperIn(List<Object> created) {
    return new TaskObserver() {
      @Override
      public void created(Task<?> task) {
        created.add(task);
      }
    };
  }

  private Object current() {
    return rig.runtime.registry().currentTask(rig.loop);
  }

  /** Runs it in the loop, as a callback; its assertions come out. */
  private void inLoop(Runnable body) {
    rig.loop.callSoon(body);
    rig.spin(1);
    for (var report : rig.reports) {
      throw new AssertionError(report.exception());
    }
  }

  // §2.6

  @Test
  void outsideOfARunTheStartIsAsUsual() {
    Task<Object> task = eager(Script.of((self, sent) -> self.end("late")));
    assertFalse(task.isDone());
    rig.spin(1);
    assertEquals("late", Rig.outcome(task));
    assertNotNull(task.coroutine(), "§9.7: no eager start, nothing let go");
  }

  @Test
  void unaskedAndIn34TheStartIsAsUsual() {
    inLoop(() -> assertFalse(rig.task(Script.yielding(0)).isDone()));
    Rig old = new Rig(Rig.OLD);
    old.loop.callSoon(() -> log.add(old.loop.createTask(Script.yielding(0), EAGER).isDone()));
    old.spin(1);
    assertEquals(List.of(false), log);
  }

  // §2.7

  @Test
  void theFirstStepRunsBeforeCreationReturnsAndTheFormerTaskGoesOn() {
    CoroutineTask<Object> outer =
        rig.task(
            Script.of(
                (self, sent) -> {
                  Object before = current();
                  Task<Object> inner =
                      eager(
                          Script.of(
                              (inside, nothing) -> {
                                log.add(current());
                                return inside.end("early");
                              }));
                  assertEquals(List.of(inner), log);
                  assertSame(before, current());
                  return self.end(inner.result());
                }));
    rig.spin(1);
    assertEquals("early", Rig.outcome(outer));
  }

  @Test
  void nestedEagerStartsPutEachFormerTaskBack() {
    inLoop(
        () -> {
          assertNull(current());
          Task<Object> outermost = eager(nested(5));
          assertNull(current());
          assertEquals(5, Rig.outcome(outermost));
        });
    assertEquals(11, log.size()); // on the way in, and on the way out
    for (int i = 0; i < 5; i++) {
      assertSame(log.get(i), log.get(10 - i));
    }
  }

  private Script nested(int depth) {
    return Script.of(
        (self, sent) -> {
          Object me = current();
          log.add(me);
          if (depth > 0) {
            eager(nested(depth - 1));
            assertSame(me, current());
            log.add(me);
          }
          return self.end(depth);
        });
  }

  @Test
  void theFirstStepRunsInTheTasksContext() {
    List<Object> entered = new ArrayList<>();
    Rig own =
        new Rig(
            Rig.options(Rig.NEW)
                .withGuest(
                    new KindGuest() {
                      @Override
                      public <A> void runInContext(Object context, Callback<? super A> body, A argument)
                          throws Exception {
                        entered.add(context);
                        body.call(argument);
                      }
                    }));
    own.loop.callSoon(() -> own.loop.createTask(Script.yielding(0), new TaskOptions(null, "ctx", true)));
    own.spin(1);
    assertEquals(List.of("ctx"), entered);
    Rig.assertKinds(own.reports);
  }

  @Test
  void anErrorOfTheLoopPutsTheFormerTaskBackToo() {
    List<Object> created = new ArrayList<>();
    Rig own =
        new Rig(
            Rig.options(Rig.NEW)
                .withGuest(
                    new KindGuest() {
                      @Override
                      public boolean isGenerator(Object yielded) {
                        throw new IllegalArgumentException("the guest fails");
                      }
                    })
                .withObserver(keeperIn(created)));
    Object former = new Object();
    own.loop.callSoon(
        () -> {
          own.runtime.registry().enter(own.loop, former);
          log.add(
              assertThrows( // §4.12
                  IllegalArgumentException.class,
                  () -> own.loop.createTask(Script.of((self, sent) -> "no future"), EAGER)));
          log.add(own.runtime.registry().currentTask(own.loop));
          own.runtime.registry().leave(own.loop, former);
        });
    own.spin(1);
    assertSame(former, log.get(1));
    assertEquals(1, created.size());
    assertEquals(created, own.allTasks(), "stranded, but there (§2.8)");
  }

  // §2.8

  @Test
  void onlyWhatIsNotDoneIsRegisteredAndKeepsItsCoroutine() {
    inLoop(
        () -> {
          Task<Object> done = eager(Script.yielding(0));
          Task<Object> yielding = eager(Script.yielding(1));
          Task<Object> waiting = eager(Script.awaiting(rig.future()));
          assertNull(done.coroutine());
          assertNotNull(yielding.coroutine());
          assertNotNull(waiting.coroutine());
          assertEquals(List.of(yielding, waiting), rig.allTasks());
          log.add(waiting);
        });
    rig.spin(1);
    assertEquals(1, log.size());
    assertEquals(log, rig.allTasks());
  }

  @Test
  void whatYieldedGoesOnInTheNextIteration() {
    inLoop(() -> log.add(eager(Script.yielding(1))));
    Task<?> task = (Task<?>) log.get(0);
    assertFalse(task.isDone());
    rig.spin(1);
    assertTrue(task.isDone());
  }

  // §2.9

  @Test
  void anExitLeavesCreationAfterItIsStored() {
    KindGuest.Exit exit = new KindGuest.Exit();
    inLoop(
        () -> {
          List<CoroutineTask<?>> self = new ArrayList<>();
          KindGuest.Exit raised =
              assertThrows(
                  KindGuest.Exit.class,
                  () ->
                      eager(
                          Script.of(
                              (script, sent) -> {
                                self.add((CoroutineTask<?>) current());
                                throw exit;
                              })));
          assertSame(exit, raised);
          assertSame(exit, self.get(0).exception());
          assertNull(self.get(0).coroutine());
          assertNull(current());
          assertEquals(List.of(), rig.allTasks());
        });
  }

  @Test
  void everyOtherErrorIsStoredOnly() {
    for (Throwable error : List.of(new Exception(), new KindGuest.Base(), new CancelledError("own"))) {
      inLoop(
          () -> {
            Task<Object> task =
                eager(
                    Script.of(
                        (self, sent) -> {
                          throw error;
                        }));
            assertSame(error, Rig.outcome(task));
          });
    }
  }

  // §3.10
  @Test
  void aTaskThatCancelsItselfAndReturnsIsCancelled() {
    inLoop(
        () -> {
          Task<Object> task =
              eager(
                  Script.of(
                      (self, sent) -> {
                        assertTrue(((Task<?>) current()).cancel("me"));
                        return self.end("unheard");
                      }));
          assertEquals("me", ((CancelledError) Rig.outcome(task)).message());
        });
  }

  // §4.6 §4.8
  @Test
  void aTaskThatCancelsItselfAndGoesOnIsCancelledAtItsYield() {
    LoopFuture<Object> future = rig.future();
    inLoop(
        () -> {
          log.add(
              eager(
                  Script.of(
                      (self, sent) -> {
                        ((Task<?>) current()).cancel("await");
                        return self.waitFor(future);
                      })));
          log.add(
              eager(
                  Script.of(
                      (self, sent) -> {
                        ((Task<?>) current()).cancel("yield");
                        return null;
                      })));
        });
    assertTrue(future.isCancelled());
    rig.spin(1);
    assertEquals("await", ((CancelledError) Rig.outcome((Task<?>) log.get(0))).message());
    assertEquals("yield", ((CancelledError) Rig.outcome((Task<?>) log.get(1))).message());
    Rig.assertKinds(rig.reports);
  }

  // §3.6
  @Test
  void anEagerStartInsideOfAStepIsNoEntry() {
    CoroutineTask<Object> task =
        rig.task(
            Script.of(
                (self, sent) -> {
                  eager(Script.yielding(1));
                  return self.end(null);
                }));
    rig.spin(2);
    assertTrue(task.isDone());
    Rig.assertKinds(rig.reports, new Kind[0]);
    assertEquals(List.of(), rig.allTasks());
  }

  /** §2.10 */
  @Test
  void aStartWhoseContextCannotBeEntered() {
    IllegalStateException locked = new IllegalStateException("the context is entered already");
    KindGuest guest =
        new KindGuest() {
          @Override
          public <A> void runInContext(Object context, Callback<? super A> body, A argument) {
            throw locked;
          }
        };
    List<Object> created = new ArrayList<>();
    Rig own = new Rig(Rig.options(Rig.NEW).withGuest(guest).withObserver(keeperIn(created)).holdingTasksStrongly());
    Script body = Script.yielding(0);
    own.loop.callSoon(
        () -> {
          log.add(assertThrows(IllegalStateException.class, () -> own.loop.createTask(body, new TaskOptions("lost", "in", true))));
          log.add(own.allTasks());
        });
    own.spin(1);
    assertEquals(List.of(locked, List.of()), log);
    assertEquals(List.of(), own.reports);
    own.loop.setDebug(true);
    own.loop.callSoon(
        () -> assertThrows(IllegalStateException.class, () -> own.loop.createTask(body, new TaskOptions("lost", "in", true))));
    own.spin(1);
    Task<Object> again = own.loop.createTask(body); // it is as it was
    own.spin(1);
    assertTrue(again.isDone());
    assertEquals(List.of(), own.reports, "one task has it");
    assertEquals(3, created.size());
  }
}
