package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.direct.Carrier;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions of the loop that runs here, which nobody had to hand over. */
class CurrentTest {
  private static final TaskRuntime OLD = TaskRuntime.load(Options.DEFAULT.withVersion(PythonVersion.PYTHON_3_4));

  private final List<Asyncio> seen = new ArrayList<>();
  private final List<Future<?>> futures = new ArrayList<>();

  private static String refusal() {
    return assertThrows(IllegalStateException.class, Asyncio::current).getMessage();
  }

  @AfterEach
  void nothingIsLeft() {
    assertTrue(refusal().startsWith("Asyncio.current(): no loop runs in the thread " + Thread.currentThread().getName()));
  }

  private static List<Carrier> carriers() {
    return List.of(Carrier.values()).stream().filter(Carrier::isAvailable).toList();
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void isTheRunnersOnEveryCarrier(Carrier carrier) throws Exception {
    try (Runner runner = new Runner()) {
      runner.run(
          coroutine(
              carrier,
              () -> {
                seen.add(Asyncio.current());
                await(coroutine(carrier, () -> { seen.add(Asyncio.current()); }));
                await(Asyncio.current().sleep(Duration.ofMillis(1)));
                seen.add(Asyncio.current());
                Asyncio.current().loop().callSoon(any -> seen.add(Asyncio.current()), null, null);
                await(Asyncio.current().createTask(coroutine(carrier, () -> { seen.add(Asyncio.current()); })));
              }));
      assertEquals(5, seen.size());
      seen.forEach(one -> assertSame(runner.asyncio(), one));
    }
  }

  @Test
  void isWhatRunGives() throws Exception {
    Asyncio.run(asyncio -> assertSame(asyncio, Asyncio.current()));
  }

  @Test
  void isThereWhileTheRunnerCloses() throws Exception {
    Asyncio.run(
        asyncio -> {
          seen.add(asyncio);
          Future<Object> kept = asyncio.createFuture(); // and so is the task that waits for it: a collected one sees no close
          futures.add(kept);
          asyncio.createTask(
              coroutine(
                  () -> {
                    try {
                      await(kept);
                    } finally {
                      seen.add(Asyncio.current());
                    }
                  }));
          await(asyncio.sleep(Duration.ZERO));
        });
    assertEquals(2, seen.size());
    assertSame(seen.get(0), seen.get(1));
  }

  @Test
  void ofALoopItIsTheFirstOneUnlessThereIsARunner() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    RunnableLoop loop = runtime.newLoop();
    Asyncio first = Asyncio.on(runtime, loop);
    assertNotSame(first, Asyncio.on(runtime, loop));
    assertSame(first, loop.runUntilComplete(coroutine(Asyncio::current)));
    try (Runner runner = new Runner(runtime, loop)) {
      Asyncio.on(runtime, loop);
      assertSame(runner.asyncio(), runner.run(coroutine(Asyncio::current)));
      assertSame(runner.asyncio(), loop.runUntilComplete(coroutine(Asyncio::current)));
    }
  }

  @Test
  void aLoopWithoutOneSaysSo() throws Exception {
    try (RunnableLoop loop = TaskRuntime.load().newLoop()) {
      String message = loop.runUntilComplete(coroutine(CurrentTest::refusal));
      assertTrue(message.contains("for the loop that runs here: run that by new Runner(runtime, loop), or call Asyncio.on"), message);
    }
  }

  @Test
  void ofNestedLoopsItIsTheInnerOnes() throws Exception {
    RunnableLoop inner = OLD.newLoop();
    RunnableLoop outer = OLD.newLoop();
    Asyncio ofInner = Asyncio.on(OLD, inner);
    Asyncio ofOuter = Asyncio.on(OLD, outer);
    outer.callSoon(
        () -> {
          seen.add(Asyncio.current());
          inner.callSoon(
              () -> {
                seen.add(Asyncio.current());
                inner.stop();
              });
          assertNull(assertDoesRun(inner));
          seen.add(Asyncio.current());
          outer.stop();
        });
    outer.runForever();
    assertEquals(List.of(ofOuter, ofInner, ofOuter), seen);
    inner.close();
    outer.close();
  }

  private static Object assertDoesRun(RunnableLoop loop) {
    try {
      loop.runForever();
      return null;
    } catch (InterruptedException error) {
      return error;
    }
  }

  @Test
  void anotherThreadHasNone() throws Exception {
    Asyncio.run(asyncio -> assertTrue(await(asyncio.toThread(CurrentTest::refusal)).contains("runCoroutineThreadsafe")));
  }

  @Test
  void aRuntimeOfACoroutineMayHaveALoopToo() throws Exception {
    Asyncio.run(
        asyncio -> {
          TaskRuntime runtime = await(coroutine(() -> TaskRuntime.load()));
          try (RunnableLoop loop = runtime.newLoop()) {
            Asyncio inner = Asyncio.on(runtime, loop);
            assertSame(inner, loop.runUntilComplete(coroutine(Asyncio::current)));
            assertSame(asyncio, Asyncio.current());
          }
        });
  }

  @Test
  void aLoopKeepsItsOwnAndNobodyElseDoes() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    RunnableLoop loop = runtime.newLoop();
    WeakReference<Asyncio> first = new WeakReference<>(Asyncio.on(runtime, loop));
    System.gc();
    assertSame(loop.runUntilComplete(coroutine(Asyncio::current)), first.get());
    loop.close();
    loop = null;
    while (first.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
  }

  @Test
  void aRunInsideOfARunSaysWhatToWrite() throws Exception {
    try (Runner other = new Runner()) {
      Asyncio.run(
          asyncio -> {
            String run = assertThrows(IllegalStateException.class, () -> Asyncio.run(inner -> {})).getMessage();
            assertTrue(run.startsWith("Asyncio.run(main) inside of a run: "), run);
            assertTrue(run.contains("Write await(coroutine) to wait for it here"), run);
            assertTrue(run.contains("Asyncio.current().createTask(coroutine) to go on"), run);
            String second =
                assertThrows(IllegalStateException.class, () -> other.run(coroutine(() -> 1))).getMessage();
            assertTrue(second.startsWith("runner.run(main) inside of a run: "), second);
            RunnableLoop loop = (RunnableLoop) asyncio.loop();
            String third =
                assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(coroutine(() -> 1))).getMessage();
            assertTrue(third.contains("await in its coroutines, or create tasks, instead of running it again"), third);
          });
    }
  }

  @Test
  void aRunnerRefusesToRunInsideOfALoopWithoutOne() throws Exception {
    try (RunnableLoop loop = TaskRuntime.load().newLoop()) {
      loop.runUntilComplete(
          coroutine(() -> { assertThrows(IllegalStateException.class, () -> Asyncio.run(inner -> {})); }));
    }
  }
}
