package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A wakeup that is queued keeps the future that it is for (§5.1), whatever the guest does while it enters the context. */
class WakeupInContextTest {
  private final List<Runnable> onEntering = new ArrayList<>();

  private final Guest guest =
      new Guest() {
        @Override
        public Object captureContext() {
          return "context";
        }

        @Override
        public <A extends @Nullable Object> void runInContext(Object context, Callback<? super A> body, A argument)
            throws Exception {
          List<Runnable> now = List.copyOf(onEntering);
          onEntering.clear();
          now.forEach(Runnable::run);
          body.call(argument);
        }
      };

  private final RunnableLoop loop = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withGuest(guest)).newLoop();
  private final Future<Object> never = loop.createFuture();
  private final List<String> resumes = new ArrayList<>();

  /** Awaits one future, and then for ever another. */
  private final class Waits implements Coroutine<Object> {
    private final Future<Object> first;

    Waits(Future<Object> first) {
      this.first = first;
    }

    @Override
    public Object send(@Nullable Object sent) {
      resumes.add("sent");
      Future<Object> next = first.isDone() ? never : first;
      next.suspend();
      return next;
    }

    @Override
    public Object raise(Throwable error) throws Throwable {
      resumes.add("raised " + error);
      throw error;
    }

    @Override
    public Object returned() {
      throw new IllegalStateException("it never returns");
    }

    @Override
    public void close() {}
  }

  @Test
  void aStepByHandOnTheWayToTheWakeupDoesNotLoseIt() throws InterruptedException {
    Future<Object> first = loop.createFuture();
    Task<Object> task = loop.createTask(new Waits(first));
    loop.runOnce();
    first.setResult("result");
    onEntering.add(() -> task.step(null, null)); // goes on, and waits for the other
    loop.runOnce();
    // The step by hand, and the wakeup after it: that of the first one, which has a result, and not of the other (§5.2).
    assertEquals(List.of("sent", "sent", "sent"), resumes);
    loop.close();
  }

  @Test
  void aTaskThatWasWokenAndIsSteppedByHandWakesByWhatItWaitsForThen() throws InterruptedException {
    RunnableLoop bare = TaskRuntime.load().newLoop(); // without contexts
    List<Future<Object>> futures = List.of(bare.createFuture(), bare.createFuture(), bare.createFuture());
    Task<Object> task = bare.createTask(new InTurn(futures));
    bare.runOnce();
    futures.get(0).setResult("first");
    bare.runOnce();
    task.step(null, null); // forgets the second one (§3.4), and waits for the third
    IllegalStateException third = new IllegalStateException("third");
    futures.get(2).setException(third);
    bare.runOnce();
    assertTrue(task.isDone(), "woken (§5.1)");
    assertSame(third, task.exception()); // §5.5
    bare.close();
  }

  /** Awaits these, whatever it is resumed by. */
  private static final class InTurn implements Coroutine<Object> {
    private final Iterator<Future<Object>> futures;

    InTurn(List<Future<Object>> futures) {
      this.futures = futures.iterator();
    }

    @Override
    public Object send(@Nullable Object sent) {
      if (!futures.hasNext()) {
        return RETURNED;
      }
      Future<Object> next = futures.next();
      next.suspend();
      return next;
    }

    @Override
    public Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Object returned() {
      return "all";
    }

    @Override
    public void close() {}
  }
}
