package io.github.aiotask.impl;

import static io.github.aiotask.impl.KindGuest.assertRaises;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TimerHandle;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop where recorded programs do not reach: memory, ends of numbers, threads, closing, hosts. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LoopTest {
  private static final Runnable NOTHING = () -> {};

  private final Rig rig = new Rig();
  private final FifoEventLoop loop = rig.loop;
  private final List<Object> log = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void noInterruptIsLeftOver() {
    assertFalse(Thread.interrupted());
  }

  private Runnable note(Object entry) {
    return () -> log.add(entry);
  }

  @Nested
  class Timers {

    private int queued(FifoEventLoop loop) {
      try {
        var timers = FifoEventLoop.class.getDeclaredField("timers");
        timers.setAccessible(true);
        return ((TimerQueue) timers.get(loop)).size();
      } catch (ReflectiveOperationException error) {
        throw new AssertionError(error);
      }
    }

    private List<TimerHandle> timers(int count) {
      List<TimerHandle> timers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        timers.add(loop.callAt(1000 + i, any -> log.add(any), i, null));
      }
      return timers;
    }

    // §8.5
    @Test
    void over100OfWhichMoreThanHalfAreCancelledAreRebuilt() {
      List<TimerHandle> timers = timers(102);
      timers.subList(51, 102).forEach(TimerHandle::cancel);
      rig.spin(1);
      assertEquals(102, queued(loop), "half is not more than half");
      timers.get(50).cancel();
      rig.spin(1);
      assertEquals(50, queued(loop));
      timers.get(49).cancel();
      rig.spin(1);
      assertEquals(50, queued(loop), "not over 100, and not at the head");
    }

    // §8.5
    @Test
    void exactly100AreNotRebuiltButLoseTheirHead() {
      List<TimerHandle> timers = timers(100);
      timers.subList(40, 100).forEach(TimerHandle::cancel);
      rig.spin(1);
      assertEquals(100, queued(loop));
      timers.subList(0, 10).forEach(TimerHandle::cancel);
      rig.spin(1);
      assertEquals(90, queued(loop));
      assertEquals(1010, loop.nextDeadline());
    }

    // §8.5
    @Test
    void onlyCancelledOnesThatAreQueuedCountAndEachOnce() {
      List<TimerHandle> timers = timers(131);
      timers.subList(10, 20).forEach(TimerHandle::cancel);
      rig.poller.now = 1029;
      rig.spin(1);
      assertEquals(20, log.size());
      timers.subList(0, 30).forEach(TimerHandle::cancel); // those are in no queue any more
      timers.subList(80, 130).forEach(TimerHandle::cancel);
      timers.subList(80, 130).forEach(TimerHandle::cancel);
      rig.spin(1);
      assertEquals(101, queued(loop), "50 of 101");
      timers.get(79).cancel();
      rig.spin(1);
      assertEquals(50, queued(loop));
    }

    // §8.4
    @Test
    void aCancelledTimerLetsGoOfItsArgumentAtOnce() throws ReflectiveOperationException {
      Object argument = new Object();
      TimerHandle timer = loop.callAt(1000, any -> {}, argument, null);
      assertTrue(reaches(timer, argument));
      timer.cancel();
      assertFalse(reaches(timer, argument));
      assertTrue(timer.isCancelled());
    }

    private boolean reaches(TimerHandle timer, Object argument) throws ReflectiveOperationException {
      var held = LoopHandle.class.getDeclaredField("argument");
      held.setAccessible(true);
      return held.get(timer) == argument;
    }

    // §8.3 §8.21
    @Test
    void negativeAndHugeTimesStopAtTheEndsOfLong() {
      rig.poller.now = Long.MAX_VALUE - 10;
      loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), note("never"));
      assertEquals(Long.MAX_VALUE, loop.callLater(Duration.ofDays(365_000), NOTHING).when());
      assertEquals(Long.MAX_VALUE, loop.callLater(Duration.ofNanos(11), NOTHING).when());
      assertEquals(Long.MAX_VALUE - 1, loop.callLater(Duration.ofNanos(9), NOTHING).when());
      rig.poller.now = -5;
      assertEquals(Long.MIN_VALUE, loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), note("first")).when());
      loop.callLater(Duration.ofNanos(-1), note("third"));
      loop.callAt(Long.MIN_VALUE, any -> log.add(any), "second", null);
      loop.callLater(Duration.ZERO, note("fourth"));
      loop.callSoon(note("ready before"));
      rig.spin(1);
      assertEquals(List.of("ready before", "first", "second", "third", "fourth"), log);
    }

    // §8.3
    @Test
    void aTimerThatThePollerAddsIsRunInTheSameIteration() throws InterruptedException {
      List<RunnableLoop> polled = new ArrayList<>();
      RunnableLoop adding =
          rig.runtime.newLoop(
              new Rig.HandPoller() {
                @Override
                public void poll(long nanos) {
                  polled.get(0).callAt(now, any -> log.add("timer"), null, null);
                }
              });
      polled.add(adding);
      adding.runOnce();
      assertEquals(List.of("timer"), log);
    }

    // §8.2
    @Test
    void thePollLastsUntilTheNextTimerAnd24HoursAtMost() {
      rig.poller.now = 100;
      loop.callAt(Long.MAX_VALUE - 1, any -> {}, null, null);
      rig.spin(1);
      assertEquals(TimeUnit.HOURS.toNanos(24), rig.poller.last());
      TimerHandle next = loop.callAt(350, any -> {}, null, null);
      rig.spin(1);
      assertEquals(250, rig.poller.last());
      next.cancel();
      rig.spin(1);
      assertEquals(TimeUnit.HOURS.toNanos(24), rig.poller.last());
      loop.callAt(50, any -> {}, null, null);
      rig.spin(1);
      assertEquals(0, rig.poller.last());
      rig.poller.now = -100;
      rig.spin(1);
      assertEquals(TimeUnit.HOURS.toNanos(24), rig.poller.last(), "the distance overflows");
    }

    // §8.2
    @Test
    void thePollDoesNotBlockIfSomethingIsReadyOrAStopWasAskedFor() {
      loop.callAt(1000, any -> {}, null, null);
      loop.callSoon(NOTHING);
      rig.spin(1);
      assertEquals(0, rig.poller.last());
      loop.callSoonThreadsafe(NOTHING);
      rig.spin(1);
      assertEquals(0, rig.poller.last());
      loop.stop();
      rig.spin(1);
      assertEquals(0, rig.poller.last());
      rig.spin(1);
      assertEquals(1000, rig.poller.last(), "one stop, one iteration");
    }
  }

  @Nested
  class Interrupts {

    // §8.23
    @Test
    void aSleepingLoopIsInterruptedAndALaterRunGoesOn() throws Exception {
      RunnableLoop real = rig.runtime.newLoop();
      Thread runner = Thread.currentThread();
      TimerHandle timer = real.callLater(Duration.ofHours(1), note("timer"));
      Thread other = new Thread(() -> interruptOnceItSleeps(runner));
      other.start();
      assertThrows(InterruptedException.class, real::runForever);
      other.join();
      assertFalse(Thread.currentThread().isInterrupted());
      assertEquals(timer.when(), real.nextDeadline());
      assertFalse(real.isRunning());
      real.callSoon(note("later"));
      real.callSoon(real::stop);
      real.runForever();
      assertEquals(List.of("later"), log);
    }

    private void interruptOnceItSleeps(Thread runner) {
      while (runner.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      runner.interrupt();
    }

    // §8.23
    @Test
    void aBusyLoopIsInterruptedBetweenTwoIterations() throws Exception {
      for (RunnableLoop busy : List.of(loop, rig.runtime.newLoop(), rig.runtime.newVirtualLoop())) {
        log.clear();
        busy.callSoon(Thread.currentThread()::interrupt);
        busy.callSoon(
            () -> {
              log.add("same iteration");
              busy.callSoon(note("next iteration"));
              busy.callSoonThreadsafe(note("mail"));
            });
        busy.callLater(Duration.ZERO, note("timer"));
        assertThrows(InterruptedException.class, busy::runForever);
        assertEquals(2, log.size(), "the iteration went to its end");
        assertEquals(2, busy.readyCount());
        busy.callSoon(busy::stop);
        busy.runForever();
        assertEquals(List.of("same iteration", "timer", "next iteration", "mail"), log);
      }
    }

    // §8.23
    @Test
    void aCallbackThatRaisesInterruptedExceptionIsReportedAndEndsTheRun() throws Exception {
      loop.callSoon(
          any -> {
            throw new InterruptedException("from inside");
          },
          null,
          null);
      loop.callSoon(note("beside"));
      assertThrows(InterruptedException.class, loop::runForever);
      Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
      assertEquals(List.of("beside"), log);
      loop.callSoon(loop::stop);
      loop.runForever();
    }

    // §8.23
    @Test
    void aRunThatIsInterruptedBeforeItBeginsRunsNothing() throws Exception {
      LoopFuture<Object> future = rig.future();
      loop.callSoon(note("later"));
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> loop.runUntilComplete(future));
      assertEquals(List.of(), log);
      assertEquals(List.of(), future.snapshot().callbacks());
      future.setResult("value");
      assertEquals("value", loop.runUntilComplete(future));
      assertEquals(List.of("later"), log);
    }
  }

  @Nested
  class Running {

    // §8.16 §8.17
    @Test
    void aRunInsideOfARunIsRefusedAndTheOuterOneGoesOn() throws Exception {
      Rig inner = new Rig();
      RunnableLoop sibling = rig.runtime.newLoop(inner.poller);
      loop.callSoon(
          () -> {
            assertRaises(ErrorKind.LOOP_RUNNING, loop::runForever);
            assertRaises(ErrorKind.LOOP_RUNNING, loop::runOnce);
            assertRaises(ErrorKind.LOOP_RUNNING, () -> loop.runUntilComplete(rig.future()));
            assertRaises(ErrorKind.LOOP_RUNNING, () -> loop.runUntilComplete(Script.yielding(0)));
            assertRaises(ErrorKind.LOOP_RUNNING, sibling::runOnce);
            assertRaises(ErrorKind.LOOP_RUNNING, () -> sibling.runUntilComplete(Script.yielding(0)));
            assertTrue(loop.isRunning());
            assertFalse(sibling.isRunning());
            log.add("all refused");
          });
      rig.spin(1);
      assertEquals(List.of("all refused"), log);
      assertEquals(List.of(), rig.allTasks(), "no task of a coroutine that was refused");
      sibling.runOnce(); // now it may
    }

    // §8.17
    @Test
    void in34AnotherLoopMayRunInside() {
      Rig old = new Rig(Rig.OLD);
      RunnableLoop sibling = old.runtime.newLoop(new Rig.HandPoller());
      sibling.callSoon(note("inner"));
      old.loop.callSoon(
          () -> {
            try {
              sibling.runOnce();
            } catch (InterruptedException error) {
              throw new AssertionError(error);
            }
            assertRaises(ErrorKind.LOOP_RUNNING, old.loop::runOnce);
            log.add("outer");
          });
      old.spin(1);
      assertEquals(List.of("inner", "outer"), log);
    }

    @Test
    void runUntilCompleteRefusesAFutureOfAnotherLoop() {
      LoopFuture<Object> foreign = new Rig().future();
      assertRaises(ErrorKind.OTHER_LOOP, () -> loop.runUntilComplete(foreign));
      assertEquals(List.of(), foreign.snapshot().callbacks());
    }

    // §8.12
    @Test
    void stoppedInsideItRaisesAndLeavesNoCallback() {
      LoopFuture<Object> future = rig.future();
      loop.callSoon(loop::stop);
      assertRaises(ErrorKind.STOPPED_EARLY, () -> loop.runUntilComplete(future));
      assertEquals(List.of(), future.snapshot().callbacks());
    }

    // §8.10
    @Test
    void stoppedBeforeItHasOneIteration() throws Exception {
      loop.stop();
      assertNull(loop.runUntilComplete(Script.yielding(0)), "done in the first");
      loop.stop();
      assertRaises(ErrorKind.STOPPED_EARLY, () -> loop.runUntilComplete(Script.yielding(1)));
    }

    // §8.11 §8.8
    @Test
    void anExitLeavesAndTheNextRunIsNotStopped() throws Exception {
      KindGuest.Exit exit = new KindGuest.Exit();
      Script script =
          Script.of(
              (self, sent) -> {
                loop.callSoon(note("behind"));
                throw exit;
              });
      assertSame(exit, assertThrows(KindGuest.Exit.class, () -> loop.runUntilComplete(script)));
      assertEquals(2, loop.readyCount(), "the future's callback, and what is behind it");
      assertFalse(loop.isRunning());
      assertTrue(loop.runOnce(), "the loop goes on");
      assertEquals(List.of("behind"), log);
      Rig.assertKinds(rig.reports);
    }

    // §8.13
    @Test
    void itsTaskIsSilenced() {
      loop.callSoon(loop::stop);
      assertRaises(ErrorKind.STOPPED_EARLY, () -> loop.runUntilComplete(Script.awaiting(rig.future())));
      CoroutineTask<?> task = (CoroutineTask<?>) rig.allTasks().get(0);
      Rig.collect(task);
      rig.spin(1);
      Rig.assertKinds(rig.reports);
    }

    // §8.24
    @Test
    void aHostDrivesItAndSeesWhenThereIsWork() throws Exception {
      assertEquals(0, loop.readyCount());
      assertEquals(Long.MAX_VALUE, loop.nextDeadline());
      CoroutineTask<Object> task = rig.task(Script.yielding(2));
      loop.callSoonThreadsafe(note("mail"));
      assertEquals(2, loop.readyCount());
      loop.callAt(500, any -> log.add("timer"), null, null);
      assertEquals(500, loop.nextDeadline());
      int iterations = 0;
      while (loop.readyCount() > 0) { // what a host does
        assertTrue(loop.runOnce());
        iterations++;
      }
      assertEquals(3, iterations);
      assertTrue(task.isDone());
      rig.poller.now = loop.nextDeadline();
      assertTrue(loop.runOnce());
      assertEquals(List.of("mail", "timer"), log);
      loop.callSoon(loop::stop);
      loop.callSoon(note("with the stop"));
      assertFalse(loop.runOnce());
      assertTrue(loop.runOnce(), "a stop holds once");
      assertEquals("with the stop", log.get(2));
    }

    // §8.24 §8.9
    @Test
    void runOnceIn34EndsAtThePlaceOfTheStop() throws Exception {
      Rig old = new Rig(Rig.OLD);
      old.loop.callSoon(note("before"));
      old.loop.stop();
      old.loop.callSoon(note("after"));
      assertFalse(old.loop.runOnce());
      assertEquals(List.of("before"), log);
      assertEquals(1, old.loop.readyCount());
      assertTrue(old.loop.runOnce());
      assertEquals(List.of("before", "after"), log);
    }
  }

  @Nested
  class Closing {

    private void assertClosed(Rig rig) {
      FifoEventLoop loop = rig.loop;
      assertTrue(loop.isClosed());
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.callSoon(NOTHING));
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.callSoonThreadsafe(NOTHING));
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.callLater(Duration.ZERO, NOTHING));
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.callAt(0, any -> {}, null, null));
      assertRaises(ErrorKind.LOOP_CLOSED, loop::runForever);
      assertRaises(ErrorKind.LOOP_CLOSED, loop::runOnce);
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.runUntilComplete(Script.yielding(0)));
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.createTask(Script.yielding(0)));
      assertRaises(ErrorKind.LOOP_CLOSED, () -> loop.createTask(Script.yielding(0), TaskOptions.DEFAULT.eager()));
      assertEquals(0, loop.readyCount());
      assertEquals(Long.MAX_VALUE, loop.nextDeadline());
      assertEquals(List.of(), rig.allTasks());
      assertFalse(loop.isRunning());
    }

    // §8.14
    @Test
    void aClosedLoopRefusesWorkAndMayBeClosedAgain() throws Exception {
      for (Rig one : List.of(rig, new Rig(Rig.OLD))) {
        one.loop.close(); // new
        one.loop.close();
        assertClosed(one);
        LoopFuture<Object> future = one.future();
        future.setResult("value"); // nobody waits
        assertEquals("value", future.result());
        assertRaises(ErrorKind.LOOP_CLOSED, () -> future.addDoneCallback(any -> {}));
      }
    }

    // §8.14
    @Test
    void closingDropsWhatIsQueued() {
      rig.spin(1);
      loop.callSoon(note("ready"));
      loop.callSoonThreadsafe(note("mail"));
      TimerHandle timer = loop.callLater(Duration.ZERO, note("timer"));
      loop.close();
      assertClosed(rig);
      timer.cancel();
      assertTrue(timer.isCancelled());
      assertEquals(List.of(), log);
    }

    // §8.14 §2.2
    @Test
    void whatATaskWaitsForCannotWakeItAnyMore() {
      LoopFuture<Object> future = rig.future();
      CoroutineTask<Object> task = rig.task(Script.awaiting(future));
      rig.spin(1);
      loop.close();
      assertRaises(ErrorKind.LOOP_CLOSED, () -> future.setResult("value"));
      assertTrue(future.isDone(), "§1.4: the state comes first");
      assertFalse(task.isDone());
      assertEquals(List.of(task), rig.allTasks());
    }

    // §8.14
    @Test
    void closingFromInsideIsRefusedAndTheRunGoesOn() {
      loop.callSoon(
          () -> {
            assertRaises(ErrorKind.LOOP_RUNNING, loop::close);
            log.add("refused");
          });
      loop.callSoon(note("goes on"));
      rig.spin(1);
      assertFalse(loop.isClosed());
      assertEquals(List.of("refused", "goes on"), log);
      loop.close();
      assertClosed(rig);
    }

    // §8.14
    @Test
    void closingFromAnotherThreadWhileItRunsIsRefused() throws Exception {
      RunnableLoop real = rig.runtime.newLoop();
      CountDownLatch running = new CountDownLatch(1);
      real.callSoonThreadsafe(running::countDown);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread other =
          thread(
              () -> {
                running.await();
                assertRaises(ErrorKind.LOOP_RUNNING, real::close);
                real.callSoonThreadsafe(real::stop);
              },
              failure);
      real.runForever();
      other.join();
      assertNull(failure.get());
      real.close();
    }

    // §8.14
    @Test
    void anotherThreadIsRefusedOnceItIsClosed() throws Exception {
      RunnableLoop real = rig.runtime.newLoop();
      real.close();
      AtomicReference<Throwable> failure = new AtomicReference<>();
      thread(() -> assertRaises(ErrorKind.LOOP_CLOSED, () -> real.callSoonThreadsafe(NOTHING)), failure).join();
      assertNull(failure.get());
    }
  }

  private interface Body {
    void run() throws Throwable;
  }

  private static Thread thread(Body body, AtomicReference<Throwable> failure) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Throwable error) {
                failure.set(error);
              }
            });
    thread.start();
    return thread;
  }

  @Nested
  class Threads {

    // §8.22
    @Test
    void inDebugModeAnotherThreadIsRefusedWhileTheLoopRuns() throws Exception {
      loop.setDebug(true);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      thread(() -> loop.callSoon(note("not running yet")), failure).join();
      loop.callSoon(
          () ->
              join(
                  thread(
                      () -> {
                        assertRaises(ErrorKind.WRONG_THREAD, () -> loop.callSoon(NOTHING));
                        assertRaises(ErrorKind.WRONG_THREAD, () -> loop.callLater(Duration.ZERO, NOTHING));
                        loop.callSoonThreadsafe(note("the one door"));
                      },
                      failure)));
      rig.spin(2);
      assertNull(failure.get());
      assertEquals(List.of("not running yet", "the one door"), log);
      Rig.assertKinds(rig.reports);
    }

    private void join(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException error) {
        throw new AssertionError(error);
      }
    }

    // §8.20 §8.6
    @Test
    void aSleepingLoopIsWokenAndEachThreadsCallsStayInOrder() throws Exception {
      RunnableLoop real = rig.runtime.newLoop();
      int threads = 3;
      int calls = 20_000;
      int[] seen = new int[threads];
      int[] left = {threads * calls};
      AtomicReference<Throwable> failure = new AtomicReference<>();
      for (int i = 0; i < threads; i++) {
        int me = i;
        thread(
            () -> {
              for (int call = 0; call < calls; call++) {
                int number = call;
                real.callSoonThreadsafe(
                    () -> {
                      if (seen[me]++ != number) {
                        failure.set(new AssertionError(me + " overtook itself at " + number));
                      }
                      if (--left[0] == 0) {
                        real.stop();
                      }
                    });
                if (call % 500 == 0) {
                  Thread.sleep(0, 200_000); // let the loop fall asleep
                }
              }
            },
            failure);
      }
      real.runForever();
      assertNull(failure.get());
      assertEquals(0, left[0]);
    }
  }

  @Nested
  class Reports {

    // §9.8
    @Test
    void inDebugModeWhatTook100MsIsReported() {
      Runnable slow = () -> rig.poller.now += 100_000_000;
      loop.callSoon(slow);
      rig.spin(1);
      Rig.assertKinds(rig.reports);
      loop.setDebug(true);
      var handle = loop.callSoon(slow);
      loop.callSoon(() -> rig.poller.now += 99_999_999);
      loop.callSoon(
          () -> {
            slow.run();
            throw new IllegalStateException("slow and wrong");
          });
      rig.spin(1);
      Rig.assertKinds(rig.reports, Kind.SLOW_CALLBACK, Kind.CALLBACK_RAISED, Kind.SLOW_CALLBACK);
      assertSame(handle, rig.reports.get(0).source());
    }

    /** What the platform's log gets of this library meanwhile. */
    private List<LogRecord> logged(Runnable body) {
      List<LogRecord> records = new ArrayList<>();
      Handler handler =
          new Handler() {
            @Override
            public void publish(LogRecord entry) {
              records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
          };
      Logger logger = Logger.getLogger("io.github.aiotask");
      boolean parents = logger.getUseParentHandlers();
      logger.setUseParentHandlers(false);
      logger.addHandler(handler);
      try {
        body.run();
      } finally {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(parents);
        Reference.reachabilityFence(logger);
      }
      return records;
    }

    private final RuntimeException error = new RuntimeException("in a callback");

    private void raise() {
      throw error;
    }

    @Test
    void theDefaultHandlerWritesToTheLog() {
      loop.setExceptionHandler(null);
      loop.callSoon(this::raise);
      loop.callSoon(note("goes on"));
      List<LogRecord> records = logged(() -> rig.spin(1));
      assertEquals(1, records.size());
      assertSame(error, records.get(0).getThrown());
      assertTrue(records.get(0).getMessage().startsWith("error in a callback: "), records.get(0)::getMessage);
      assertEquals(List.of("goes on"), log);
    }

    @Test
    void theDefaultHandlerWritesTheCreationSiteIfThereIsNoError() {
      loop.setExceptionHandler(null);
      Throwable site = new Throwable("created here");
      List<LogRecord> records =
          logged(() -> loop.callExceptionHandler(new LoopError(Kind.DESTROYED_PENDING, null, "Task-7", site)));
      assertSame(site, records.get(0).getThrown());
      assertTrue(records.get(0).getMessage().endsWith(": Task-7"));
    }

    // §8.18
    @Test
    void aHandlerThatThrowsLosesNothingAndStopsNothing() {
      Error inHandler = new AssertionError("in the handler");
      loop.setExceptionHandler(
          report -> {
            throw inHandler;
          });
      loop.callSoon(this::raise);
      loop.callSoon(note("goes on"));
      List<LogRecord> records = logged(() -> rig.spin(1));
      assertEquals(List.of(error, inHandler), records.stream().map(LogRecord::getThrown).toList());
      assertEquals(List.of("goes on"), log);
    }

    // §8.18 §8.8
    @Test
    void anExitOutOfTheHandlerLeavesTheRunAndTheQueueStays() {
      loop.setExceptionHandler(
          report -> {
            throw new KindGuest.Exit();
          });
      loop.callSoon(this::raise);
      loop.callSoon(note("later"));
      assertThrows(KindGuest.Exit.class, loop::runOnce);
      assertEquals(1, loop.readyCount());
      rig.spin(1);
      assertEquals(List.of("later"), log);
    }
  }
}
