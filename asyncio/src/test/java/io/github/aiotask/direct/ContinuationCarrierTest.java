package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.function.Executable;

/** What only a continuation can and cannot do. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "continuations are there from Java 21 on")
class ContinuationCarrierTest {
  private static Future<Object> pending;
  private static volatile String slept;

  /** Awaits where the JVM itself is on the stack. */
  private static final class AwaitsWhenInitialized {
    static final String ERROR = tryAwait();

    private static String tryAwait() {
      try {
        return "suspended: " + Direct.await(pending);
      } catch (Exception e) {
        return e.getMessage();
      }
    }
  }

  private static void inAnotherThread(Executable body) throws Throwable {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              try {
                body.execute();
              } catch (Throwable error) {
                throw Thrown.as(error);
              }
              return null;
            });
    Thread thread = new Thread(task, "another");
    thread.start();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    } finally {
      thread.join();
    }
  }

  @Test
  void belowNativeCodeItCannotBeSuspendedAndSaysSo() throws Throwable {
    RunnableLoop loop = TaskRuntime.load().newVirtualLoop();
    pending = loop.createFuture();
    Coroutine<String> coroutine =
        Direct.coroutine(
            Carrier.CONTINUATION,
            () -> {
              String error = AwaitsWhenInitialized.ERROR;
              Direct.yieldNow();
              return error;
            });
    assertNull(coroutine.send(null));
    assertSame(Coroutine.RETURNED, coroutine.send(null));
    String error = coroutine.returned();
    assertTrue(error.contains("cannot be suspended here") && error.contains("another carrier"), error);
    assertFalse(pending.isBlocking());
  }

  @Test
  void awaitedByACoroutineOnAThreadItKeepsItsCarrier() throws Throwable {
    Coroutine<Thread> inner = Direct.coroutine(Carrier.CONTINUATION, Thread::currentThread);
    Coroutine<Thread> outer = Direct.coroutine(Carrier.PLATFORM_THREAD, () -> Direct.await(inner));
    outer.send(null);
    assertSame(Thread.currentThread(), outer.returned());
  }

  @Test
  void inAnotherThreadItDoesNotGoOn() throws Throwable {
    Coroutine<Void> coroutine = Direct.coroutine(Carrier.CONTINUATION, Direct::yieldNow);
    coroutine.send(null);
    String message =
        assertThrows(IllegalStateException.class, () -> inAnotherThread(() -> coroutine.send(null))).getMessage();
    assertTrue(message.contains("cannot go on in another"), message);
  }

  @Test
  void whatWasStartedInAThreadThatHasEndedCanBeClosed() throws Throwable {
    List<String> log = new ArrayList<>();
    Coroutine<Void> coroutine =
        Direct.coroutine(
            Carrier.CONTINUATION,
            () -> {
              try {
                Direct.yieldNow();
              } finally {
                log.add("finally");
              }
            });
    inAnotherThread(() -> coroutine.send(null));
    coroutine.close();
    assertEquals(List.of("finally"), log);
  }

  @Test
  void aLoopMayRunInAVirtualThread() throws Throwable {
    Thread virtual =
        (Thread)
            Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, new FutureTask<>(ContinuationCarrierTest::sleepInsideOfACoroutine));
    virtual.join();
    assertEquals("slept twice", slept);
  }

  private static Void sleepInsideOfACoroutine() throws Exception {
    try (RunnableLoop loop = TaskRuntime.load().newLoop()) {
      slept =
          loop.runUntilComplete(
              Direct.coroutine(
                  Carrier.CONTINUATION,
                  () -> {
                    Thread.sleep(1); // suspends the virtual thread below the continuation
                    Direct.yieldNow();
                    Thread.sleep(1);
                    return "slept twice";
                  }));
    }
    return null;
  }
}
