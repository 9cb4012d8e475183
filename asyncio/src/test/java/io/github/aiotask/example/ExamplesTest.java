package io.github.aiotask.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples run and say what is expected of them; on a virtual clock, so that nobody waits. */
class ExamplesTest {

  private interface Example {
    void run(Asyncio asyncio, PrintStream out) throws Exception;
  }

  private static void assertPrints(Example example, String expected) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    TaskRuntime runtime = TaskRuntime.load();
    try (Runner runner = new Runner(runtime, runtime.newVirtualLoop())) {
      runner.run(Direct.coroutine(Carrier.best(), () -> example.run(runner.asyncio(), out)));
    }
    assertEquals(expected.lines().toList(), printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void theCrawlerSeesEveryPageAndGivesUpTheSlowOne() throws Exception {
    assertPrints(
        Crawler::crawl,
        """
        home: [news, about, slow]
        about: [home]
        news: [home, lost]
        lost: not found
        slow: too slow
        5 pages seen
        """);
  }

  @Test
  void theConsumersFinishWhatIsInTheQueueAndEnd() throws Exception {
    assertPrints(
        ProducerConsumer::work,
        """
        first consumed 1
        second consumed 2
        all produced
        first consumed 3
        first consumed 5
        second consumed 4
        second goes home
        first consumed 6
        first goes home
        all done
        """);
  }

  @Test
  void eachLineKnowsItsRequest() throws Exception {
    assertPrints(
        Requests::serve,
        """
        [a] reads stock
        [a] reads prices
        [b] reads stock
        [b] reads prices
        [a] has read stock
        [b] has read stock
        [a] has read prices
        [b] has read prices
        [a] got [STOCK, PRICES]
        [b] got [STOCK, PRICES]
        [-] all served
        """);
  }
}
