package io.github.aiotask.properties.contract;

import io.github.aiotask.properties.random.Profile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 5: the wakeup. */
public interface WakeupContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_5_agreesWithTheModel(@ForAll @About(Profile.WAKEUP) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("5.1")
  default void required_5_1_isACallbackAmongOthers(@ForAll @Exercising("5.1") Case one) {
    agrees("5.1", one);
  }

  @Property(tries = TRIES)
  @Rule("5.2")
  default void required_5_2_stepsDirectly(@ForAll @Exercising("5.2") Case one) {
    agrees("5.2", one);
  }

  @Property(tries = TRIES)
  @Rule("5.3")
  default void required_5_3_readsTheFuture(@ForAll @Exercising("5.3") Case one) {
    agrees("5.3", one);
  }

  @Property(tries = TRIES)
  @Rule("5.4")
  default void required_5_4_letsAFatalErrorOut(@ForAll @Exercising("5.4") Case one) {
    agrees("5.4", one);
  }

  @Property(tries = TRIES)
  @Rule("5.5")
  default void required_5_5_raisesAnyErrorInTheCoroutine(@ForAll @Exercising("5.5") Case one) {
    agrees("5.5", one);
  }

  @Property(tries = TRIES)
  @Rule("5.6")
  default void required_5_6_leavesNoTaskWithoutATurn(@ForAll @Exercising("5.6") Case one) {
    agrees("5.6", one);
  }
}
