package io.github.aiotask.impl;

import static io.github.aiotask.impl.KindGuest.assertRaises;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Registry;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime.Options;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All tasks and the running one, of this library's loops and of others. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RegistryTest {
  private final Rig rig = new Rig();
  private final Registry registry = rig.runtime.registry();

  // §7.2

  @Test
  void aTaskIsThereFromItsCreationToItsEndWhateverItDoes() {
    LoopFuture<Object> future = rig.future();
    CoroutineTask<Object> task =
        rig.task(Script.of((self, sent) -> null, (self, sent) -> self.waitFor(future), (self, sent) -> null, Script::end));
    List<Object> just = List.of(task);
    assertEquals(just, rig.allTasks(), "created");
    rig.spin(1);
    assertEquals(just, rig.allTasks(), "after a yield");
    rig.spin(1);
    assertEquals(just, rig.allTasks(), "waiting");
    future.setResult(null);
    assertEquals(just, rig.allTasks(), "woken");
    rig.spin(1);
    assertEquals(just, rig.allTasks(), "after another yield");
    rig.spin(1);
    assertTrue(task.isDone());
    assertEquals(List.of(), rig.allTasks());
  }

  // §7.2
  @Test
  void aTaskIsThereWhileAStepThatRaisesIsQueued() {
    CoroutineTask<Object> task = rig.task(Script.of((self, sent) -> "nothing to await", Script::end));
    rig.spin(1);
    assertEquals(List.of(task), rig.allTasks());
    rig.spin(1);
    assertTrue(task.isDone());
    assertEquals(List.of(), rig.allTasks());
  }

  // §7.4
  @Test
  void noTaskIsRunningWhenItsErrorIsReported() {
    Rig failing =
        new Rig(
            Options.DEFAULT.withGuest(
                new KindGuest() {
                  @Override
                  public FutureLike<?> asFuture(Object yielded) {
                    throw new IllegalStateException("the guest fails");
                  }
                }));
    List<Object> running = new ArrayList<>();
    failing.loop.setExceptionHandler(error -> running.add(failing.runtime.registry().currentTask(failing.loop)));
    failing.task(Script.of((self, sent) -> "anything"));
    failing.spin(1);
    assertEquals(Collections.singletonList(null), running);
  }

  @Test
  void noTaskIsRunningWhileThePollerIsAskedForTheTime() throws InterruptedException {
    List<Object> running = new ArrayList<>();
    List<TaskLoop> loops = new ArrayList<>();
    var timed =
        rig.runtime.newLoop(
            new Rig.HandPoller() {
              @Override
              public long time() {
                loops.forEach(loop -> running.add(registry.currentTask(loop)));
                return now;
              }
            });
    loops.add(timed);
    timed.setDebug(true);
    timed.createTask(Script.yielding(1));
    timed.runOnce();
    assertEquals(Collections.nCopies(2, null), running);
  }

  @Test
  void noTaskIsRunningWhenItsSlownessIsReportedAndTheNextOneIsItselfRunning() {
    List<Object> seen = new ArrayList<>();
    rig.loop.setDebug(true);
    rig.loop.setExceptionHandler(error -> seen.add(registry.currentTask(rig.loop)));
    List<CoroutineTask<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      tasks.add(
          rig.task(
              Script.of(
                  (self, sent) -> {
                    seen.add(registry.currentTask(rig.loop));
                    rig.poller.now += 100_000_000;
                    return null;
                  })));
    }
    rig.spin(1);
    List<Object> expected = new ArrayList<>();
    for (CoroutineTask<Object> task : tasks) {
      expected.add(task);
      expected.add(null);
    }
    assertEquals(expected, seen);
  }

  // §7.1
  @Test
  void in34ADoneTaskStaysUntilItIsCollected() {
    Rig old = new Rig(Rig.OLD);
    CoroutineTask<Object> task = old.task(Script.yielding(0));
    old.spin(1);
    assertTrue(task.isDone());
    assertEquals(List.of(task), old.allTasks());
    Rig.collect(task);
    old.spin(1);
    assertEquals(List.of(), old.allTasks());
    Rig.assertKinds(old.reports);
  }

  // §7.2 §7.4
  @Test
  void theRunningTaskIsThereAndThoseBesideIt() {
    List<List<Object>> seen = new ArrayList<>();
    List<CoroutineTask<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tasks.add(
          rig.task(
              Script.of(
                  (self, sent) -> {
                    assertTrue(rig.allTasks().contains(registry.currentTask(rig.loop)));
                    seen.add(rig.allTasks());
                    return self.end(null);
                  })));
    }
    rig.spin(1);
    assertEquals(List.of(3, 2, 1), seen.stream().map(List::size).toList());
    Rig.assertKinds(rig.reports);
  }

  // §7.3

  @Test
  void theListIsNewAndTheCallersOwn() {
    CoroutineTask<Object> task = rig.waitingTask();
    List<Object> first = rig.allTasks();
    assertNotSame(first, rig.allTasks());
    List<Object> later = new ArrayList<>(); // held, or the collector would take them from the list (§7.2)
    for (Object one : first) {
      ((Task<?>) one).cancel();
      rig.spin(1);
      later.add(rig.waitingTask());
    }
    assertTrue(task.isDone());
    first.clear();
    assertEquals(later, rig.allTasks());
  }

  @Test
  void tasksAreOfTheirLoopAloneAndComparedByIdentity() {
    record Equal(int same) {}
    Equal one = new Equal(1);
    Equal two = new Equal(1);
    registry.register(rig.loop, one);
    registry.register(rig.loop, two);
    registry.register(rig.loop, one);
    List<Object> all = rig.allTasks();
    assertEquals(2, all.size());
    assertSame(one, all.get(0));
    assertSame(two, all.get(1));
    FifoEventLoop other = (FifoEventLoop) rig.runtime.newLoop(new Rig.HandPoller());
    assertEquals(List.of(), registry.allTasks(other));
    registry.unregister(rig.loop, two);
    registry.unregister(rig.loop, two);
    assertEquals(1, rig.allTasks().size());
    assertSame(one, rig.allTasks().get(0));
  }

  @Test
  void twoRuntimesKnowNothingOfEachOther() {
    rig.waitingTask();
    assertEquals(List.of(), new Rig().runtime.registry().allTasks(rig.loop));
  }

  /** A guest's own task, which can say that it is done. */
  static final class Duck implements FutureLike<Object> {
    private final TaskLoop loop;
    boolean done;

    Duck(TaskLoop loop) {
      this.loop = loop;
    }

    @Override
    public TaskLoop loop() {
      return loop;
    }

    @Override
    public boolean isDone() {
      return done;
    }

    @Override
    public boolean isBlocking() {
      return false;
    }

    @Override
    public void setBlocking(boolean blocking) {}

    @Override
    public void addWaiter(Task<?> task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean cancel(Object message) {
      return false;
    }

    @Override
    public Object result() {
      return null;
    }
  }

  // §7.4 §7.5

  @Test
  void enterLeaveAndSwapOfForeignTasks() {
    for (var loop : List.of(rig.loop, new ForeignLoop())) {
      Object one = new Object();
      Object two = new Object();
      assertNull(registry.currentTask(loop));
      registry.enter(loop, one);
      assertSame(one, registry.currentTask(loop));
      assertRaises(ErrorKind.ENTER, () -> registry.enter(loop, two));
      assertRaises(ErrorKind.ENTER, () -> registry.enter(loop, one));
      assertRaises(ErrorKind.LEAVE, () -> registry.leave(loop, two));
      assertSame(one, registry.swap(loop, two));
      assertSame(two, registry.swap(loop, null));
      assertNull(registry.currentTask(loop));
      assertRaises(ErrorKind.LEAVE, () -> registry.leave(loop, two));
      assertNull(registry.swap(loop, one));
      registry.leave(loop, one);
      assertNull(registry.currentTask(loop));
      assertEquals(List.of(), registry.allTasks(loop), "to run is not to be registered");
    }
  }

  // §7.5
  @Test
  void aTaskThatIsSwappedOutInsideItsStepIsStillThere() {
    List<List<Object>> seen = new ArrayList<>();
    CoroutineTask<Object> task =
        rig.task(
            Script.of(
                (self, sent) -> {
                  Object me = registry.swap(rig.loop, new Object());
                  seen.add(rig.allTasks());
                  registry.swap(rig.loop, me);
                  return self.end(null);
                }));
    rig.spin(1);
    assertEquals(List.of(List.of(task)), seen);
    assertEquals(List.of(), rig.allTasks());
  }

  // §7.6

  @Test
  void aForeignTaskThatSaysItIsDoneIsLeftOut() {
    Duck foreign = new Duck(null);
    registry.register(rig.loop, foreign);
    assertEquals(List.of(foreign), rig.allTasks());
    foreign.done = true;
    assertEquals(List.of(), rig.allTasks());
  }

  @Test
  void anOwnTaskCanBeUnregisteredAndRegisteredAgain() {
    CoroutineTask<Object> waiting = rig.waitingTask();
    CoroutineTask<Object> queued = rig.task(Script.yielding(5));
    for (CoroutineTask<Object> task : List.of(waiting, queued)) {
      registry.unregister(rig.loop, task);
      registry.unregister(rig.loop, task);
      assertTrue(!rig.allTasks().contains(task));
      registry.register(rig.loop, task);
      registry.register(rig.loop, task);
      assertEquals(1, Collections.frequency(rig.allTasks(), task));
    }
    rig.spin(1);
    assertEquals(Set.of(waiting, queued), Set.copyOf(rig.allTasks()));
  }

  @Test
  void aDoneTaskCannotBeRegistered() {
    CoroutineTask<Object> task = rig.task(Script.yielding(0));
    rig.spin(1);
    registry.register(rig.loop, task);
    assertEquals(List.of(), rig.allTasks());
  }

  @Test
  void onAForeignLoopEachTaskIsThereAtOnce() {
    ForeignLoop foreign = new ForeignLoop();
    Task<Object> task = rig.runtime.createTask(foreign, Script.yielding(1), TaskOptions.DEFAULT);
    assertEquals(List.of(task), registry.allTasks(foreign));
    foreign.runAll();
    assertTrue(task.isDone());
    assertEquals(List.of(), registry.allTasks(foreign));
  }

  @Test
  void whatIsKeptOfAForeignLoopCanBeForgotten() {
    ForeignLoop foreign = new ForeignLoop();
    Object task = new Object();
    registry.register(foreign, task);
    registry.enter(foreign, task);
    registry.forget(foreign);
    assertEquals(List.of(), registry.allTasks(foreign));
    assertNull(registry.currentTask(foreign));
    registry.forget(foreign);
    registry.register(rig.loop, task);
    registry.forget(rig.loop); // no effect
    assertEquals(List.of(task), rig.allTasks());
  }

  // §7.7

  @Test
  void aTaskIsThereWhileItsFirstStepRunsEagerlyAndSoIsWhoStartedIt() {
    List<Object> seen = new ArrayList<>();
    CoroutineTask<Object> parent =
        rig.task(
            Script.of(
                (self, sent) -> {
                  Task<Object> child =
                      rig.loop.createTask(
                          Script.of(
                              (inside, nothing) -> {
                                seen.addAll(rig.allTasks());
                                seen.add(registry.currentTask(rig.loop));
                                return inside.end(null);
                              }),
                          TaskOptions.DEFAULT.eager());
                  seen.add(child);
                  return self.end(null);
                }));
    rig.spin(1);
    Rig.assertKinds(rig.reports, new Kind[0]);
    Object child = seen.get(3);
    assertEquals(List.of(parent, child, child, child), seen);
  }

  // §7.8

  @Test
  void aSnapshotFromAnotherThreadHoldsEveryTaskThatWaits() throws Exception {
    FifoEventLoop loop = (FifoEventLoop) rig.runtime.newLoop();
    LoopFuture<Object> never = (LoopFuture<Object>) loop.createFuture();
    Set<Object> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 50; i++) {
      waiting.add(loop.createTask(Script.awaiting(never)));
    }
    loop.runOnce();
    CountDownLatch looked = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicInteger looks = new AtomicInteger();
    Thread monitor =
        new Thread(
            () -> {
              try {
                while (!Thread.interrupted()) {
                  List<Object> all = registry.allTasks(loop);
                  Set<Object> missing = Collections.newSetFromMap(new IdentityHashMap<>());
                  missing.addAll(waiting);
                  missing.removeAll(all);
                  assertEquals(Set.of(), missing);
                  assertTrue(!all.contains(null));
                  looks.incrementAndGet();
                  looked.countDown();
                }
              } catch (Throwable error) {
                failure.set(error);
                looked.countDown();
              }
            });
    monitor.start();
    looked.await();
    int created = 0;
    while (failure.get() == null && (created < 10_000 || looks.get() < 2_000)) {
      LoopFuture<Object> soon = (LoopFuture<Object>) loop.createFuture();
      for (int i = 0; i < 100; i++, created++) {
        loop.createTask(i % 2 == 0 ? Script.yielding(3) : Script.awaiting(soon));
      }
      loop.runOnce();
      soon.setResult(null);
      loop.runOnce();
      loop.runOnce();
      loop.runOnce();
    }
    monitor.interrupt();
    monitor.join();
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    assertEquals(Set.copyOf(waiting), Set.copyOf(registry.allTasks(loop)));
  }
}
