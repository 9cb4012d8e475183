package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coroutines of asyncio's functions and of direct style that nobody awaits (§9.11). */
class NeverAwaitedTest {
  private final TaskRuntime runtime = TaskRuntime.load();
  private final RunnableLoop loop = runtime.newVirtualLoop();
  private final Asyncio asyncio = Asyncio.on(runtime, loop);
  private final List<LoopError> reports = new ArrayList<>();
  private final List<Object> kept = new ArrayList<>();

  private List<String> toldOf(Runnable body) throws Exception {
    loop.setExceptionHandler(reports::add);
    loop.setDebug(true);
    loop.callSoon(body);
    while (loop.readyCount() > 0) {
      loop.runOnce();
    }
    loop.close();
    return reports.stream()
        .filter(report -> report.kind() == Kind.NEVER_AWAITED)
        .map(report -> String.valueOf(report.source()).replaceFirst(".*\\.", ""))
        .toList();
  }

  @Test
  void whatNobodyAwaits() throws Exception {
    assertEquals(
        List.of("Sleep", "DirectCoroutine"),
        toldOf(
            () -> {
              kept.add(asyncio.sleep(Duration.ofSeconds(1)));
              kept.add(coroutine(() -> "mine"));
            }));
  }

  @Test
  void whatRunsInATask() throws Exception {
    assertEquals(List.of(), toldOf(() -> kept.add(loop.createTask(coroutine(() -> 1)))));
  }
}
