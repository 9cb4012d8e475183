package io.github.aiotask.inspect;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ExceptionGroup;
import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.direct.Carrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of tasks that hang. */
class DumpTest {
  private static final String SLEEP = "the end of a sleep of 3600 s, \\d+\\.?\\d* s left";

  /** What each waits for, and whom. */
  private static final Map<String, List<String>> EXPECTED =
      Map.ofEntries(
          Map.entry("owner", List.of(SLEEP)),
          Map.entry("writer", List.of("lock@\\w+, which owner holds", "owner")),
          Map.entry("reader", List.of("an item of queue@\\w+, which holds 0")),
          Map.entry("gatherer", List.of("a gather of 2, 0 done", "left", "right")),
          Map.entry("shielded", List.of("a shield", "inner")),
          Map.entry("limited", List.of("event@\\w+")),
          Map.entry("first", List.of("the first of 2 futures \\(wait\\)", "one", "two")),
          Map.entry("worker", List.of("work in the thread asyncio_\\d+, at Hanging.all \\(lambda\\) Hanging.java:\\d+")),
          Map.entry("stage", List.of("CompletableFuture@\\w+")),
          Map.entry("A", List.of("lock@\\w+, which owner holds", "owner")),
          Map.entry("stubborn", List.of("future@\\w+")),
          Map.entry("machine", List.of(SLEEP)),
          Map.entry("left leg", List.of("the task right leg", "right leg")),
          Map.entry("right leg", List.of("the task left leg", "left leg")),
          Map.entry("left", List.of("the answer for left")),
          Map.entry("right", List.of("the answer for right")),
          Map.entry("inner", List.of("the answer for inner")),
          Map.entry("one", List.of("the answer for one")),
          Map.entry("two", List.of("the answer for two")));

  private static LoopDump only(Dump dump) {
    List<LoopDump> running =
        dump.loops().stream().filter(loop -> loop.status() != LoopDump.Status.STOPPED).toList();
    assertEquals(1, running.size(), dump::toString);
    return running.get(0);
  }

  private static TaskDump task(LoopDump loop, String name) {
    List<TaskDump> named = loop.tasks().stream().filter(task -> task.name().equals(name)).toList();
    assertEquals(1, named.size(), () -> name + " in " + loop);
    return named.get(0);
  }

  private static void assertEveryWaitIsTold(LoopDump loop) {
    Map<Integer, String> names = loop.tasks().stream().collect(Collectors.toMap(TaskDump::id, TaskDump::name));
    EXPECTED.forEach(
        (name, expected) -> {
          TaskDump task = task(loop, name);
          assertEquals(TaskDump.State.WAITING, task.state(), name);
          assertTrue(task.waitsFor().matches(expected.get(0)), () -> name + ": " + task.waitsFor());
          List<String> awaits = task.awaits().stream().map(names::get).toList();
          assertEquals(expected.subList(1, expected.size()), awaits, name);
        });
    assertTrue(task(loop, "limited").limits().get(0).matches("timeout of 3600 s, .* s left"));
    TaskDump stubborn = task(loop, "stubborn");
    assertEquals(1, stubborn.cancelRequests());
    assertTrue(stubborn.cancelIsDelivered());
    assertEquals(0, task(loop, "owner").cancelRequests());
  }

  private static List<String> calls(TaskDump task) {
    return task.stack().stream().map(Call::code).toList();
  }

  @ParameterizedTest
  @MethodSource("io.github.aiotask.direct.CarrierTest#available")
  void everyWaitIsTold(Carrier carrier) throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    List<Dump> dumps = new ArrayList<>();
    try (Runner runner = new Runner(runtime)) {
      Asyncio asyncio = runner.asyncio();
      Hanging program = new Hanging(runtime, asyncio, carrier);
      assertThrows(
          ExceptionGroup.class,
          () ->
              runner.run(
                  coroutine(
                      carrier,
                      () ->
                          program.all(
                              () -> {
                                dumps.add(Asyncio.dumpTasks());
                                dumps.add(await(asyncio.toThread(() -> Asyncio.dumpTasks(Duration.ofMinutes(1)))));
                                dumps.add(CompletableFuture.supplyAsync(() -> Asyncio.dumpTasks(Duration.ZERO)).get());
                                program.end();
                                throw new IllegalStateException("all is seen");
                              }))));
    }

