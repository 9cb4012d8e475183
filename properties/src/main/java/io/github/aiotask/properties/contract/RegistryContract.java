package io.github.aiotask.properties.contract;

import io.github.aiotask.properties.random.Profile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 7: the registry. */
@Untested(rule = "7.8", reason = "what another thread sees depends on its moment; impl tests it with threads (RegistryTest)")
@Untested(rule = "7.9", reason = "when the JVM collects is its own affair; impl tests it (CollectionReportsTest)")
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
}
