package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.LoopThread;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** What only a thread of the coroutine's own has to care for, the loop being run in the test's thread. */
class ThreadCarrierTest {
  private final TaskRuntime runtime = TaskRuntime.load();
  private final RunnableLoop loop = runtime.newVirtualLoop();

  @AfterEach
  void interruptsAreTakenBack() {
    assertFalse(Thread.interrupted());
  }

  // ---- it counts as the loop's thread

  @OnEachThread
  void itStandsForTheThreadThatResumesIt(Carrier carrier) throws Throwable {
    List<Thread> seen = new ArrayList<>();
    Coroutine<Void> inner =
        Direct.coroutine(
            carrier,
            () -> {
              seen.add(LoopThread.current());
              Direct.yieldNow();
              seen.add(LoopThread.current());
            });
    Coroutine<Object> outer =
        Direct.coroutine(carrier, 
            () -> {
              seen.add(Thread.currentThread());
              assertDoesNotThrow(() -> inner.send(null));
              return null;
            });
    outer.send(null);
    assertNotSame(Thread.currentThread(), seen.get(0));
    assertSame(LoopThread.current(), seen.get(1));
    Thread other = new Thread(() -> assertDoesNotThrow(() -> inner.send(null)));
    other.start();
    other.join();
    assertSame(other, seen.get(2));
  }

  // §8.22 §8.17 §7.4
  @OnEachThread
  void inDebugModeItMayUseTheLoopAndIsRunningItsTask(Carrier carrier) throws Exception {
    loop.setDebug(true);
    RunnableLoop second = runtime.newVirtualLoop();
    second.callSoon(() -> {});
    List<Object> running = new ArrayList<>();
    Task<Object> task =
        loop.createTask(
            Direct.coroutine(carrier, 
                () -> {
                  running.add(runtime.registry().currentTask(loop));
                  loop.callSoon(() -> running.add("called"));
                  Direct.yieldNow();
                  running.add(runtime.registry().currentTask(loop));
                  assertTrue(loop.isRunning());
                  return assertThrows(IllegalStateException.class, second::runOnce);
                }));
    Object refusal = loop.runUntilComplete(task);
    assertEquals(List.of(task, "called", task), running);
    assertTrue(refusal.toString().contains("cannot run in a thread that is running"), refusal::toString);
  }

  // ---- interrupts

