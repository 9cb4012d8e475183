package io.github.aiotask.consumer;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.QueueEmpty;
import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In debug mode an error has the user's calls alone, and says where it was awaited. */
class ErrorStackTest {

  static Stream<Carrier> carriers() {
    return Stream.of(Carrier.values()).filter(Carrier::isAvailable);
  }

  private static void run(Carrier carrier, boolean debug, Action main) throws Exception {
    try (Runner runner = new Runner()) {
      runner.loop().setDebug(debug);
      runner.run(coroutine(carrier, main));
    }
  }

  private static List<String> methods(Throwable error) {
    return Stream.of(error.getStackTrace())
        .map(StackTraceElement::getMethodName)
        .map(name -> name.startsWith("lambda$") ? "lambda" : name)
        .toList();
  }

  private static void fail() throws IOException {
    throw new IOException("the disk is full");
  }

  private static void write(Carrier carrier) throws Exception {
    await(coroutine(carrier, () -> fail())); // a part of this one: a call
  }

  private static Object parent(Task<?> child) throws Exception {
    return await(child);
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void itHasTheUsersCallsAndTheAwaits(Carrier carrier) throws Exception {
    run(
        carrier,
        true,
        () -> {
          Asyncio asyncio = Asyncio.current();
          Task<?> child =
              asyncio.createTask(
                  coroutine(
                      carrier,
                      () -> {
                        await(asyncio.sleep(Duration.ofMillis(1)));
                        write(carrier);
                      }));
          Task<?> middle = asyncio.createTask(coroutine(carrier, () -> parent(child)));
          IOException error = assertThrows(IOException.class, () -> parent(middle));
          assertEquals(List.of("fail", "lambda", "write", "lambda"), methods(error));
          assertEquals(2, error.getSuppressed().length);
          assertEquals("awaited here", error.getSuppressed()[0].getMessage());
          assertEquals(List.of("parent", "lambda"), methods(error.getSuppressed()[0]));
          assertEquals("parent", methods(error.getSuppressed()[1]).get(0));
        });
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aCallOfTheLibraryThatRaisesItStaysAndManyAwaitsAreFew(Carrier carrier) throws Exception {
    run(
        carrier,
        true,
        () -> {
          Asyncio asyncio = Asyncio.current();
          Future<Object> failed = asyncio.createTask(coroutine(carrier, () -> asyncio.queue().getNowait()));
          for (int i = 0; i < 100; i++) {
            assertThrows(QueueEmpty.class, () -> await(failed));
          }
          Throwable error = assertThrows(QueueEmpty.class, () -> await(failed));
          assertTrue(methods(error).contains("getNowait"), () -> methods(error).toString());
          assertEquals("lambda", methods(error).get(methods(error).size() - 1));
          assertEquals(16, error.getSuppressed().length);
        });
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void anErrorThatRefusesStaysAsItIs(Carrier carrier) throws Exception {
    RuntimeException error =
        new RuntimeException("raised") {
          private static final long serialVersionUID = 1L;

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("not now");
          }
        };
    Action raise =
        () -> {
          throw error;
        };
    run(
        carrier,
        true,
        () -> {
          Task<?> child = Asyncio.current().createTask(coroutine(carrier, raise));
          assertSame(error, assertThrows(RuntimeException.class, () -> parent(child)));
        });
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void withoutDebugModeItIsLeftAsItIs(Carrier carrier) throws Exception {
    run(
        carrier,
        false,
        () -> {
          Task<?> child = Asyncio.current().createTask(coroutine(carrier, () -> fail()));
          IOException error = assertThrows(IOException.class, () -> parent(child));
          assertEquals("fail", methods(error).get(0));
          assertTrue(methods(error).contains("runBody"));
          assertEquals(0, error.getSuppressed().length);
        });
  }
}
