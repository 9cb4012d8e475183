package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import org.junit.jupiter.api.Test;

/** Debug mode puts nothing into a loop that its owner runs an iteration at a time. */
class UnwatchedTest {
  @Test
  void aLoopThatIsNoRunnersHasNoWatch() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    try (RunnableLoop loop = runtime.newVirtualLoop()) {
      Asyncio asyncio = Asyncio.on(runtime, loop);
      loop.setDebug(true);
      assertNull(asyncio.watch);
      assertEquals(0, loop.readyCount());
    }
  }
}
