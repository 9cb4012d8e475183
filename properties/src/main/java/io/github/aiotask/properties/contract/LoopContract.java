package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertEquals;
import static io.github.aiotask.properties.contract.Assertions.assertThrows;

import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.random.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 8: the loop. */
@Untested(rule = "8.28", reason = "no program raises an InterruptedException; impl tests it (InterruptsTest)")
@Untested(rule = "8.29", reason = "programs have no log that fails; impl tests it (ReporterTest)")
@Untested(rule = "8.30", reason = "what a close drops CPython drops silently; impl tests it (ClosingRunnerTest)")
@Untested(rule = "8.31", reason = "no program uses a loop from a wrong thread; impl tests it (TornQueueTest)")
@Untested(rule = "8.32", reason = "no program uses up the memory; impl tests it (OutOfMemoryTest)")
@Untested(rule = "8.33", reason = "no program uses a loop from a wrong thread; impl tests it (WrongThreadTest)")
@Untested(rule = "8.34", reason = "no loop of the kit's has a host; its programs run on one in ExecutorProgramsTest")
@Untested(rule = "8.35", reason = "no loop of the kit's has a host; asyncio tests it (ExecutorLoopTest)")
@Untested(rule = "8.36", reason = "no loop of the kit's has a host; asyncio tests it (ExecutorEndTest)")
public interface LoopContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_8_agreesWithTheModel(@ForAll @About(Profile.LOOP) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("8.1")
  default void required_8_1_runsWhatIsReadyAtTheBeginning(@ForAll @Exercising("8.1") Case one) {
    agrees("8.1", one);
  }

  @Property(tries = TRIES)
  @Rule("8.2")
  default void required_8_2_sleepsUntilTheNextTimer(@ForAll @Exercising("8.2") Case one) {
    agrees("8.2", one);
  }

  @Property(tries = TRIES)
  @Rule("8.3")
  default void required_8_3_ordersTimersByDeadline(@ForAll @Exercising("8.3") Case one) {
    agrees("8.3", one);
  }

  @Property(tries = TRIES)
  @Rule("8.4")
  default void required_8_4_skipsCancelledHandles(@ForAll @Exercising("8.4") Case one) {
    agrees("8.4", one);
  }

  @Property(tries = TRIES)
  @Rule("8.5")
  default void required_8_5_dropsCancelledTimers(@ForAll @Exercising("8.5") Case one) {
    agrees("8.5", one);
  }

  @Property(tries = TRIES)
  @Rule("8.6")
  default void required_8_6_runsHandlesInOrder(@ForAll @Exercising("8.6") Case one) {
    agrees("8.6", one);
  }

  @Property(tries = TRIES)
  @Rule("8.7")
  default void required_8_7_letsFatalErrorsOut(@ForAll @Exercising("8.7") Case one) {
    agrees("8.7", one);
  }

  @Property(tries = TRIES)
  @Rule("8.8")
  default void required_8_8_letsAnExitOut(@ForAll @Exercising("8.8") Case one) {
    agrees("8.8", one);
  }

  @Property(tries = TRIES)
  @Rule("8.9")
  default void required_8_9_stopsAtThatPlace(@ForAll @Exercising("8.9") Case one) {
    agrees("8.9", one);
  }

  @Property(tries = TRIES)
  @Rule("8.10")
  default void required_8_10_stopsAfterTheIteration(@ForAll @Exercising("8.10") Case one) {
    agrees("8.10", one);
  }

  @Property(tries = TRIES)
  @Rule("8.11")
  default void required_8_11_runsUntilACallbackOfTheFuture(@ForAll @Exercising("8.11") Case one) {
    agrees("8.11", one);
  }

  @Property(tries = TRIES)
  @Rule("8.12")
  default void required_8_12_refusesAnEarlyStop(@ForAll @Exercising("8.12") Case one) {
    agrees("8.12", one);
  }

  @Property(tries = TRIES)
  @Rule("8.14")
  default void required_8_14_refusesAClosedLoop(@ForAll @Exercising("8.14") Case one) {
    agrees("8.14", one);
  }

  @Property(tries = TRIES)
  @Rule("8.15")
  default void required_8_15_refusesACoroutineAsCallback(@ForAll @Exercising("8.15") Case one) {
    agrees("8.15", one);
  }

  @Property(tries = TRIES)
  @Rule("8.16")
  default void required_8_16_refusesToRunInsideOfItself(@ForAll @Exercising("8.16") Case one) {
    agrees("8.16", one);
  }

  @Property(tries = TRIES)
  @Rule("8.17")
  default void required_8_17_refusesToRunInsideOfAnother(@ForAll @Exercising("8.17") Case one) {
    agrees("8.17", one);
  }

  @Property(tries = TRIES)
  @Rule("8.18")
  default void required_8_18_survivesItsExceptionHandler(@ForAll @Exercising("8.18") Case one) {
    agrees("8.18", one);
  }

  @Property(tries = TRIES)
  @Rule("8.19")
  default void required_8_19_reportsInTheContextOfTheHandle(@ForAll @Exercising("8.19") Case one) {
    agrees("8.19", one);
  }

  @Property(tries = TRIES)
  @Rule("8.20")
  default void required_8_20_takesCallbacksOfOtherThreads(@ForAll @Exercising("8.20") Case one) {
    agrees("8.20", one);
  }

  @Property(tries = TRIES)
  @Rule("8.21")
  default void required_8_21_keepsATimerATimer(@ForAll @Exercising("8.21") Case one) {
    agrees("8.21", one);
  }

  @Property(tries = TRIES)
  @Rule("8.24")
  default void required_8_24_saysWhetherItGoesOn(@ForAll @Exercising("8.24") Case one) {
    agrees("8.24", one);
  }

  @Property(tries = TRIES)
  @Rule("8.25")
  default void required_8_25_refusesAFutureOfAnotherLoop(@ForAll @Exercising("8.25") Case one) {
    agrees("8.25", one);
  }

  @Property(tries = TRIES)
  @Rule("8.26")
  default void required_8_26_refusesWhenTheCallbackIsRegistered(@ForAll @Exercising("8.26") Case one) {
    agrees("8.26", one);
  }

  @Property(tries = TRIES)
  @Rule("8.27")
  default void required_8_27_leavesItsCallbackAfterAnError(@ForAll @Exercising("8.27") Case one) {
    agrees("8.27", one);
  }

  /** A coroutine in the place of a future. */
  @Example
  @Rule("8.13")
  default void required_8_13_runsACoroutineToCompletion() throws Exception {
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT).newVirtualLoop();
    loop.setExceptionHandler(report -> {
      throw new AssertionError("nothing is to be reported: " + report);
    });
    assertEquals(7, loop.<Object>runUntilComplete(new Returning(7)));
    loop.close();
  }

  /** A debug loop that is called from another thread. */
  @Example
  @Rule("8.22")
  default void required_8_22_refusesOtherThreadsInDebugMode() throws Exception {
    KindGuest guest = new KindGuest();
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT.withGuest(guest)).newVirtualLoop();
    loop.setDebug(true);
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    loop.callSoon(() -> {
      Thread other = new Thread(() -> refused.complete(assertThrows(Throwable.class, () -> loop.callSoon(() -> {}))));
      other.start();
      join(other);
    });
    loop.runOnce();
    assertEquals(ErrorKind.WRONG_THREAD, guest.kind(refused.get(10, TimeUnit.SECONDS)));
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An interrupt between two handles. */
  @Example
  @Rule("8.23")
  default void required_8_23_losesNothingByAnInterrupt() throws Exception {
    RunnableLoop loop = provider().newRuntime(TaskRuntime.Options.DEFAULT).newVirtualLoop();
    List<String> ran = new ArrayList<>();
    loop.callSoon(() -> {
      Thread.currentThread().interrupt();
      loop.callSoon(() -> ran.add("next iteration"));
      loop.callSoon(loop::stop);
    });
    try {
      assertThrows(InterruptedException.class, loop::runForever);
    } finally {
      Thread.interrupted(); // whatever the loop did: it is nobody else's
    }
    assertEquals(List.of(), ran);
    loop.runForever();
    assertEquals(List.of("next iteration"), ran);
  }
}
