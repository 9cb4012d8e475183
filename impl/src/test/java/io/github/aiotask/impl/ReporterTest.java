package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only reports ends nothing, and loses nothing (§8.29). */
class ReporterTest {
  private static final Logger LOG = Logger.getLogger("io.github.aiotask");

  private final List<Object> ran = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final LogHandler handler = new LogHandler();

  /** Throws what it is told to throw. */
  private final class LogHandler extends Handler {
    private Supplier<Throwable> failure = () -> null;

    @Override
    public void publish(LogRecord record) {
      logged.add(record.getMessage());
      Throwable error = failure.get();
      if (error != null) {
        throw Thrown.as(error);
      }
      if (record.getThrown() != null) {
        logged.add(record.getThrown().getMessage()); // as each formatter does
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  /** What somebody's code may throw where it should only tell something. */
  static Stream<Supplier<Throwable>> failures() {
    return Stream.of(
        () -> new IllegalStateException("ordinary"),
        () -> new AssertionError("an Error"),
        StackOverflowError::new,
        () -> new NoClassDefFoundError("missing"),
        ThreadDeath::new,
        () -> new OutOfMemoryError("while it was written"));
  }

  /** An error without a text. */
  private static final class Nameless extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Supplier<Throwable> failure;

    Nameless(Supplier<Throwable> failure) {
      this.failure = failure;
    }

    @Override
    public String getMessage() {
      throw Thrown.as(failure.get());
    }
  }

  private void assertGoesOn(RunnableLoop loop) throws InterruptedException {
    loop.callSoon(() -> ran.add("next"));
    loop.callSoon(loop::stop);
    loop.runForever();
    assertEquals(List.of("next"), ran);
    loop.close();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anErrorWithoutAText(Supplier<Throwable> failure) throws Exception {
    RunnableLoop loop = TaskRuntime.load().newLoop();
    loop.callSoon(
        () -> {
          throw new Nameless(failure);
        });
    assertGoesOn(loop);
    assertEquals(1, logged.size());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aLogThatFails(Supplier<Throwable> failure) throws Exception {
    handler.failure = failure;
    RunnableLoop loop = TaskRuntime.load().newLoop();
    loop.callSoon(
        () -> {
          throw new IllegalStateException("of a callback");
        });
    assertGoesOn(loop);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aHandlerThatFailsWithWhatHasNoText(Supplier<Throwable> failure) throws Exception {
    RunnableLoop loop = TaskRuntime.load().newLoop();
    loop.setExceptionHandler(
        report -> {
          throw new Nameless(failure);
        });
    loop.callSoon(
        () -> {
          throw new IllegalStateException("of a callback");
        });
    assertGoesOn(loop);
    assertTrue(logged.contains("of a callback"), logged::toString);
  }

  /** Something without a name, which errors and reports name. */
  private static Object nameless(Supplier<Throwable> failure) {
    return new Object() {
      @Override
      public String toString() {
        throw Thrown.as(failure.get());
      }
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aSourceWithoutAName(Supplier<Throwable> failure) throws Exception {
    RunnableLoop loop = TaskRuntime.load().newLoop();
    LoopError report = new LoopError(Kind.CALLBACK_RAISED, new IllegalStateException("mine"), nameless(failure), null);
    loop.callSoon(() -> loop.callExceptionHandler(report));
    assertGoesOn(loop);
    assertTrue(logged.get(0).contains("its toString has failed"), logged::toString);
    assertEquals("mine", logged.get(1));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatIsYieldedWithoutAName(Supplier<Throwable> failure) throws Exception {
    RunnableLoop loop = TaskRuntime.load().newLoop();
    Task<Object> task = loop.createTask(Script.of((self, sent) -> nameless(failure)));
    assertGoesOn(loop);
    assertFalse(task.isDone()); // answered in the next iteration
  }
}
