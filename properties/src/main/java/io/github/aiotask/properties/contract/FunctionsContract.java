package io.github.aiotask.properties.contract;

import io.github.aiotask.properties.random.Profile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 10: asyncio's functions. What is untested here has tests in the module that has them. */
@Untested(rule = "10.3", reason = "no program sets a task factory")
@Untested(rule = "10.4", reason = "no program sets a task factory")
@Untested(rule = "10.15", reason = "when the JVM collects is its own affair")
@Untested(rule = "10.24", reason = "programs give no coroutine to a wait: the error is one of Java's types")
@Untested(rule = "10.32", reason = "programs have no asCompleted")
@Untested(rule = "10.33", reason = "programs have no asCompleted")
@Untested(rule = "10.34", reason = "programs have no asCompleted")
@Untested(rule = "10.35", reason = "programs have no asCompleted")
@Untested(rule = "10.36", reason = "programs have no sleep")
@Untested(rule = "10.37", reason = "programs have no sleep")
@Untested(rule = "10.38", reason = "programs have no sleep")
@Untested(rule = "10.57", reason = "programs have no runner")
@Untested(rule = "10.58", reason = "programs have no runner")
@Untested(rule = "10.59", reason = "programs have no runner")
@Untested(rule = "10.60", reason = "programs have no second thread that runs")
@Untested(rule = "10.61", reason = "programs have no second thread that runs")
@Untested(rule = "10.62", reason = "programs have no second thread that runs")
@Untested(rule = "10.63", reason = "the kit refuses the functions that came later itself")
@Untested(rule = "10.64", reason = "programs have no runner; impl tests it (ClosingRunnerTest)")
@Untested(rule = "10.65", reason = "programs have no second thread that runs; impl tests it (ClosingRunnerTest)")
@Untested(rule = "10.66", reason = "programs have no second thread that runs; impl tests it (OtherThreadsTest)")
@Untested(rule = "10.80", reason = "programs have no sleep")
@Untested(rule = "10.81", reason = "programs have no second thread that runs")
@Untested(rule = "10.82", reason = "programs have no second thread that runs")
@Untested(rule = "10.84", reason = "programs enter a group where they create it; impl tests it (RecordedFunctionsTest)")
@Untested(rule = "10.86", reason = "programs close no coroutine; impl tests it (RecordedFunctionsTest)")
@Untested(rule = "10.88", reason = "what a stack says is no program's to compare; asyncio's CallGraphTest does with 3.14.2")
@Untested(rule = "10.87", reason = "programs have no second thread that runs; impl tests it (RecordedFunctionsTest)")
public interface FunctionsContract extends Contract {

  /** All rules of the chapter together, in programs that are about gather, shield and waits. */
  @Property(tries = 500)
  default void chapter_10_agreesWithTheModel(@ForAll @About(Profile.FUNCTIONS) Case one) {
    agrees(one);
  }