    LoopDump inside = only(dumps.get(0));
    assertEquals(LoopDump.Status.ANSWERS, inside.status());
    assertEquals("last", inside.running());
    assertEquals(TaskDump.State.RUNNING, task(inside, "last").state());
    assertEveryWaitIsTold(inside);

    LoopDump outside = only(dumps.get(1));
    assertEquals(LoopDump.Status.ANSWERS, outside.status());
    assertNull(outside.running());
    assertEquals(TaskDump.State.WAITING, task(outside, "last").state());
    assertEveryWaitIsTold(outside);
    assertEquals(
        List.of("WakingQueue.Get", "Hanging.read", "Hanging.all (lambda)"), calls(task(outside, "reader")));
    assertEquals(List.of("Sleep"), calls(task(outside, "machine")));

    LoopDump blocked = only(dumps.get(2));
    assertEquals(LoopDump.Status.BLOCKED, blocked.status());
    assertEquals("last", blocked.running());
    assertEveryWaitIsTold(blocked);
    List<String> live = blocked.stack().stream().map(Call::code).toList();
    assertTrue(live.get(live.size() - 1).startsWith("DumpTest."), live::toString);
    assertTrue(dumps.get(2).pstree().contains("BLOCKED, 21 tasks: a step of last does not end\n    at "));

