package io.github.aiotask.propagation;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.aiotask.Coroutine;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.asyncio.ThreadStates;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct.Action;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The MDC of a real logger, carried by a hand-written ThreadState and by Micrometer's library: what its lines say is each task's own. */
class MdcTest {
  private static final String KEY = "request";

  private final Logger log = (Logger) LoggerFactory.getLogger("of a program");
  private final ListAppender<ILoggingEvent> lines = new Lines();

  /** Has each line read the MDC when it is written, as an appender that writes at once does. */
  private static final class Lines extends ListAppender<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      line.prepareForDeferredProcessing();
      super.append(line);
    }
  }

  /** How it is carried. */
  enum By {
    HAND(() -> ThreadStates.carry(new Mdc())),
    MICROMETER(() -> ContextPropagation.install(registry())),
    GLOBAL_REGISTRY(
        () -> {
          ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
          return ContextPropagation.install();
        });

    final Supplier<ThreadStates.Registration> carry;

    By(Supplier<ThreadStates.Registration> carry) {
      this.carry = carry;
    }

    private static ContextRegistry registry() {
      return new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
    }
  }

  private static Stream<Arguments> each() {
    return Stream.of(By.values())
        .flatMap(by -> Stream.of(Carrier.values()).filter(Carrier::isAvailable).map(carrier -> Arguments.of(by, carrier)));
  }

  @BeforeEach
  void listen() {
    MDC.clear();
    lines.start();
    log.setAdditive(false);
    log.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(lines);
    ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
    assertEquals(Map.of(), MDC.getCopyOfContextMap() == null ? Map.of() : MDC.getCopyOfContextMap());
  }

  private List<String> said() {
    return lines.list.stream().map(line -> line.getMessage() + " " + line.getMDCPropertyMap().get(KEY)).toList();
  }

  private Coroutine<Void> handler(Carrier carrier, String request) {
    return coroutine(
        carrier,
        () -> {
          log.info("starts");
          MDC.put(KEY, request);
          await(Asyncio.current().sleep(Duration.ZERO));
          log.info(request);
          await(Asyncio.current().createTask(coroutine(carrier, () -> { log.info("child of {}", request); })));
          await(Asyncio.current().toThread(() -> { log.info("thread of {}", request); }));
          await(new Machine("machine of " + request));
          MDC.remove(KEY);
          await(Asyncio.current().sleep(Duration.ZERO));
          log.info("ends");
          return null;
        });
  }

  /** Its steps are made in the loop's thread. */
  private final class Machine extends StateMachine<Void> {
    private final String name;

    Machine(String name) {
      this.name = name;
    }

    @Override
    protected Object resume(Object sent, Throwable error) {
      log.info(name);
      return returns(null);
    }
  }

  private static void run(Carrier carrier, Action main) throws Exception {
    try (Runner runner = new Runner()) {
      runner.run(
          coroutine(
              carrier,
              () -> {
                main.run();
                return null;
              }));
    }
  }

  @ParameterizedTest
  @MethodSource("each")
  void eachTaskHasItsOwn(By by, Carrier carrier) throws Exception {
    try (ThreadStates.Registration carried = by.carry.get()) {
      run(
          carrier,
          () -> {
            MDC.put(KEY, "main");
            List<Task<Void>> tasks = new ArrayList<>();
            for (String request : List.of("a", "b")) {
              tasks.add(Asyncio.current().createTask(handler(carrier, request)));
            }
            Asyncio.current().loop().callSoon(log::info, "callback", null);
            for (Task<Void> task : tasks) {
              await(task);
            }
            log.info("main");
          });
      assertNotNull(carried);
    }
    List<String> expected = new ArrayList<>(List.of("starts main", "starts main", "callback main", "a a", "b b"));
    for (String request : List.of("a", "b")) {
      expected.addAll(List.of("child of {} " + request, "thread of {} " + request, "machine of " + request + " " + request));
    }
    expected.addAll(List.of("ends null", "ends null", "main main"));
    assertEquals(expected.stream().sorted().toList(), said().stream().sorted().toList());
  }

  /** Direct style alone: a coroutine's thread has an MDC of its own, which starts empty, for this logger's is not inherited. */
  @Test
  void whatIsNotCarriedIsTheThreadsOwn() throws Exception {
    run(
        Carrier.PLATFORM_THREAD,
        () -> {
          MDC.put(KEY, "main");
          await(Asyncio.current().createTask(handler(Carrier.PLATFORM_THREAD, "a")));
          log.info("main");
        });
    assertEquals(
        List.of(
            "starts null", "a a", "child of {} null", "thread of {} null", "machine of a null", "ends null", "main main"),
        said());
  }

  @Test
  void aNullRegistryIsRefused() {
    String message = assertThrows(NullPointerException.class, () -> ContextPropagation.install(null)).getMessage();
    assertEquals("install(registry): it is null; install() takes the global one", message);
  }
}
