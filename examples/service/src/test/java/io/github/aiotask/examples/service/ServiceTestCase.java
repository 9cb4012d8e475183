package io.github.aiotask.examples.service;

import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.aiotask.LoopError;
import io.github.aiotask.Task;
import io.github.aiotask.examples.service.backend.BackendServer;
import io.github.aiotask.examples.service.backend.Backends;
import io.github.aiotask.netty.Leaks;
import io.netty.util.concurrent.Scheduled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A service whose backends answer when the test says so, and whose end leaves nothing. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
abstract class ServiceTestCase {
  static final Duration LONG = Duration.ofHours(1);

  final Map<String, Held> held = new ConcurrentHashMap<>();
  final Backends backends = new Backends(name -> held.computeIfAbsent(name, any -> new Held()));
  final List<LoopError> reports = new CopyOnWriteArrayList<>();
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("io.github.aiotask.examples.service");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) { // in the thread that logs, as the MDC is that one's
          lines.add("[" + line.getMDCPropertyMap().get("request") + "] " + line.getFormattedMessage());
        }
      };
  private Service service;
  private boolean ended;

  @BeforeAll
  static void countLeaks() {
    Leaks.install();
  }

  @BeforeEach
  void listen() {
    appender.start();
    log.addAppender(appender);
    log.setAdditive(false);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    until(() -> count("request ") == 0, "no task of a request");
    assertEquals(ended ? 0 : 2, count(""), "those that serve and measure");
    if (!ended) {
      assertEquals(1, service.netty().eventLoop().submit(() -> Scheduled.count(service.netty().eventLoop())).get(), "the loop's next timer");
      end();
    }
    until(() -> backends.servers().stream().allMatch(one -> one.connections() == 0), "no connection to a backend");
    assertEquals(0, backends.eventLoop().submit(() -> Scheduled.count(backends.eventLoop())).get(), "timers of backends");
    backends.close();
    log.detachAppender(appender);
    assertEquals(List.of(), reports);
    assertEquals(List.of(), Leaks.found());
  }

  final Service start(Duration deadline, Duration drain) throws Exception {
    service = Service.start(new Settings(0, deadline, drain, 200, Duration.ZERO, 0), backends.servers());
    service.netty().setExceptionHandler(reports::add);
    return service;
  }

  final Drained end() throws Exception {
    ended = true;
    return service.shutDown();
  }

  final Client client() throws IOException {
    return new Client(service.address());
  }

  /** How many tasks have names that begin so, but the one that asks and those of connections. */
  private int count(String name) throws Exception {
    if (service.netty().isClosed()) {
      return 0;
    }
    List<Task<?>> tasks =
        service.netty().asyncio().runCoroutineThreadsafe(coroutine(() -> service.netty().asyncio().allTasks())).get();
    return (int) tasks.stream().filter(task -> !task.name().startsWith("Task-") && task.name().startsWith(name)).count();
  }

  final BackendServer backend(String name) {
    return backends.servers().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** All three, in time: each of them has got the call. */
  final void untilAsked(String item) throws Exception {
    until(() -> held.size() == 3 && held.values().stream().allMatch(one -> one.hasCallFor(item)), "calls for " + item);
  }

  final void answer(String item) {
    held.forEach((name, one) -> one.answer(item, 200, name + " of " + item));
  }

  /** A condition of a test. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(Condition condition, String what) throws Exception {
    for (long round = 0; !condition.holds(); round++) {
      if (round > 60_000) { // a minute at least
        throw new AssertionError("never: " + what);
      }
      Thread.sleep(1);
    }
  }
}