    String tree = dumps.get(1).pstree();
    assertTrue(tree.contains("(T) left leg  CYCLE: this is above, and waits for itself\n"), tree);
    assertEquals(tree.lines().filter(line -> line.contains("(T) inner")).count(), 1, tree);
    String table = dumps.get(1).ps();
    assertTrue(table.lines().anyMatch(line -> line.matches("\\d+ +left +waiting  the answer for left .*  gatherer")), table);
  }

  private static RunnableLoop newLoop(TaskRuntime runtime, List<Object> kept) {
    RunnableLoop loop = runtime.newVirtualLoop();
    kept.add(Asyncio.on(runtime, loop));
    return loop;
  }

  private static LoopDump of(Task<?> task) {
    for (LoopDump loop : Asyncio.dumpTasks().loops()) {
      if (loop.tasks().stream().anyMatch(one -> one.name().equals(task.name()))) {
        return loop;
      }
    }
    throw new AssertionError("no loop has " + task);
  }

  @Test
  void aLoopThatDoesNotRunIsNotWaitedFor() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    List<Object> kept = new ArrayList<>();
    RunnableLoop loop = newLoop(runtime, kept);
    Future<Object> never = loop.createFuture();
    Task<?> first = loop.createTask(coroutine(() -> await(never)), TaskOptions.named("of a stopped loop"));
    first.setLogDestroyPending(false);
    LoopDump dump = of(first);
    assertEquals(LoopDump.Status.STOPPED, dump.status());
    assertNull(dump.thread());
    assertEquals(TaskDump.State.READY, task(dump, first.name()).state());
    loop.runOnce();
    assertEquals(TaskDump.State.WAITING, task(of(first), first.name()).state());
    loop.close();
    assertThrows(AssertionError.class, () -> of(first));
  }

  @Test
  void whatFailsIsLeftOut() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    List<Object> kept = new ArrayList<>();
    RunnableLoop loop = newLoop(runtime, kept);
    Future<Object> rude =
        ((Asyncio) kept.get(0))
            .createFuture(
                () -> {
                  throw new IllegalStateException("not to be asked");
                });
    Task<?> waits = loop.createTask(coroutine(() -> await(rude)), TaskOptions.named("waits for what fails"));
    waits.setLogDestroyPending(false);
    loop.runOnce();
    assertTrue(task(of(waits), waits.name()).waitsFor().startsWith("future@"));
    loop.close();
  }

  /** Names are the program's; the terminal, and whoever reads the JSON, are the user's. */
  @Test
  void namesOfAnyKind() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    List<Object> kept = new ArrayList<>();
    RunnableLoop loop = newLoop(runtime, kept);
    String name = "\"quoted\\\" in\ntwo lines \u001b[31m \ud83d\ude00 é \ud800 end";
    Task<?> odd = loop.createTask(coroutine(() -> {}), TaskOptions.named(name));
    Dump dump = new Dump(Asyncio.dumpTasks().taken(), List.of(of(odd)));
    JsonNode json = new ObjectMapper().readTree(dump.json());
    assertEquals(name, json.at("/loops/0/tasks/0/name").asText());
    assertEquals(dump.taken().toString(), json.get("taken").asText());
    for (String text : List.of(dump.ps(), dump.pstree())) {
      assertTrue(text.contains("\"quoted\\\" in?two lines ?[31m"), text);
    }
    loop.runUntilComplete(odd);
    loop.close();
  }

  @Test
  void aLongChainIsSeveralTrees() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    List<Object> kept = new ArrayList<>();
    RunnableLoop loop = newLoop(runtime, kept);
    Asyncio asyncio = (Asyncio) kept.get(0);
    Future<Object> first = loop.createFuture();
    Task<?> last = null;
    int length = 10_000;
    for (int i = 0; i < length; i++) {
      last = asyncio.createTask(asyncio.<Object>waitFor(i == 0 ? first : cast(last), null), TaskOptions.named("link " + i));
      kept.add(last);
    }
    loop.runOnce();
    String tree = new Dump(Asyncio.dumpTasks().taken(), List.of(of(last))).pstree();
    for (int i = 0; i < length; i += 999) {
      int link = i;
      assertTrue(tree.lines().anyMatch(line -> line.contains("(T) link " + link + "  waiting for ")), "link " + i);
    }
    assertTrue(tree.contains("(see below)"));
    assertTrue(tree.length() < 1000 * length, "" + tree.length());
    first.setResult(1);
    loop.runUntilComplete(last);
    loop.close();
  }

  @SuppressWarnings("unchecked") // of Objects
  private static Future<Object> cast(Task<?> task) {
    return (Future<Object>) task;
  }

  @Test
  void whoAwaitsWhomOnceEach() {
    LoopDump loop =
        new LoopDump(
            1,
            null,
            LoopDump.Status.ANSWERS,
            null,
            List.of(),
            List.of(named(1, 3), named(2, 3), named(3)),
            List.of(new FutureDump(4, "a gather", List.of(3))));
    StringBuilder text = new StringBuilder();
    new TreeText(loop, text).write();
    assertEquals(
        """
        └── (T) task 1  waiting for something
            └── (T) task 3  waiting for something
        └── (T) task 2  waiting for something
            └── (T) task 3  (see above)
        └── (F) a gather
            └── (T) task 3  (see above)
        """,
        text.toString());
  }

  private static TaskDump named(int id, Integer... awaits) {
    return new TaskDump(
        id, "task " + id, TaskDump.State.WAITING, "something", null, List.of(awaits), List.of(), 0, false, List.of());
  }

  @Test
  void callsAreNamedAsInTheSource() {
    Function<String, Call> of =
        method -> Call.of(new StackTraceElement("com.example.Chat$Room", method, "Chat.java", 42));
    assertEquals("Chat.Room.serve Chat.java:42", of.apply("serve").toString());
    assertEquals("Chat.Room.serve (lambda) Chat.java:42", of.apply("lambda$serve$7").toString());
    assertEquals("Chat.Room.run", Call.of(new StackTraceElement("Chat$Room", "run", null, -1)).toString());
    assertEquals("DumpTest", Call.of(DumpTest.class).toString());
  }

  @Test
  void itPrints() throws Exception {
    StringBuilder printed = new StringBuilder();
    Asyncio.run(asyncio -> Asyncio.printTasks(printed));
    assertTrue(printed.toString().contains("└── (T) Task-1  running\n"), printed::toString);
    assertFalse(printed.toString().contains("BLOCKED"));
    assertNotEquals("", new Tasks().ps());
  }
}
