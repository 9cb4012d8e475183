package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ContextVar;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Serves several requests at once; each line that is logged says whose it is, and nobody hands the id from method to method. */
final class Requests {
  private static final ContextVar<String> REQUEST = new ContextVar<>("request", "-");

  private static void log(PrintStream out, String line) {
    out.println("[" + REQUEST.get() + "] " + line);
  }

  private static String read(PrintStream out, String table) throws Exception {
    log(out, "reads " + table);
    await(Asyncio.current().sleep(Duration.ofMillis(table.length())));
    log(out, "has read " + table);
    return table.toUpperCase(java.util.Locale.ROOT);
  }

  /** Two parts at once, in tasks of their own, which know whose they are. */
  private static void serve(PrintStream out, String request) throws Exception {
    REQUEST.set(request);
    List<String> parts =
        await(Asyncio.current().gather(coroutine(() -> read(out, "stock")), coroutine(() -> read(out, "prices"))));
    log(out, "got " + parts);
  }

  static void serve(Asyncio asyncio, PrintStream out) throws Exception {
    asyncio.taskGroup(
        group -> {
          for (String request : List.of("a", "b")) {
            group.createTask(
                coroutine(
                    () -> {
                      serve(out, request);
                      return null;
                    }));
          }
        });
    log(out, "all served");
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> serve(asyncio, System.out));
  }
}
