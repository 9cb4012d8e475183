package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of names in the package description leaves out nothing, of asyncio's or of ours. */
class NamesTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("aiotask.root"), "asyncio/src/main/java/io/github/aiotask/asyncio");

  /** {@code asyncio.__all__} of CPython 3.14, and what there was before. */
  private static final Set<String> MODULE =
      words(
          """
          AbstractEventLoop AbstractServer ALL_COMPLETED Barrier BaseEventLoop BaseProtocol BaseTransport BoundedSemaphore
          BrokenBarrierError BufferedProtocol CancelledError Condition DatagramProtocol DatagramTransport Event EventLoop
          FIRST_COMPLETED FIRST_EXCEPTION FrameCallGraphEntry Future FutureCallGraph Handle IncompleteReadError
          InvalidStateError LifoQueue LimitOverrunError Lock PriorityQueue Protocol Queue QueueEmpty QueueFull QueueShutDown
          ReadTransport Runner SelectorEventLoop Semaphore SendfileNotAvailableError Server StreamReader
          StreamReaderProtocol StreamWriter SubprocessProtocol SubprocessTransport Task TaskGroup Timeout TimeoutError
          TimerHandle Transport WriteTransport all_tasks as_completed capture_call_graph create_eager_task_factory
          create_subprocess_exec create_subprocess_shell create_task current_task eager_task_factory ensure_future
          format_call_graph future_add_to_awaited_by future_discard_from_awaited_by gather get_event_loop
          get_event_loop_policy get_running_loop iscoroutine iscoroutinefunction isfuture new_event_loop open_connection
          open_unix_connection print_call_graph run run_coroutine_threadsafe set_event_loop set_event_loop_policy shield
          sleep start_server start_unix_server timeout timeout_at to_thread wait wait_for wrap_future _enter_task
          _get_running_loop _leave_task _register_task _set_running_loop _unregister_task
          AbstractEventLoopPolicy DefaultEventLoopPolicy JoinableQueue async coroutine
          """);

  /** Members of its classes that are ours too, in camel case. */
  private static final Set<String> MEMBERS =
      words(
          """
          abort acquire broken clear close create_task empty exceptions expired full get get_nowait is_set join locked maxsize
          parties put put_nowait qsize release reschedule reset result set shutdown task_done when
          """);

  private static Set<String> words(String text) {
    return new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
  }

  private static String table() throws IOException {
    return Files.readString(SOURCES.resolve("package-info.java")).replaceAll("\\s*\n \\*\\s*", " ");
  }

  private static boolean isIn(String table, String name) {
    return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(table).find();
  }

  @Test
  void everyNameOfAsyncioIsInTheTable() throws IOException {
    String table = table();
    assertEquals(List.of(), MODULE.stream().filter(name -> !isIn(table, name)).toList());
  }

  @Test
  void everyNameOfOursIsInTheTable() throws Exception {
    String table = table();
    Set<String> missing = new TreeSet<>();
    int looked = 0;
    for (Class<?> type : publicTypes()) {
      looked++;
      if (!isIn(table, type.getSimpleName())) {
        missing.add(type.getSimpleName());
      }
      for (Method method : type.getDeclaredMethods()) {
        if (isNamed(type, method) && !isIn(table, method.getName()) && !MEMBERS.contains(snake(method.getName()))) {
          missing.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    assertTrue(looked > 20, "only " + looked);
    assertEquals(Set.of(), missing);
  }

  private static List<Class<?>> publicTypes() throws Exception {
    try (Stream<Path> files = Files.list(SOURCES)) {
      Stream<Class<?>> types =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> !name.equals("package-info"))
              .map(NamesTest::type);
      return types.filter(type -> Modifier.isPublic(type.getModifiers())).collect(Collectors.toList());
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("io.github.aiotask.asyncio." + name);
    } catch (ClassNotFoundException error) {
      throw new AssertionError(error);
    }
  }

  /** Java's own names need no place in a table. */
  private static boolean isNamed(Class<?> type, Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && !type.isEnum()
        && !words("toString equals hashCode iterator hasNext next").contains(method.getName());
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
