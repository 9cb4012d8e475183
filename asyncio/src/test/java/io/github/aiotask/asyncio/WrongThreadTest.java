package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Direct.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In debug mode another thread is refused before anything has changed (§8.33). */
class WrongThreadTest {

  /** What that thread may try, by name. */
  private static Map<String, Action> operations(TaskRuntime runtime, Asyncio asyncio) throws Exception {
    Future<Integer> pending = asyncio.createFuture();
    Future<Integer> failed = asyncio.createFuture();
    failed.setException(new IllegalArgumentException("never retrieved"));
    Task<Integer> waiting = asyncio.createTask(coroutine(() -> await(pending)));
    Registry registry = runtime.registry();
    Object foreign = new Object();
    registry.register(asyncio.loop(), foreign);
    Lock lock = asyncio.lock();
    await(lock.acquire());
    Condition condition = asyncio.condition();
    await(condition.acquire());
    Semaphore semaphore = asyncio.semaphore(0);
    Event event = asyncio.event();
    Event set = asyncio.event();
    set.set();
    Queue<Integer> queue = asyncio.queue(2);
    queue.putNowait(1);
    Timeout timeout = asyncio.timeout(null).enter();
    TaskGroup group = asyncio.taskGroup().enter();
    AsCompleted<Integer> items = asyncio.asCompleted(List.of(pending));
    Future<List<Integer>> gather = asyncio.gather(waiting);
    Map<String, Action> tried = new LinkedHashMap<>();
    tried.put("setResult", () -> pending.setResult(1));
    tried.put("setException", () -> pending.setException(new IllegalStateException()));
    tried.put("cancel a future", pending::cancel);
    tried.put("cancel a future that has failed", failed::cancel);
    tried.put("addDoneCallback", () -> pending.addDoneCallback(done -> {}));
    tried.put("addWaiter", () -> pending.addWaiter(waiting));
    tried.put("removeDoneCallback", () -> pending.removeDoneCallback(done -> {}));
    tried.put("base setResult", () -> runtime.base().setResult(pending, 1));
    tried.put("base cancel", () -> runtime.base().cancel(pending, null));
    tried.put("cancel a task", waiting::cancel);
    tried.put("uncancel", waiting::uncancel);
    tried.put("step", () -> waiting.step(null, null));
    tried.put("wakeup", () -> waiting.wakeup(pending));
    tried.put("setName", () -> waiting.setName("other"));
    tried.put("setLogDestroyPending", () -> waiting.setLogDestroyPending(false));
    tried.put("cancel a gather", gather::cancel);
    tried.put("createTask", () -> asyncio.createTask(coroutine(() -> 1)));
    tried.put("createFuture", asyncio::createFuture);
    tried.put("callSoon", () -> asyncio.loop().callSoon(none -> {}, null, null));
    tried.put("register", () -> registry.register(asyncio.loop(), new Object()));
    tried.put("unregister", () -> registry.unregister(asyncio.loop(), foreign));
    tried.put("enter", () -> registry.enter(asyncio.loop(), foreign));
    tried.put("leave", () -> registry.leave(asyncio.loop(), foreign));
    tried.put("swap", () -> registry.swap(asyncio.loop(), foreign));
    tried.put("release a lock", lock::release);
    tried.put("notify", condition::notifyOne);
    tried.put("release a semaphore", semaphore::release);
    tried.put("set an event", event::set);
    tried.put("clear an event", set::clear);
    tried.put("putNowait", () -> queue.putNowait(2));
    tried.put("getNowait", queue::getNowait);
    tried.put("taskDone", queue::taskDone);
    tried.put("shutdown", queue::shutdown);
    tried.put("reschedule", () -> timeout.reschedule(Long.MAX_VALUE));
    tried.put("enter a group", () -> asyncio.taskGroup().enter());
    tried.put("createTask in a group", () -> group.createTask(coroutine(() -> 1)));
    tried.put("cancel a group", group::cancel);
    tried.put("next of asCompleted", items::next);
    tried.put("stop", () -> ((RunnableLoop) asyncio.loop()).stop());
    tried.put("toString", () -> {
      assertEquals("queue of 1 of 2, 0 waiting", queue.toString());
      assertTrue(lock.locked() && set.isSet() && !event.isSet() && semaphore.locked() && items.hasNext());
      assertTrue(failed.snapshot().neverRetrieved());
      assertEquals(2, pending.snapshot().callbacks().size());
      assertEquals("<Task pending Task-2 waiting for a LoopFuture>", waiting.toString());
      assertEquals(0, waiting.cancelling());
      assertTrue(runtime.registry().allTasks(asyncio.loop()).contains(foreign));
      throw new IllegalStateException("nothing has changed: it belongs to the thread");
    });
    return tried;
  }

  @Test
  void nothingHasChanged() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    List<String> accepted = new ArrayList<>();
    try (Runner runner = new Runner(runtime)) {
      Asyncio asyncio = runner.asyncio();
      runner.loop().setDebug(true);
      runner.run(
          coroutine(
              () -> {
                Map<String, Action> tried = operations(runtime, asyncio);
                await(asyncio.sleep(Duration.ZERO));
                Thread other = new Thread(() -> tried.forEach((name, action) -> tryOut(name, action, accepted)));
                other.start();
                await(asyncio.toThread(() -> other.join()));
                runner.loop().setDebug(false);
              }));
    }
    assertEquals(List.of(), accepted);
  }

  private static void tryOut(String name, Action action, List<String> accepted) {
    try {
      action.run();
      accepted.add(name);
    } catch (Throwable error) {
      if (!(error instanceof IllegalStateException) || !error.getMessage().contains("belongs to the thread")) {
        accepted.add(name + ": " + error);
      }
    }
  }

  /** A future that was created before debug mode was on, too. */
  @Test
  void theTaskThatWaitsIsNotStranded() throws Exception {
    List<String> log = new ArrayList<>();
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      Future<Integer> future = asyncio.createFuture();
      runner.run(
          coroutine(
              () -> {
                Task<Integer> task = asyncio.createTask(coroutine(() -> await(future)));
                await(asyncio.sleep(Duration.ZERO));
                runner.loop().setDebug(true);
                await(asyncio.toThread(() -> tryOut("setResult", () -> future.setResult(1), log)));
                future.setResult(2);
                assertEquals(2, await(task));
              }));
    }
    assertEquals(List.of(), log);
  }
}
