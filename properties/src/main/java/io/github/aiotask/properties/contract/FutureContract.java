package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertEquals;
import static io.github.aiotask.properties.contract.Assertions.assertSame;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.random.Profile;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 1: a future. */
public interface FutureContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_1_agreesWithTheModel(@ForAll @About(Profile.FUTURE) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("1.1")
  default void required_1_1_isFinalOnceDone(@ForAll @Exercising("1.1") Case one) {
    agrees("1.1", one);
  }

  @Property(tries = TRIES)
  @Rule("1.2")
  default void required_1_2_isCompletedOnceOnly(@ForAll @Exercising("1.2") Case one) {
    agrees("1.2", one);
  }

  @Property(tries = TRIES)
  @Rule("1.3")
  default void required_1_3_storesNoStopIteration(@ForAll @Exercising("1.3") Case one) {
    agrees("1.3", one);
  }

  @Property(tries = TRIES)
  @Rule("1.4")
  default void required_1_4_schedulesItsCallbacksInOrder(@ForAll @Exercising("1.4") Case one) {
    agrees("1.4", one);
  }

  @Property(tries = TRIES)
  @Rule("1.5")
  default void required_1_5_appendsCallbacksWhilePending(@ForAll @Exercising("1.5") Case one) {
    agrees("1.5", one);
  }

  @Property(tries = TRIES)
  @Rule("1.6")
  default void required_1_6_schedulesCallbacksOnceDone(@ForAll @Exercising("1.6") Case one) {
    agrees("1.6", one);
  }

  @Property(tries = TRIES)
  @Rule("1.7")
  default void required_1_7_removesEveryEqualCallback(@ForAll @Exercising("1.7") Case one) {
    agrees("1.7", one);
  }

  @Property(tries = TRIES)
  @Rule("1.8")
  default void required_1_8_runsCallbacksInTheirContext(@ForAll @Exercising("1.8") Case one) {
    agrees("1.8", one);
  }

  @Property(tries = TRIES)
  @Rule("1.9")
  default void required_1_9_isCancelledWhilePendingOnly(@ForAll @Exercising("1.9") Case one) {
    agrees("1.9", one);
  }

  @Property(tries = TRIES)
  @Rule("1.10")
  default void required_1_10_isSilencedByCancel(@ForAll @Exercising("1.10") Case one) {
    agrees("1.10", one);
  }

  @Property(tries = TRIES)
  @Rule("1.11")
  default void required_1_11_hasNoOutcomeWhilePending(@ForAll @Exercising("1.11") Case one) {
    agrees("1.11", one);
  }

  @Property(tries = TRIES)
  @Rule("1.12")
  default void required_1_12_givesTheStoredOutcomeItself(@ForAll @Exercising("1.12") Case one) {
    agrees("1.12", one);
  }

  @Property(tries = TRIES)
  @Rule("1.13")
  default void required_1_13_raisesANewCancelledErrorForEachReader(@ForAll @Exercising("1.13") Case one) {
    agrees("1.13", one);
  }

  @Property(tries = TRIES)
  @Rule("1.14")
  default void required_1_14_givesTheKeptCancelledErrorOnce(@ForAll @Exercising("1.14") Case one) {
    agrees("1.14", one);
  }

  @Property(tries = TRIES)
  @Rule("1.15")
  default void required_1_15_isClaimedByAnAwaitWhilePending(@ForAll @Exercising("1.15") Case one) {
    agrees("1.15", one);
  }

  @Property(tries = TRIES)
  @Rule("1.16")
  default void required_1_16_refusesAnEarlyResume(@ForAll @Exercising("1.16") Case one) {
    agrees("1.16", one);
  }

  @Property(tries = TRIES)
  @Rule("1.17")
  default void required_1_17_isMarkedUnretrievedLast(@ForAll @Exercising("1.17") Case one) {
    agrees("1.17", one);
  }

  @Property(tries = TRIES)
  @Rule("1.18")
  default void required_1_18_refusesTheEndOfAGenerator(@ForAll @Exercising("1.18") Case one) {
    agrees("1.18", one);
  }

  /** A future that is cancelled, and a task that ended by a CancelledError of its own. */
  @Example
  @Rule("1.19")
  default void required_1_19_saysTheMessageThatWasSet() throws Exception {
    TaskRuntime runtime = provider().newRuntime(TaskRuntime.Options.DEFAULT);
    RunnableLoop loop = runtime.newVirtualLoop();
    Future<Object> future = loop.createFuture();
    future.cancel("of the cancel");
    runtime.base().setCancelMessage(future, "set");
    assertEquals("set", ((CancelledError) runtime.base().makeCancelledError(future)).message());
    assertEquals("set", future.cancelMessage());

    CancelledError own = new CancelledError("own");
    Task<Object> task = loop.createTask(new Raising(own));
    loop.runOnce();
    runtime.base().setCancelMessage(task, "set");
    assertSame(own, runtime.base().makeCancelledError(task));
    assertEquals("set", ((CancelledError) runtime.base().makeCancelledError(task)).message());
  }
}
