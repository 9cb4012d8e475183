package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.asyncio.Asyncio;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Tries again what fails, after pauses that grow, until there is no more time. */
final class Retry {

  static <T> T retry(Duration deadline, Callable<T> attempt) throws Exception {
    Asyncio asyncio = Asyncio.current();
    IOException[] last = new IOException[1];
    try {
      return asyncio.timeout(
          deadline,
          () -> {
            Duration pause = Duration.ofMillis(1);
            while (true) {
              try {
                return attempt.call();
              } catch (IOException failed) {
                last[0] = failed;
              }
              await(asyncio.sleep(pause));
              pause = pause.multipliedBy(2);
            }
          });
    } catch (TimeoutException late) {
      if (last[0] != null) {
        late.addSuppressed(last[0]);
      }
      throw late;
    }
  }

  /** A service that is down for some calls. */
  private static final class Service {
    private int calls;
    private int down;

    Service(int down) {
      this.down = down;
    }

    String call() throws Exception {
      await(Asyncio.current().sleep(Duration.ZERO));
      calls++;
      if (down > 0) {
        down--;
        throw new IOException("the service is down");
      }
      return "answered at call " + calls;
    }
  }

  static void run(PrintStream out) throws Exception {
    Service soon = new Service(3);
    out.println(retry(Duration.ofMinutes(1), soon::call));
    Service never = new Service(Integer.MAX_VALUE);
    try {
      out.println(retry(Duration.ofMillis(50), never::call));
    } catch (TimeoutException late) {
      out.println(late.getMessage());
    }
    out.println("it was called " + (never.calls > 0 ? "in vain" : "never"));
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> run(System.out));
  }
}
