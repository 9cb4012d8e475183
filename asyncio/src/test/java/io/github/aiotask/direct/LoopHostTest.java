package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopThread;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** A thread for a loop, and its caller, who waits. */
class LoopHostTest {

  @AfterEach
  void interruptsAreTakenBack() {
    assertFalse(Thread.interrupted());
  }

  @Test
  void itStandsForItsCaller() throws Exception {
    Thread caller = Thread.currentThread();
    Thread host =
        Direct.runLoop(
            () -> {
              assertSame(caller, LoopThread.current());
              return Thread.currentThread();
            });
    assertNotSame(caller, host);
    assertTrue(host.isDaemon());
    assertTrue(host.getName().contains(caller.getName()), host.getName());
  }

  @Test
  void insideOfItIsAPlainCall() throws Exception {
    assertTrue(Direct.runLoop(() -> Direct.runLoop(Thread::currentThread) == Thread.currentThread()));
    assertNotSame(Direct.runLoop(Thread::currentThread), Direct.runLoop(Thread::currentThread));
  }

  @Test
  void whatItThrowsIsTheVeryObject() {
    IOException checked = new IOException();
    AssertionError error = new AssertionError();
    assertSame(checked, assertThrows(IOException.class, () -> Direct.runLoop(() -> raise(checked))));
    assertSame(error, assertThrows(AssertionError.class, () -> Direct.runLoop(() -> raise(error))));
    String message = assertThrows(NullPointerException.class, () -> Direct.runLoop(null)).getMessage();
    assertEquals("runLoop(body): the body is null", message);
  }

  private static Object raise(Throwable error) {
    throw Thrown.as(error);
  }

  @Test
  void itInheritsFromItsCaller() throws Exception {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("caller's");
    Thread caller = Thread.currentThread();
    ClassLoader former = caller.getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(new URL[0], former)) {
      caller.setContextClassLoader(own);
      assertEquals("caller's", Direct.runLoop(local::get));
      assertSame(own, Direct.runLoop(() -> Thread.currentThread().getContextClassLoader()));
    } finally {
      caller.setContextClassLoader(former);
    }
  }

  // ---- interrupts

  @Test
  void anInterruptFromBeforeIsTheHosts() throws Exception {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> Direct.runLoop(LoopHostTest::sleep));
  }

  private static Object sleep() throws InterruptedException {
    Thread.sleep(60_000);
    return "slept";
  }

  @Test
  void anInterruptOfTheCallerIsTheHosts() throws Exception {
    Thread caller = Thread.currentThread();
    CountDownLatch sleeps = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try {
                sleeps.await();
                caller.interrupt();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
    assertThrows(
        InterruptedException.class,
        () ->
            Direct.runLoop(
                () -> {
                  sleeps.countDown();
                  return sleep();
                }));
    other.join();
  }

  @Test
  void anInterruptThatIsLeftIsTheCallers() throws Exception {
    Direct.runLoop(
        () -> {
          Thread.currentThread().interrupt();
          return null;
        });
    assertTrue(Thread.interrupted());
  }

  // ---- other threads

  /** Its own scheduler is no other's: this one would wait for the loop's thread, which does not leave its place. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads are there from Java 21 on")
  void virtualThreadsThatAreStartedThereRunElsewhere() throws Exception {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    CountDownLatch runs = new CountDownLatch(2);
    Runnable counts =
        () -> {
          runs.countDown();
          Thread.yield();
          runs.countDown();
        };
    Direct.runLoop(
        () -> {
          start.invoke(null, counts);
          while (runs.getCount() > 0) {
            Thread.onSpinWait();
          }
          return null;
        });
    assertEquals(0, runs.getCount());
  }
}
