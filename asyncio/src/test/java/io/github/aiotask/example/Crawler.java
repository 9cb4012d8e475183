package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Semaphore;
import io.github.aiotask.asyncio.TaskGroup;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Visits every page that can be reached from the first one: a task for each, in one group; two pages at a time, by a bounded
 * semaphore; none for longer than a second, by a timeout.
 */
final class Crawler {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What there is to visit: how long a page takes, and where it leads. */
  record Page(Duration delay, List<String> links) {}

  static final Map<String, Page> WEB =
      Map.of(
          "home", new Page(Duration.ofMillis(100), List.of("news", "about", "slow")),
          "news", new Page(Duration.ofMillis(300), List.of("home", "lost")),
          "about", new Page(Duration.ofMillis(200), List.of("home")),
          "slow", new Page(Duration.ofSeconds(9), List.of("never")));

  private final Asyncio asyncio;
  private final PrintStream out;
  private final Semaphore slots;
  private final Set<String> seen = new HashSet<>();

  private Crawler(Asyncio asyncio, PrintStream out) {
    this.asyncio = asyncio;
    this.out = out;
    this.slots = asyncio.boundedSemaphore(2);
  }

  static void crawl(Asyncio asyncio, PrintStream out) throws Exception {
    Crawler crawler = new Crawler(asyncio, out);
    asyncio.taskGroup(group -> crawler.follow(group, "home"));
    out.println(crawler.seen.size() + " pages seen");
  }

  private void follow(TaskGroup group, String address) {
    if (seen.add(address)) {
      group.createTask(coroutine(() -> visit(group, address)));
    }
  }

  private void visit(TaskGroup group, String address) throws Exception {
    List<String> links;
    try {
      links = slots.hold(() -> asyncio.timeout(PATIENCE, () -> fetch(address)));
    } catch (TimeoutException late) {
      out.println(address + ": too slow");
      return;
    } catch (IOException broken) {
      out.println(address + ": " + broken.getMessage());
      return;
    }
    out.println(address + ": " + links);
    links.forEach(link -> follow(group, link));
  }

  /** In the place of the network. */
  private List<String> fetch(String address) throws Exception {
    Page page = WEB.get(address);
    if (page == null) {
      throw new FileNotFoundException("not found");
    }
    await(asyncio.sleep(page.delay()));
    return page.links();
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> crawl(asyncio, System.out));
  }
}
