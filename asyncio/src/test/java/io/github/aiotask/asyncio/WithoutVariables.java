package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Future;
import io.github.aiotask.Task;
import java.time.Duration;

/** A program that makes no context variable: in all that asks for contexts there is none. */
public final class WithoutVariables {
  private WithoutVariables() {}

  public static void main(String[] arguments) throws Exception {
    Asyncio.run(
        asyncio -> {
          Future<String> future = asyncio.createFuture();
          future.addDoneCallback(done -> asyncio.loop().callSoon(none -> {}, null, null));
          Task<String> task = asyncio.createTask(coroutine(() -> await(future)));
          await(asyncio.sleep(Duration.ofMillis(1)));
          await(asyncio.toThread(() -> asyncio.loop().callSoonThreadsafe(future::setResult, "result", null)));
          await(asyncio.gather(task, coroutine(() -> "child")));
          if (task.context() != null) {
            throw new AssertionError("a context: " + task.context());
          }
        });
  }
}
