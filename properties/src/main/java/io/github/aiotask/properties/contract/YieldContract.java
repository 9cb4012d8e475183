package io.github.aiotask.properties.contract;

import io.github.aiotask.properties.random.Profile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 4: what a coroutine yields. */
public interface YieldContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_4_agreesWithTheModel(@ForAll @About(Profile.YIELD) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("4.1")
  default void required_4_1_takesNoForeignFuture(@ForAll @Exercising("4.1") Case one) {
    agrees("4.1", one);
  }

  @Property(tries = TRIES)
  @Rule("4.2")
  default void required_4_2_takesAnythingWithTheHandshake(@ForAll @Exercising("4.2") Case one) {
    agrees("4.2", one);
  }

  @Property(tries = TRIES)
  @Rule("4.3")
  default void required_4_3_refusesAFutureOfAnotherLoop(@ForAll @Exercising("4.3") Case one) {
    agrees("4.3", one);
  }

  @Property(tries = TRIES)
  @Rule("4.4")
  default void required_4_4_refusesItself(@ForAll @Exercising("4.4") Case one) {
    agrees("4.4", one);
  }

  @Property(tries = TRIES)
  @Rule("4.5")
  default void required_4_5_claimsThenRegistersThenWaits(@ForAll @Exercising("4.5") Case one) {
    agrees("4.5", one);
  }

  @Property(tries = TRIES)
  @Rule("4.6")
  default void required_4_6_passesARequestOnToTheWaiter(@ForAll @Exercising("4.6") Case one) {
    agrees("4.6", one);
  }

  @Property(tries = TRIES)
  @Rule("4.7")
  default void required_4_7_refusesAFutureWithoutAwait(@ForAll @Exercising("4.7") Case one) {
    agrees("4.7", one);
  }

  @Property(tries = TRIES)
  @Rule("4.8")
  default void required_4_8_stepsAgainAfterABareYield(@ForAll @Exercising("4.8") Case one) {
    agrees("4.8", one);
  }

  @Property(tries = TRIES)
  @Rule("4.9")
  default void required_4_9_refusesAGenerator(@ForAll @Exercising("4.9") Case one) {
    agrees("4.9", one);
  }

  @Property(tries = TRIES)
  @Rule("4.10")
  default void required_4_10_refusesAnythingElse(@ForAll @Exercising("4.10") Case one) {
    agrees("4.10", one);
  }

  @Property(tries = TRIES)
  @Rule("4.11")
  default void required_4_11_answersByAStepThatRaises(@ForAll @Exercising("4.11") Case one) {
    agrees("4.11", one);
  }

  @Property(tries = TRIES)
  @Rule("4.12")
  default void required_4_12_letsAnErrorOut(@ForAll @Exercising("4.12") Case one) {
    agrees("4.12", one);
  }
}
