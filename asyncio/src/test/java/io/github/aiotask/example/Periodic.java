package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Event;
import io.github.aiotask.direct.Direct.Action;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Does something again and again beside the rest of a program: at a steady pace, also after a failure, until it is cancelled. */
final class Periodic {

  static void every(Duration period, PrintStream out, Action job) throws Exception {
    Asyncio asyncio = Asyncio.current();
    long next = asyncio.loop().time();
    while (true) {
      try {
        job.run();
      } catch (Exception failed) {
        out.println("failed, and goes on: " + failed.getMessage());
      }
      next += period.toNanos();
      await(asyncio.sleep(Duration.ofNanos(next - asyncio.loop().time())));
    }
  }

  static void run(PrintStream out) throws Exception {
    Event enough = Asyncio.current().event();
    int[] count = new int[1];
    Action job =
        () -> {
          count[0]++;
          if (count[0] == 2) {
            throw new IllegalStateException("no luck");
          }
          out.println("run " + count[0]);
          if (count[0] == 4) {
            enough.set();
          }
        };
    Task<?> ticking = Asyncio.current().createTask(coroutine(() -> every(Duration.ofMillis(10), out, job)));
    await(enough.waitUntilSet());
    ticking.cancel();
    await(Asyncio.current().wait(List.of(ticking)));
    out.println(ticking.isCancelled() ? "stopped" : "still there");
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> run(System.out));
  }
}