  /** The same in programs that are about timeouts and groups. */
  @Property(tries = 500)
  default void chapter_10_agreesWithTheModelInScopes(@ForAll @About(Profile.SCOPES) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("10.1")
  default void required_10_1_takesFuturesAndCoroutinesAlike(@ForAll @Exercising("10.1") Case one) {
    agrees("10.1", one);
  }

  @Property(tries = TRIES)
  @Rule("10.2")
  default void required_10_2_refusesAFutureOfAnotherLoop(@ForAll @Exercising("10.2") Case one) {
    agrees("10.2", one);
  }

  @Property(tries = TRIES)
  @Rule("10.5")
  default void required_10_5_gathersInOrder(@ForAll @Exercising("10.5") Case one) {
    agrees("10.5", one);
  }

  @Property(tries = TRIES)
  @Rule("10.6")
  default void required_10_6_endsAGatherWithTheFirstError(@ForAll @Exercising("10.6") Case one) {
    agrees("10.6", one);
  }

  @Property(tries = TRIES)
  @Rule("10.7")
  default void required_10_7_takesACancelledArgumentForAFailedOne(@ForAll @Exercising("10.7") Case one) {
    agrees("10.7", one);
  }

  @Property(tries = TRIES)
  @Rule("10.8")
  default void required_10_8_gathersOutcomes(@ForAll @Exercising("10.8") Case one) {
    agrees("10.8", one);
  }

  @Property(tries = TRIES)
  @Rule("10.9")
  default void required_10_9_passesTheCancelOfAGatherOn(@ForAll @Exercising("10.9") Case one) {
    agrees("10.9", one);
  }

  @Property(tries = TRIES)
  @Rule("10.10")
  default void required_10_10_keepsTheCancelOfAGatherOfOutcomes(@ForAll @Exercising("10.10") Case one) {
    agrees("10.10", one);
  }

  @Property(tries = TRIES)
  @Rule("10.11")
  default void required_10_11_givesTheOutcomesOfACancelledGather(@ForAll @Exercising("10.11") Case one) {
    agrees("10.11", one);
  }

  @Property(tries = TRIES)
  @Rule("10.12")
  default void required_10_12_gathersNothing(@ForAll @Exercising("10.12") Case one) {
    agrees("10.12", one);
  }

  @Property(tries = TRIES)
  @Rule("10.13")
  default void required_10_13_countsWhatIsDoneAtTheCall(@ForAll @Exercising("10.13") Case one) {
    agrees("10.13", one);
  }

  @Property(tries = TRIES)
  @Rule("10.14")
  default void required_10_14_hearsOfWhatIsDoneByACallback(@ForAll @Exercising("10.14") Case one) {
    agrees("10.14", one);
  }

  @Property(tries = TRIES)
  @Rule("10.16")
  default void required_10_16_shieldsNothingThatIsDone(@ForAll @Exercising("10.16") Case one) {
    agrees("10.16", one);
  }

  @Property(tries = TRIES)
  @Rule("10.17")
  default void required_10_17_shieldsTheInnerFuture(@ForAll @Exercising("10.17") Case one) {
    agrees("10.17", one);
  }

  @Property(tries = TRIES)
  @Rule("10.18")
  default void required_10_18_reportsAnErrorBehindACancelledShield(@ForAll @Exercising("10.18") Case one) {
    agrees("10.18", one);
  }

  @Property(tries = TRIES)
  @Rule("10.19")
  default void required_10_19_readsAnErrorBehindACancelledShield(@ForAll @Exercising("10.19") Case one) {
    agrees("10.19", one);
  }

  @Property(tries = TRIES)
  @Rule("10.20")
  default void required_10_20_waits(@ForAll @Exercising("10.20") Case one) {
    agrees("10.20", one);
  }

  @Property(tries = TRIES)
  @Rule("10.21")
  default void required_10_21_leavesAloneWhatACancelledWaitWaitsFor(@ForAll @Exercising("10.21") Case one) {
    agrees("10.21", one);
  }

  @Property(tries = TRIES)
  @Rule("10.22")
  default void required_10_22_takesTheCallbacksOfAWaitBack(@ForAll @Exercising("10.22") Case one) {
    agrees("10.22", one);
  }

  @Property(tries = TRIES)
  @Rule("10.23")
  default void required_10_23_leavesTheCallbacksOfAWait(@ForAll @Exercising("10.23") Case one) {
    agrees("10.23", one);
  }

  @Property(tries = TRIES)
  @Rule("10.25")
  default void required_10_25_waitsForCoroutines(@ForAll @Exercising("10.25") Case one) {
    agrees("10.25", one);
  }

  @Property(tries = TRIES)
  @Rule("10.26")
  default void required_10_26_countsTheSameFutureOnce(@ForAll @Exercising("10.26") Case one) {
    agrees("10.26", one);
  }

  @Property(tries = TRIES)
  @Rule("10.27")
  default void required_10_27_waitsWithoutALimit(@ForAll @Exercising("10.27") Case one) {
    agrees("10.27", one);
  }

  @Property(tries = TRIES)
  @Rule("10.28")
  default void required_10_28_waitsInsideOfATimeout(@ForAll @Exercising("10.28") Case one) {
    agrees("10.28", one);
  }

  @Property(tries = TRIES)
  @Rule("10.29")
  default void required_10_29_waitsForNoTime(@ForAll @Exercising("10.29") Case one) {
    agrees("10.29", one);
  }

  @Property(tries = TRIES)
  @Rule("10.30")
  default void required_10_30_waitsForUntilTheTimeIsOver(@ForAll @Exercising("10.30") Case one) {
    agrees("10.30", one);
  }

  @Property(tries = TRIES)
  @Rule("10.31")
  default void required_10_31_cancelsWhatACancelledWaitForWaitsFor(@ForAll @Exercising("10.31") Case one) {
    agrees("10.31", one);
  }

  @Property(tries = TRIES)
  @Rule("10.39")
  default void required_10_39_entersATimeoutInATask(@ForAll @Exercising("10.39") Case one) {
    agrees("10.39", one);
  }

  @Property(tries = TRIES)
  @Rule("10.40")
  default void required_10_40_expires(@ForAll @Exercising("10.40") Case one) {
    agrees("10.40", one);
  }

  @Property(tries = TRIES)
  @Rule("10.41")
  default void required_10_41_takesTheCancelOfATimeoutBack(@ForAll @Exercising("10.41") Case one) {
    agrees("10.41", one);
  }

  @Property(tries = TRIES)
  @Rule("10.42")
  default void required_10_42_raisesATimeoutError(@ForAll @Exercising("10.42") Case one) {
    agrees("10.42", one);
  }

  @Property(tries = TRIES)
  @Rule("10.43")
  default void required_10_43_letsAnOuterCancelLeaveATimeout(@ForAll @Exercising("10.43") Case one) {
    agrees("10.43", one);
  }

  @Property(tries = TRIES)
  @Rule("10.44")
  default void required_10_44_changesNoOtherEndOfATimeout(@ForAll @Exercising("10.44") Case one) {
    agrees("10.44", one);
  }

  @Property(tries = TRIES)
  @Rule("10.45")
  default void required_10_45_reschedulesWhatIsActive(@ForAll @Exercising("10.45") Case one) {
    agrees("10.45", one);
  }

  @Property(tries = TRIES)
  @Rule("10.46")
  default void required_10_46_refusesTasksOfAGroupThatIsOver(@ForAll @Exercising("10.46") Case one) {
    agrees("10.46", one);
  }

  @Property(tries = TRIES)
  @Rule("10.47")
  default void required_10_47_abortsAGroupWhenATaskFails(@ForAll @Exercising("10.47") Case one) {
    agrees("10.47", one);
  }

  @Property(tries = TRIES)
  @Rule("10.48")
  default void required_10_48_abortsAGroupWhenItsBodyFails(@ForAll @Exercising("10.48") Case one) {
    agrees("10.48", one);
  }

  @Property(tries = TRIES)
  @Rule("10.49")
  default void required_10_49_waitsForTheTasksOfAGroup(@ForAll @Exercising("10.49") Case one) {
    agrees("10.49", one);
  }

  @Property(tries = TRIES)
  @Rule("10.50")
  default void required_10_50_letsAnExitLeaveAGroupAlone(@ForAll @Exercising("10.50") Case one) {
    agrees("10.50", one);
  }

  @Property(tries = TRIES)
  @Rule("10.51")
  default void required_10_51_takesTheCancelOfAGroupBack(@ForAll @Exercising("10.51") Case one) {
    agrees("10.51", one);
  }

  @Property(tries = TRIES)
  @Rule("10.52")
  default void required_10_52_letsACancelLeaveAGroupWithoutErrors(@ForAll @Exercising("10.52") Case one) {
    agrees("10.52", one);
  }

  @Property(tries = TRIES)
  @Rule("10.53")
  default void required_10_53_groupsErrors(@ForAll @Exercising("10.53") Case one) {
    agrees("10.53", one);
  }

  @Property(tries = TRIES)
  @Rule("10.54")
  default void required_10_54_asksAgainForAnOuterCancel(@ForAll @Exercising("10.54") Case one) {
    agrees("10.54", one);
  }

  @Property(tries = TRIES)
  @Rule("10.55")
  default void required_10_55_hearsOfEagerTasks(@ForAll @Exercising("10.55") Case one) {
    agrees("10.55", one);
  }

  @Property(tries = TRIES)
  @Rule("10.56")
  default void required_10_56_reportsOrphans(@ForAll @Exercising("10.56") Case one) {
    agrees("10.56", one);
  }

  @Property(tries = TRIES)
  @Rule("10.67")
  default void required_10_67_gathersTheSameOneOnce(@ForAll @Exercising("10.67") Case one) {
    agrees("10.67", one);
  }

  @Property(tries = TRIES)
  @Rule("10.68")
  default void required_10_68_gathersTheSameOneAsOftenAsItIsThere(@ForAll @Exercising("10.68") Case one) {
    agrees("10.68", one);
  }

  @Property(tries = TRIES)
  @Rule("10.69")
  default void required_10_69_readsErrorsAtTheEndOfAGather(@ForAll @Exercising("10.69") Case one) {
    agrees("10.69", one);
  }

  @Property(tries = TRIES)
  @Rule("10.70")
  default void required_10_70_readsErrorsAsTheyCome(@ForAll @Exercising("10.70") Case one) {
    agrees("10.70", one);
  }

  @Property(tries = TRIES)
  @Rule("10.71")
  default void required_10_71_takesTheCallbackOfAShieldBack(@ForAll @Exercising("10.71") Case one) {
    agrees("10.71", one);
  }

  @Property(tries = TRIES)
  @Rule("10.72")
  default void required_10_72_cancelsWhatHasNoTime(@ForAll @Exercising("10.72") Case one) {
    agrees("10.72", one);
  }

  @Property(tries = TRIES)
  @Rule("10.73")
  default void required_10_73_endsWhatHasNoTime(@ForAll @Exercising("10.73") Case one) {
    agrees("10.73", one);
  }

  @Property(tries = TRIES)
  @Rule("10.74")
  default void required_10_74_endsWhatHasNoTimeLeft(@ForAll @Exercising("10.74") Case one) {
    agrees("10.74", one);
  }

  @Property(tries = TRIES)
  @Rule("10.75")
  default void required_10_75_givesTheOutcomeOfWhatHasNoTimeLeft(@ForAll @Exercising("10.75") Case one) {
    agrees("10.75", one);
  }

  @Property(tries = TRIES)
  @Rule("10.76")
  default void required_10_76_raisesTheCancelOfAWaitForAtOnce(@ForAll @Exercising("10.76") Case one) {
    agrees("10.76", one);
  }

  @Property(tries = TRIES)
  @Rule("10.77")
  default void required_10_77_endsWhatACancelledWaitForWaitsFor(@ForAll @Exercising("10.77") Case one) {
    agrees("10.77", one);
  }

  @Property(tries = TRIES)
  @Rule("10.78")
  default void required_10_78_takesTheCancelOfAGroupBackWithItsBody(@ForAll @Exercising("10.78") Case one) {
    agrees("10.78", one);
  }

  @Property(tries = TRIES)
  @Rule("10.79")
  default void required_10_79_hearsOfEagerTasksAtOnce(@ForAll @Exercising("10.79") Case one) {
    agrees("10.79", one);
  }

  @Property(tries = TRIES)
  @Rule("10.83")
  default void required_10_83_cancelsAGroup(@ForAll @Exercising("10.83") Case one) {
    agrees("10.83", one);
  }

  @Property(tries = TRIES)
  @Rule("10.85")
  default void required_10_85_cancelsAGroupOnce(@ForAll @Exercising("10.85") Case one) {
    agrees("10.85", one);
  }
}