  @OnEachThread
  void anInterruptOfTheLoopsThreadReachesTheBody(Carrier carrier) throws Throwable {
    Thread loops = LoopThread.current();
    CountDownLatch waits = new CountDownLatch(1);
    Coroutine<Object> body =
        Direct.coroutine(carrier, 
            () -> {
              waits.countDown();
              try {
                TimeUnit.MINUTES.sleep(10);
                return "slept";
              } catch (InterruptedException e) {
                return e;
              }
            });
    Thread other =
        new Thread(
            () -> {
              assertDoesNotThrow(
                  () -> {
                    waits.await();
                    loops.interrupt();
                    return null;
                  });
            });
    other.start();
    assertSame(Coroutine.RETURNED, body.send(null));
    other.join();
    assertTrue(body.returned() instanceof InterruptedException);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @OnEachThread
  void anInterruptFromBeforeTheStepIsTheBodysToo(Carrier carrier) throws Throwable {
    Coroutine<Boolean> body =
        Direct.coroutine(carrier, 
            () -> {
              Direct.yieldNow();
              return Thread.interrupted();
            });
    body.send(null);
    Thread.currentThread().interrupt();
    body.send(null);
    assertTrue(body.returned());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  // §8.23
  @OnEachThread
  void anInterruptThatTheBodyLeavesIsTheLoops(Carrier carrier) throws Throwable {
    Coroutine<Void> body =
        Direct.coroutine(
            carrier,
            () -> {
              Thread.currentThread().interrupt();
              Direct.yieldNow();
              assertTrue(Thread.interrupted());
            });
    assertNull(body.send(null));
    assertTrue(Thread.currentThread().isInterrupted());
    body.send(null);
    assertFalse(Thread.currentThread().isInterrupted());

    loop.createTask(Direct.coroutine(carrier, () -> Thread.currentThread().interrupt()));
    assertThrows(InterruptedException.class, loop::runForever);
  }

  @OnEachThread
  void anInterruptThatTheLoopHasTakenDoesNotComeBack(Carrier carrier) throws Throwable {
    Coroutine<Boolean> body =
        Direct.coroutine(carrier, 
            () -> {
              Thread.currentThread().interrupt();
              Direct.yieldNow();
              return Thread.interrupted();
            });
    body.send(null);
    assertTrue(Thread.interrupted());
    body.send(null);
    assertFalse(body.returned());
  }

  // ---- where a virtual thread cannot be unmounted

  /** What a class initializer calls. */
  static Callable<?> whenInitialized;

  /** Defined anew, and so initialized, for each test. */
  private static final class Initialized {
    static final Object RESULT = call();

    private static Object call() {
      try {
        return whenInitialized.call();
      } catch (Exception error) {
        throw Thrown.as(error);
      }
    }
  }

  /** Calls something below native code. */
  private static void initialize(Callable<?> body) throws Exception {
    whenInitialized = body;
    try (InputStream file = ThreadCarrierTest.class.getResourceAsStream("ThreadCarrierTest$Initialized.class")) {
      MethodHandles.lookup().defineHiddenClass(file.readAllBytes(), true);
    }
  }

  @OnEachThread
  void itIsSuspendedBelowNativeCodeToo(Carrier carrier) throws Throwable {
    Coroutine<String> body =
        Direct.coroutine(
            carrier,
            () -> {
              initialize(() -> Direct.yielding("inside"));
              return "outside " + Direct.yielding("after");
            });
    assertEquals("inside", body.send(null));
    assertEquals("after", body.send(null));
    assertSame(Coroutine.RETURNED, body.send("sent"));
    assertEquals("outside sent", body.returned());
  }

  @OnEachThread
  void itIsResumedBelowNativeCodeToo(Carrier carrier) throws Throwable {
    Coroutine<Object> body = Direct.coroutine(carrier, () -> List.of(Direct.yielding("first"), Direct.yielding("second")));
    List<Object> yielded = new ArrayList<>();
    initialize(() -> yielded.add(sent(body, null)) && yielded.add(sent(body, 1)));
    assertSame(Coroutine.RETURNED, body.send(2));
    assertEquals(List.of("first", "second"), yielded);
    assertEquals(List.of(1, 2), body.returned());
  }

  private static Object sent(Coroutine<?> coroutine, Object value) {
    try {
      return coroutine.send(value);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  // ---- threads end

  private static void assertEnds(Thread thread) throws InterruptedException {
    TimeUnit.MINUTES.timedJoin(thread, 10);
    assertFalse(thread.isAlive(), thread::toString);
  }

  @OnEachThread
  void aThreadEndsWithItsCoroutine(Carrier carrier) throws Throwable {
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    Coroutine<Void> returns = Direct.coroutine(carrier, () -> threads.add(Thread.currentThread()) ? null : null);
    returns.send(null);
    Coroutine<Void> fails =
        Direct.coroutine(
            carrier,
            () -> {
              threads.add(Thread.currentThread());
              throw new StackOverflowError();
            });
    assertThrows(StackOverflowError.class, () -> fails.send(null));
    Coroutine<Void> closed =
        Direct.coroutine(
            carrier,
            () -> {
              threads.add(Thread.currentThread());
              Direct.yieldNow();
            });
    closed.send(null);
    closed.close();
    assertEquals(3, threads.size());
    for (Thread thread : threads) {
      assertEnds(thread);
      assertTrue(thread.isDaemon());
    }
  }

  /** The cleaner is told by hand: nobody hopes for the collector here. */
  @OnEachThread
  void theThreadOfADroppedCoroutineIsEnded(Carrier carrier) throws Throwable {
    CountDownLatch cleaned = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    ThreadStack stack =
        new ThreadStack(
            carrier,
            () -> {
              threads.add(Thread.currentThread());
              try {
                return Direct.yielding("out");
              } finally {
                cleaned.countDown();
              }
            });
    stack.drop();
    assertEquals(SuspendableStack.Signal.YIELD, stack.resume(null, null));
    stack.drop();
    stack.drop();
    assertTrue(cleaned.await(10, TimeUnit.MINUTES));
    assertEnds(threads.get(0));
    stack.drop();
  }

  @OnEachThread
  void aSuspendedThreadDoesNotHoldItsCoroutine(Carrier carrier) throws Throwable {
    CountDownLatch ended = new CountDownLatch(1);
    List<WeakReference<?>> dropped = new ArrayList<>();
    dropATask(carrier, dropped, ended);
    boolean ends = false;
    for (int i = 0; i < 6000 && !ends; i++) {
      System.gc();
      ends = ended.await(100, TimeUnit.MILLISECONDS);
    }
    assertTrue(ends);
    assertNull(dropped.get(0).get());
  }

  private void dropATask(Carrier carrier, List<WeakReference<?>> dropped, CountDownLatch ended) throws Exception {
    Task<Object> task =
        loop.createTask(
            Direct.coroutine(carrier, 
                () -> {
                  try {
                    return Direct.await(loop.createFuture());
                  } finally {
                    ended.countDown();
                  }
                }));
    loop.runOnce();
    dropped.add(new WeakReference<>(task.coroutine()));
  }

  @OnEachThread
  void manySuspendedThreadsAreResumedInAnyOrder(Carrier carrier) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Future<Integer> future = loop.createFuture();
      futures.add(future);
      tasks.add(loop.createTask(Direct.coroutine(carrier, () -> Direct.await(future) + 1)));
    }
    loop.runOnce();
    for (int i = 199; i >= 0; i--) {
      futures.get(i).setResult(i);
    }
    loop.runOnce();
    for (int i = 0; i < 200; i++) {
      assertEquals(i + 1, tasks.get(i).result());
    }
  }
}
