package io.github.aiotask.consumer;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.stackOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.direct.Carrier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a suspended coroutine stands, as somebody who uses the library sees it. */
class SuspendedStackTest {

  private static final class Server {
    private final Asyncio asyncio;
    private final Carrier carrier;
    private final Future<String> request;

    Server(Asyncio asyncio, Carrier carrier) {
      this.asyncio = asyncio;
      this.carrier = carrier;
      this.request = asyncio.createFuture();
    }

    String serve() throws Exception {
      Callable<String> part = () -> asyncio.timeout(null, () -> read());
      return await(coroutine(carrier, part)); // runs on this stack
    }

    String read() throws Exception {
      return await(request);
    }
  }

  private static List<String> methods(Coroutine<?> coroutine) {
    return stackOf(coroutine).stream()
        .map(StackTraceElement::getMethodName)
        .map(name -> name.startsWith("lambda$") ? "lambda" : name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("io.github.aiotask.direct.CarrierTest#available")
  void itIsToldFromTheAwaitOutwards(Carrier carrier) throws Exception {
    try (Runner runner = new Runner()) {
      Server server = new Server(runner.asyncio(), carrier);
      Coroutine<String> serving = coroutine(carrier, server::serve);
      runner.run(
          coroutine(
              carrier,
              () -> {
                assertEquals(List.of(), stackOf(serving));
                Task<String> task = runner.asyncio().createTask(serving);
                await(runner.asyncio().sleep(Duration.ZERO));
                assertEquals(List.of("read", "lambda", "lambda", "serve"), methods(serving));
                server.request.setResult("got");
                assertEquals("got", await(task));
                assertEquals(List.of(), stackOf(serving));
                return null;
              }));
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.aiotask.direct.CarrierTest#threads")
  void itsThreadHasTheNameOfItsTask(Carrier carrier) throws Exception {
    try (Runner runner = new Runner()) {
      Coroutine<List<String>> names =
          coroutine(
              carrier,
              () -> {
                String before = Thread.currentThread().getName();
                runner.asyncio().currentTask().setName("another");
                return List.of(before, Thread.currentThread().getName());
              });
      Callable<List<String>> main = () -> await(runner.asyncio().createTask(names, new TaskOptions("one", null, false)));
      assertEquals(List.of("one", "another"), runner.run(coroutine(carrier, main)));
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.aiotask.direct.CarrierTest#available")
  void whatRunsIsNotSuspended(Carrier carrier) throws Exception {
    try (Runner runner = new Runner()) {
      Callable<List<StackTraceElement>> itself =
          () -> {
            await(runner.asyncio().sleep(Duration.ZERO));
            return stackOf(runner.asyncio().currentTask().coroutine());
          };
      assertEquals(List.of(), runner.run(coroutine(carrier, itself)));
    }
  }
}
