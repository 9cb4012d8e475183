package io.github.aiotask.graalpy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Java's futures in Python, and Python's coroutines as Java's futures. The time is for what never ends. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BridgeTest {
  private static final String PROGRAM =
      """
      import asyncio

      loop = asyncio.new_event_loop()

      def run():
          loop.run_forever()

      def stop():
          loop.call_soon_threadsafe(loop.stop)

      async def awaits(future, started=lambda: None):
          started()
          return await future

      async def catches(future, kind):
          try:
              await future
          except BaseException as error:
              return kind(error)

      async def answers(value):
          await asyncio.sleep(0.001)
          return value

      async def fails():
          await asyncio.sleep(0.001)
          raise LookupError('not here')

      async def waits(started):
          try:
              started()
              await asyncio.sleep(600)
          except asyncio.CancelledError:
              ended.append('cancelled')
              raise

      async def cancels_itself():
          asyncio.current_task().cancel()
          await asyncio.sleep(600)

      ended = []
      """;

  private static Context context;
  private static AiotaskAsyncio asyncio;
  private static Value python;
  private static Value loop;
  private static Thread thread;

  @BeforeAll
  static void runLoop() {
    context = PythonContext.open();
    asyncio = AiotaskAsyncio.install(context);
    context.eval("python", PROGRAM);
    python = context.getBindings("python");
    loop = python.getMember("loop");
    Value run = python.getMember("run");
    thread = new Thread(run::executeVoid, "python loop");
    thread.start();
  }

  @AfterAll
  static void close() throws InterruptedException {
    python.getMember("stop").executeVoid();
    thread.join();
    context.close();
  }

  private static CompletableFuture<Value> submit(String coroutine, Object... arguments) {
    return asyncio.submit(python.getMember(coroutine).execute(arguments), loop);
  }

  @Test
  void pythonAwaitsAJavaFuture() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<Value> answer = submit("awaits", future);
    future.complete("from Java");
    assertEquals("from Java", answer.get().asString());
    assertEquals("at once", submit("awaits", CompletableFuture.completedFuture("at once")).get().asString());
  }

  @Test
  void pythonCatchesJavasError() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<Value> caught = submit("catches", future.thenApply(x -> x), context.eval("python", "str"));
    future.completeExceptionally(new IOException("disk full"));
    assertTrue(caught.get().asString().contains("disk full"), caught.get().asString());
  }

  @Test
  void javasErrorComesBackToJava() {
    IOException error = new IOException("disk full");
    CompletableFuture<Value> answer = submit("awaits", CompletableFuture.failedFuture(error));
    Throwable cause = assertThrows(ExecutionException.class, answer::get).getCause();
    assertEquals(error, assertInstanceOf(PolyglotException.class, cause).asHostException());
  }

  @Test
  void javaCancelsWhatPythonAwaits() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<Value> caught = submit("catches", future, context.eval("python", "lambda e: type(e).__name__"));
    future.cancel(false);
    assertEquals("CancelledError", caught.get().asString());
  }

  @Test
  void pythonCancelsTheJavaFutureThatItAwaits() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<Value> answer = submit("awaits", future, (Runnable) started::countDown);
    started.await(); // else the task would be cancelled before it awaits
    answer.cancel(false);
    assertThrows(CancellationException.class, future::join); // comes through the loop
  }

  @Test
  void javaGetsWhatACoroutineReturns() throws Exception {
    assertEquals(42, submit("answers", 42).get().asInt());
    assertTrue(submit("answers", (Object) null).get().isNull());
  }

  @Test
  void javaGetsWhatACoroutineRaises() {
    Throwable cause = assertThrows(ExecutionException.class, submit("fails")::get).getCause();
    PolyglotException error = assertInstanceOf(PolyglotException.class, cause);
    assertEquals("LookupError", error.getGuestObject().getMetaObject().getMetaSimpleName());
  }

  @Test
  void javaCancelsACoroutine() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Value> answer = submit("waits", (Runnable) started::countDown);
    started.await();
    assertTrue(answer.cancel(false));
    assertThrows(CancellationException.class, answer::get);
    Value ended = python.getMember("ended");
    while (ended.getArraySize() == 0) { // the loop's thread is on its way
      Thread.onSpinWait();
    }
    assertEquals("cancelled", ended.getArrayElement(0).asString());
  }

  @Test
  void aCancelledCoroutineCancelsJavasFuture() {
    assertThrows(CancellationException.class, submit("cancels_itself")::get);
  }

  @Test
  void aClosedLoopRefuses() {
    Value closed = context.eval("python", "closed = asyncio.new_event_loop(); closed.close(); closed");
    Value coroutine = python.getMember("answers").execute(1);
    assertThrows(PolyglotException.class, () -> asyncio.submit(coroutine, closed));
    coroutine.invokeMember("close");
  }
}
