package io.github.aiotask.ps;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Lock;
import io.github.aiotask.asyncio.Queue;
import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.direct.Carrier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that hangs, as others start it: the name of a carrier, or {@code MACHINES}; and perhaps {@code block}. */
public final class Hangs {
  private static final Duration LONG = Duration.ofHours(1);

  private Hangs() {}

  /** Hangs, and says so before. */
  public static void main(String[] arguments) throws Exception {
    boolean blocks = List.of(arguments).contains("block");
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      if (arguments[0].equals("MACHINES")) {
        asyncio.createTask(asyncio.sleep(LONG), TaskOptions.named("sleeper"));
        asyncio.loop().callSoon(none -> System.out.println("hangs"), null, null);
        runner.run(asyncio.waitFor(asyncio.queue().get(), LONG));
      } else {
        Carrier carrier = Carrier.valueOf(arguments[0]);
        runner.run(coroutine(carrier, () -> serve(asyncio, carrier, blocks)));
      }
    }
  }

  private static void serve(Asyncio asyncio, Carrier carrier, boolean blocks) throws Exception {
    Lock lock = asyncio.lock();
    Queue<String> queue = asyncio.queue();
    asyncio.taskGroup(
        group -> {
          group.createTask(coroutine(carrier, () -> lock.hold(() -> read(queue))), TaskOptions.named("reader"));
          group.createTask(coroutine(carrier, () -> lock.hold(() -> null)), TaskOptions.named("writer"));
          await(asyncio.sleep(Duration.ofMillis(1)));
          if (blocks) {
            block();
          } else {
            System.out.println("hangs");
          }
        });
  }

  private static String read(Queue<String> queue) throws Exception {
    return await(queue.get());
  }

  private static void block() throws InterruptedException {
    Thread blocked = Thread.currentThread();
    new Thread(
            () -> {
              while (blocked.getState() != Thread.State.WAITING) {
                Thread.yield();
              }
              System.out.println("hangs");
            })
        .start();
    new CountDownLatch(1).await();
  }
}
