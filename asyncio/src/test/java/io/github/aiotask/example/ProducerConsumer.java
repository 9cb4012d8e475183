package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Queue;
import io.github.aiotask.asyncio.QueueShutDown;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A fast producer and two slow consumers with a queue of two places between them: the producer waits while it is full. When all is
 * produced the queue is shut down; the consumers finish what is in it, and end.
 */
final class ProducerConsumer {
  private final Asyncio asyncio;
  private final PrintStream out;
  private final Queue<Integer> queue;

  private ProducerConsumer(Asyncio asyncio, PrintStream out) {
    this.asyncio = asyncio;
    this.out = out;
    this.queue = asyncio.queue(2);
  }

  static void work(Asyncio asyncio, PrintStream out) throws Exception {
    ProducerConsumer all = new ProducerConsumer(asyncio, out);
    asyncio.taskGroup(
        group -> {
          group.createTask(coroutine(() -> all.consume("first", Duration.ofMillis(30))));
          group.createTask(coroutine(() -> all.consume("second", Duration.ofMillis(50))));
          all.produce(6);
        });
    out.println("all done");
  }

  private void produce(int count) throws Exception {
    for (int item = 1; item <= count; item++) {
      await(queue.put(item));
    }
    out.println("all produced");
    queue.shutdown();
  }

  private void consume(String name, Duration effort) throws Exception {
    try {
      while (true) {
        int item = await(queue.get());
        await(asyncio.sleep(effort));
        out.println(name + " consumed " + item);
      }
    } catch (QueueShutDown end) {
      out.println(name + " goes home");
    }
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> work(asyncio, System.out));
  }
}
