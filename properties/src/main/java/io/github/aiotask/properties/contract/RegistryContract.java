package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertEquals;

import io.github.aiotask.Registry;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.random.Profile;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 7: the registry. */
@Untested(rule = "7.8", reason = "what another thread sees depends on its moment; impl tests it with threads (RegistryTest)")
@Untested(rule = "7.9", reason = "when the JVM collects is its own affair; impl tests it (CollectionReportsTest)")
@Untested(rule = "7.11", reason = "when the JVM collects is its own affair; impl tests who leads to whom (ForeignLoopsTest)")
public interface RegistryContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_7_agreesWithTheModel(@ForAll @About(Profile.REGISTRY) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("7.1")
  default void required_7_1_keepsDoneTasks(@ForAll @Exercising("7.1") Case one) {
    agrees("7.1", one);
  }

  @Property(tries = TRIES)
  @Rule("7.2")
  default void required_7_2_holdsNoDoneTask(@ForAll @Exercising("7.2") Case one) {
    agrees("7.2", one);
  }

  @Property(tries = TRIES)
  @Rule("7.3")
  default void required_7_3_givesTheTasksOfThatLoop(@ForAll @Exercising("7.3") Case one) {
    agrees("7.3", one);
  }

  @Property(tries = TRIES)
  @Rule("7.4")
  default void required_7_4_knowsTheRunningTask(@ForAll @Exercising("7.4") Case one) {
    agrees("7.4", one);
  }

  @Property(tries = TRIES)
  @Rule("7.5")
  default void required_7_5_entersLeavesAndSwaps(@ForAll @Exercising("7.5") Case one) {
    agrees("7.5", one);
  }

  @Property(tries = TRIES)
  @Rule("7.6")
  default void required_7_6_takesAndForgetsTasksByHand(@ForAll @Exercising("7.6") Case one) {
    agrees("7.6", one);
  }

  @Property(tries = TRIES)
  @Rule("7.7")
  default void required_7_7_holdsAnEagerTaskInItsFirstStep(@ForAll @Exercising("7.7") Case one) {
    agrees("7.7", one);
  }

  /** Tasks of two loops, and one of none. */
  @Example
  @Rule("7.10")
  default void required_7_10_listsTheTasksOfAllLoopsAndOfNone() {
    TaskRuntime runtime = provider().newRuntime(TaskRuntime.Options.DEFAULT);
    Registry registry = runtime.registry();
    Task<Object> one = runtime.newVirtualLoop().createTask(new Returning(1));
    Task<Object> other = runtime.newVirtualLoop().createTask(new Returning(1));
    Object ofNone = new Object();
    registry.register(ofNone);
    assertEquals(Set.of(one, other, ofNone), Set.copyOf(registry.allTasks()));
    assertEquals(3, registry.allTasks().size());
    registry.unregister(ofNone);
    registry.unregister(one);
    assertEquals(List.of(other), registry.allTasks());
    assertEquals(List.of(), registry.allTasks(one.loop()));
    registry.register(one);
    assertEquals(List.of(one), registry.allTasks(one.loop()));
  }
}
