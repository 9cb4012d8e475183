package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A callback runs in the context of its registration (§1.8), also if that was none. */
class CallbackContextTest {
  private @Nullable Object current;
  private final List<String> entered = new ArrayList<>();

  private final Guest guest =
      new Guest() {
        @Override
        public @Nullable Object captureContext() {
          return current;
        }

        @Override
        public <A extends @Nullable Object> void runInContext(Object context, Callback<? super A> body, A argument)
            throws Exception {
          entered.add(context.toString());
          body.call(argument);
        }
      };

  private final RunnableLoop loop = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withGuest(guest)).newLoop();

  @Test
  void whoCompletesTheFutureDoesNotGiveItsContext() throws InterruptedException {
    Future<String> future = loop.createFuture();
    List<String> called = new ArrayList<>();
    future.addDoneCallback(done -> called.add("without"));
    current = "of the registration";
    future.addDoneCallback(done -> called.add("with"));
    current = "of the completion";
    future.setResult("result");
    loop.runOnce();
    assertEquals(List.of("without", "with"), called);
    assertEquals(List.of("of the registration"), entered);
    loop.close();
  }
}
