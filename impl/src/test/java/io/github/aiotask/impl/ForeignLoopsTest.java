package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Registry;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Loops of another make, and tasks of all loops and of none: who keeps whom, and what is known of them. */
class ForeignLoopsTest {
  private final Rig rig = new Rig();
  private final TaskRegistry tasks = (TaskRegistry) rig.runtime.registry();
  private final Registry registry = tasks;
  private final ForeignLoop loop = new ForeignLoop();

  private boolean keepsTheLoop() {
    return Reach.leads(rig.runtime, loop);
  }

  /** As if the collector had taken the state of a loop that has neither task nor future. */
  private void collectState(TaskLoop of) {
    ((ForeignLoopState) tasks.stateOf(of)).kept.state.clear();
  }

  // §7.11

  @Test
  void theRegistryKeepsNoLoop() {
    assertTrue(Reach.leads(rig.runtime.createFuture(loop), loop), "its futures do");
    Task<Object> task = rig.runtime.createTask(loop, Script.yielding(1), TaskOptions.DEFAULT);
    assertTrue(Reach.leads(task, loop), "its tasks do");
    registry.register(loop, new Object());
    registry.register(task);
    loop.runAll();
    assertFalse(keepsTheLoop());
    assertFalse(Reach.leads(rig.runtime, rig.loop));
  }

  @Test
  void aForeignTaskThatRunsKeepsItsLoopUntilItLeaves() {
    Object one = new Object();
    Object two = new Object();
    registry.enter(loop, one);
    assertTrue(keepsTheLoop());
    registry.swap(loop, two);
    assertTrue(keepsTheLoop());
    registry.leave(loop, two);
    assertFalse(keepsTheLoop());
    registry.swap(loop, one);
    assertTrue(keepsTheLoop());
    registry.swap(loop, null);
    assertFalse(keepsTheLoop());
    registry.enter(loop, one);
    registry.forget(loop);
    assertFalse(keepsTheLoop());
  }

  @Test
  void aTaskOfOursThatRunsLeadsToItsLoopByItself() {
    Task<Object> task = rig.runtime.createTask(loop, Script.yielding(1), TaskOptions.DEFAULT);
    registry.enter(loop, task);
    assertFalse(keepsTheLoop());
    assertSame(task, registry.currentTask(loop));
  }

  @Test
  void whatIsRegisteredOutlivesTheTasksAndFuturesOfItsLoop() {
    Object foreign = new Object();
    registry.register(loop, foreign);
    LoopState former = tasks.stateOf(loop);
    assertSame(former, tasks.stateOf(loop));
    ForeignLoop other = new ForeignLoop();
    tasks.stateOf(other); // no longer the recent one
    assertSame(former, tasks.stateOf(loop));
    collectState(loop);
    tasks.stateOf(other);
    assertNotSame(former, tasks.stateOf(loop));
    assertEquals(List.of(foreign), registry.allTasks(loop));
    registry.unregister(loop, foreign);
    assertEquals(List.of(), registry.allTasks(loop));
  }

  // §7.10

  private static Set<Object> setOf(List<Object> list) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(list);
    assertEquals(list.size(), set.size(), "one is there twice");
    return set;
  }

  @Test
  void allTasksOfAllLoopsAndOfNone() {
    CoroutineTask<Object> queued = rig.task(Script.yielding(1));
    Task<Object> elsewhere = rig.runtime.createTask(loop, Script.yielding(1), TaskOptions.DEFAULT);
    Task<Object> ofAnother = rig.runtime.newVirtualLoop().createTask(Script.yielding(1));
    Object ofNone = new Object();
    registry.register(ofNone);
    registry.register(ofNone);
    Object twice = new Object();
    registry.register(loop, twice);
    registry.register(rig.loop, twice);
    assertEquals(setOf(List.of(queued, elsewhere, ofAnother, ofNone, twice)), setOf(registry.allTasks()));
    registry.unregister(ofNone);
    registry.unregister(ofNone);
    queued.cancel();
    rig.spin(1);
    assertEquals(setOf(List.of(elsewhere, ofAnother, twice)), setOf(registry.allTasks()));
    assertEquals(List.of(), new Rig().runtime.registry().allTasks());
  }

  @Test
  void aTaskSaysItselfOfWhichLoopItIs() {
    CoroutineTask<Object> task = rig.waitingTask();
    registry.unregister(task);
    assertEquals(List.of(), rig.allTasks());
    assertEquals(List.of(), registry.allTasks());
    registry.register(task);
    assertEquals(List.of(task), rig.allTasks());
    assertEquals(List.of(task), registry.allTasks());

    FutureLike<Object> foreign = new RegistryTest.Duck(loop);
    registry.register(foreign);
    assertEquals(List.of(foreign), registry.allTasks(loop));
    registry.unregister(foreign);
    assertEquals(List.of(), registry.allTasks(loop));
  }

  @Test
  void aTaskOfNoLoopIsLeftOutOnceItIsDone() {
    RegistryTest.Duck foreign = new RegistryTest.Duck(null);
    registry.register(foreign);
    assertEquals(List.of(foreign), registry.allTasks());
    foreign.done = true;
    assertEquals(List.of(), registry.allTasks());
    assertThrows(NullPointerException.class, () -> registry.register(null));
    assertNull(registry.currentTask(loop));
  }
}
