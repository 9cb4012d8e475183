package io.github.aiotask.direct;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopThread;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ExecutorLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Coroutines of each carrier, which the thread of an executor resumes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
class ExecutorCarrierTest {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final ExecutorLoop own = ExecutorLoop.on(executor);
  private final Asyncio asyncio = own.asyncio();

  @AfterEach
  void end() throws Exception {
    own.shutDown().get();
    executor.shutdown();
  }

  @OnEachCarrier
  void theExecutorsThreadResumesThem(Carrier carrier) throws Exception {
    Thread thread = executor.submit(Thread::currentThread).get();
    List<String> order = new ArrayList<>();
    String all =
        asyncio
            .runCoroutineThreadsafe(
                coroutine(
                    carrier,
                    () -> {
                      List<Task<String>> tasks = new ArrayList<>();
                      for (int i = 0; i < 3; i++) {
                        String name = "c" + i;
                        tasks.add(asyncio.createTask(coroutine(carrier, () -> work(thread, name, order))));
                      }
                      return String.join(" ", await(Asyncio.current().gather(tasks)));
                    }))
            .get();
    assertEquals("c0 c1 c2", all);
    assertEquals(List.of("c0 1", "c1 1", "c2 1", "c0 2", "c1 2", "c2 2"), order);
  }

  private static String work(Thread thread, String name, List<String> order) throws Exception {
    assertSame(thread, LoopThread.current());
    order.add(name + " 1");
    await(Asyncio.current().sleep(Duration.ZERO));
    assertSame(thread, LoopThread.current());
    order.add(name + " 2");
    await(Asyncio.current().sleep(Duration.ofMillis(1)));
    assertEquals("other", await(CompletableFuture.supplyAsync(() -> "other")));
    return name;
  }

  @OnEachCarrier
  void aCancelReachesThem(Carrier carrier) throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    List<String> log = new ArrayList<>();
    CompletableFuture<Object> work =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                carrier,
                () -> {
                  try {
                    waits.countDown();
                    return await(asyncio.createFuture());
                  } finally {
                    await(asyncio.sleep(Duration.ZERO));
                    log.add("cleaned up");
                  }
                }));
    waits.await();
    own.shutDown().get();
    assertTrue(work.isCancelled());
    assertEquals(List.of("cleaned up"), log);
  }
}
