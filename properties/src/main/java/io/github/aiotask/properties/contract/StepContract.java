package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertEquals;
import static io.github.aiotask.properties.contract.Assertions.assertSame;
import static io.github.aiotask.properties.contract.Assertions.assertThrows;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.random.Profile;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Chapter 3: the step. */
public interface StepContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_3_agreesWithTheModel(@ForAll @About(Profile.STEP) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("3.1")
  default void required_3_1_refusesADoneTask(@ForAll @Exercising("3.1") Case one) {
    agrees("3.1", one);
  }

  @Property(tries = TRIES)
  @Rule("3.2")
  default void required_3_2_deliversARequestOnce(@ForAll @Exercising("3.2") Case one) {
    agrees("3.2", one);
  }

  @Property(tries = TRIES)
  @Rule("3.3")
  default void required_3_3_deliversTheMessage(@ForAll @Exercising("3.3") Case one) {
    agrees("3.3", one);
  }

  @Property(tries = TRIES)
  @Rule("3.4")
  default void required_3_4_forgetsTheWaiterFirst(@ForAll @Exercising("3.4") Case one) {
    agrees("3.4", one);
  }

  @Property(tries = TRIES)
  @Rule("3.5")
  default void required_3_5_takesThePlaceOfTheRunningTask(@ForAll @Exercising("3.5") Case one) {
    agrees("3.5", one);
  }

  @Property(tries = TRIES)
  @Rule("3.6")
  default void required_3_6_refusesToRunInsideOfAnother(@ForAll @Exercising("3.6") Case one) {
    agrees("3.6", one);
  }

  @Property(tries = TRIES)
  @Rule("3.7")
  default void required_3_7_sendsTheValue(@ForAll @Exercising("3.7") Case one) {
    agrees("3.7", one);
  }

  @Property(tries = TRIES)
  @Rule("3.8")
  default void required_3_8_sendsNull(@ForAll @Exercising("3.8") Case one) {
    agrees("3.8", one);
  }

  @Property(tries = TRIES)
  @Rule("3.9")
  default void required_3_9_storesWhatIsReturned(@ForAll @Exercising("3.9") Case one) {
    agrees("3.9", one);
  }

  @Property(tries = TRIES)
  @Rule("3.10")
  default void required_3_10_cancelsOnReturnIfAskedTo(@ForAll @Exercising("3.10") Case one) {
    agrees("3.10", one);
  }

  @Property(tries = TRIES)
  @Rule("3.11")
  default void required_3_11_endsCancelledOnACancelledError(@ForAll @Exercising("3.11") Case one) {
    agrees("3.11", one);
  }

  @Property(tries = TRIES)
  @Rule("3.12")
  default void required_3_12_keepsThatCancelledError(@ForAll @Exercising("3.12") Case one) {
    agrees("3.12", one);
  }

  @Property(tries = TRIES)
  @Rule("3.13")
  default void required_3_13_storesAnExitAndLetsItOut(@ForAll @Exercising("3.13") Case one) {
    agrees("3.13", one);
  }

  @Property(tries = TRIES)
  @Rule("3.14")
  default void required_3_14_storesAnyOtherError(@ForAll @Exercising("3.14") Case one) {
    agrees("3.14", one);
  }

  @Property(tries = TRIES)
  @Rule("3.15")
  default void required_3_15_countsACancelledErrorByVersion(@ForAll @Exercising("3.15") Case one) {
    agrees("3.15", one);
  }

  @Property(tries = TRIES)
  @Rule("3.16")
  default void required_3_16_leavesWhicheverTaskRuns(@ForAll @Exercising("3.16") Case one) {
    agrees("3.16", one);
  }

  @Property(tries = TRIES)
  @Rule("3.17")
  default void required_3_17_leavesItsOwnTaskOnly(@ForAll @Exercising("3.17") Case one) {
    agrees("3.17", one);
  }

  @Property(tries = TRIES)
  @Rule("3.18")
  default void required_3_18_endsByBaseOperations(@ForAll @Exercising("3.18") Case one) {
    agrees("3.18", one);
  }

  @Property(tries = TRIES)
  @Rule("3.19")
  default void required_3_19_runsInTheContextOfItsTask(@ForAll @Exercising("3.19") Case one) {
    agrees("3.19", one);
  }

  @Property(tries = TRIES)
  @Rule("3.20")
  default void required_3_20_failsWhenItReturnsDespiteARequest(@ForAll @Exercising("3.20") Case one) {
    agrees("3.20", one);
  }

  @Property(tries = TRIES)
  @Rule("3.21")
  default void required_3_21_refusesAnOutcomeFromOutside(@ForAll @Exercising("3.21") Case one) {
    agrees("3.21", one);
  }

  /** A guest that would put another error in the place of any that passes. */
  @Example
  @Rule("3.22")
  default void required_3_22_throwsAroundTheGuest() throws Exception {
    List<Throwable> passed = new ArrayList<>();
    Guest guest =
        new Guest() {
          @Override
          public Object captureContext() {
            return "context";
          }

          @Override
          public <A extends @Nullable Object> void runInContext(
              Object context, Callback<? super A> body, A argument) {
            try {
              body.call(argument);
            } catch (Throwable error) {
              passed.add(error);
            }
          }
        };
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT.withGuest(guest)).newVirtualLoop();
    List<Throwable> reports = new ArrayList<>();
    loop.setExceptionHandler(report -> reports.add(report.exception()));
    IllegalStateException ofCallback = new IllegalStateException("of a callback");
    OutOfMemoryError exit = new OutOfMemoryError("of a task");
    loop.callSoon(
        () -> {
          throw ofCallback;
        });
    loop.createTask(new Raising(exit));
    assertSame(exit, assertThrows(OutOfMemoryError.class, loop::runOnce));
    assertEquals(List.of(ofCallback), reports);
    assertEquals(List.of(), passed);
  }
}
