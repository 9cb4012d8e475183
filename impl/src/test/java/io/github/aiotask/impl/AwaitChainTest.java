package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.StateMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** State machines that await coroutines. */
class AwaitChainTest {
  private static final int DEEP = 10_000;

  private final Rig rig = new Rig();
  private final List<String> log = new ArrayList<>();

  /** Awaits one thing, and says what comes of it. */
  private final class Link extends StateMachine<Object> {
    private final String name;
    private final Awaitable<?> inner;
    private boolean awaits = true;
    private Throwable cleanUpFails;

    Link(String name, Awaitable<?> inner) {
      this.name = name;
      this.inner = inner;
    }

    Link failingToCleanUp(Throwable error) {
      cleanUpFails = error;
      return this;
    }

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      if (awaits && error == null) {
        awaits = false;
        return await(inner);
      }
      log.add(name + " gets " + (error == null ? sent : error.getMessage()));
      if (error != null) {
        throw error;
      }
      return returns(name + sent);
    }

    @Override
    protected void cleanUp() throws Throwable {
      log.add(name + " cleans up");
      if (cleanUpFails != null) {
        throw cleanUpFails;
      }
    }
  }

  /** A coroutine of another make: yields once, and tells what it gets. */
  private final class Foreign implements Coroutine<Object> {
    private boolean started;
    private Object got;

    @Override
    public Object send(Object value) {
      if (!started) {
        started = true;
        return null;
      }
      log.add("foreign gets " + value);
      got = value;
      return RETURNED;
    }

    @Override
    public Object raise(Throwable error) throws Throwable {
      log.add("foreign gets " + error.getMessage());
      throw error;
    }

    @Override
    public Object returned() {
      return "foreign" + got;
    }

    @Override
    public void close() throws Throwable {
      log.add("foreign closes");
      throw new IOException("of the foreign one");
    }
  }

  private static void assertRefuses(String words, Executable body) {
    String message = assertThrows(IllegalStateException.class, body).getMessage();
    assertTrue(message.contains(words), message);
  }

  private Coroutine<Object> chain(int depth, Awaitable<?> innermost) {
    Awaitable<?> inner = innermost;
    Link outermost = null;
    for (int i = depth; i > 0; i--) {
      outermost = new Link(Integer.toString(i), inner);
      inner = outermost;
    }
    return outermost;
  }

  /** Yields once, and then answers what it was sent and raised, or raises what it was sent. */
  private static final class Innermost extends StateMachine<Object> {
    private final boolean fails;
    private boolean started;

    Innermost(boolean fails) {
      this.fails = fails;
    }

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      if (!started) {
        started = true;
        return null;
      }
      if (fails) {
        throw new IOException("for " + sent);
      }
      return returns(sent + " " + error.getMessage());
    }
  }

  @Test
  void anErrorThatIsHandledGoesNoFurther() throws Throwable {
    Coroutine<Object> chain = chain(2, new Innermost(false));
    chain.send(null);
    assertSame(Coroutine.RETURNED, chain.raise(new IOException("handled")));
    assertEquals(List.of("2 gets null handled", "1 gets 2null handled"), log);
  }

  @Test
  void whatWasSentGoesNoFurtherThanTheErrorThatComesOfIt() throws Throwable {
    List<Object> got = new ArrayList<>();
    Awaitable<?> innermost = new Innermost(true);
    StateMachine<Object> outer =
        new StateMachine<>() {
          @Override
          protected Object resume(Object sent, Throwable error) {
            if (error == null) {
              return await(innermost);
            }
            got.add(sent);
            return returns(error.getMessage());
          }
        };
    outer.send(null);
    outer.send("a value");
    assertEquals("for a value", outer.returned());
    assertEquals(Collections.singletonList(null), got);
  }

  @Test
  void aResultGoesOutwards() {
    LoopFuture<Object> future = rig.future();
    var task = rig.loop.createTask(chain(3, future));
    rig.spin(1);
    assertSame(future, task.snapshot().waiter());
    future.setResult("!");
    rig.spin(1);
    assertEquals("123!", Rig.outcome(task));
    assertEquals(List.of("3 gets !", "2 gets 3!", "1 gets 23!"), log);
  }

  @Test
  void anErrorIsRaisedAtTheInnermostAwaitAndGoesOutwards() {
    LoopFuture<Object> future = rig.future();
    var task = rig.loop.createTask(chain(3, future));
    rig.spin(1);
    task.cancel();
    rig.spin(1);
    assertTrue(task.isCancelled());
    assertEquals(List.of("3 gets null", "2 gets null", "1 gets null"), log);
  }

  @Test
  void anErrorCanBeCaughtByWhoAwaits() throws Throwable {
    Script catching =
        Script.catching(
            (self, sent) -> self.waitFor(chain(2, rig.waitingTask())),
            (self, sent) -> {
              log.add("caught " + self.error.getMessage());
              return self.waitFor(chain(1, done("again")));
            },
            (self, sent) -> self.end(sent));
    catching.send(null);
    assertSame(Coroutine.RETURNED, catching.raise(new IOException("it")));
    assertEquals("1again", catching.returned());
    assertEquals(List.of("2 gets it", "1 gets it", "caught it", "1 gets again"), log);
  }

  private LoopFuture<Object> done(Object result) {
    LoopFuture<Object> future = rig.future();
    future.setResult(result);
    return future;
  }

  // §1.15
  @Test
  void whatIsDoneIsNotWaitedForAtAnyDepth() {
    var task = rig.loop.createTask(chain(4, done("!")));
    rig.spin(1);
    assertEquals("1234!", Rig.outcome(task));
  }

  // §1.16
  @Test
  void resumedTooEarlyTheInnermostIsToldSo() {
    var task = rig.loop.createTask(chain(2, rig.future()));
    rig.spin(1);
    task.step(null, null);
    assertTrue(log.get(0).startsWith("2 gets resumed before"), log::toString);
    assertThrows(IllegalStateException.class, task::result);
  }

  @Test
  void whatIsSentGoesToTheInnermostYield() throws Throwable {
    Script inner = Script.of((self, sent) -> "out", (self, sent) -> self.end("in " + sent));
    Coroutine<Object> chain = chain(2, inner);
    assertEquals("out", chain.send(null));
    assertSame(Coroutine.RETURNED, chain.send("value"));
    assertEquals("12in value", chain.returned());
  }

  @Test
  void aCoroutineOfAnotherMakeIsDrivenByWhoAwaitsIt() throws Throwable {
    Coroutine<Object> chain = chain(2, new Foreign());
    assertNull(chain.send(null));
    assertSame(Coroutine.RETURNED, chain.send("value"));
    assertEquals("12foreignvalue", chain.returned());

    Coroutine<Object> raising = chain(2, new Foreign());
    raising.send(null);
    IOException error = new IOException("raised");
    assertSame(error, assertThrows(IOException.class, () -> raising.raise(error)));
    assertEquals(
        List.of(
            "foreign gets value", "2 gets foreignvalue", "1 gets 2foreignvalue",
            "foreign gets raised", "2 gets raised", "1 gets raised"),
        log);
  }

  @Test
  void whatIsAwaitedIsResumedByNobodyElse() throws Throwable {
    LoopFuture<Object> future = rig.future();
    Link shared = new Link("shared", future);
    Link first = new Link("first", shared);
    first.send(null);
    assertRefuses("is awaited already", () -> shared.send(null));
    assertRefuses("is awaited already", () -> shared.raise(new IOException()));
    assertRefuses("is awaited: close who awaits it", shared::close);
    assertRefuses("is awaited already", () -> new Link("second", shared).send(null));
    future.setResult("!");
    assertSame(Coroutine.RETURNED, first.send(null));
    assertEquals("shared!", shared.returned());
    assertRefuses("has ended", () -> new Link("third", shared).send(null));
    assertFalse(log.contains("second cleans up"));
  }

  @Test
  void whoIsRefusedMayGoOn() throws Throwable {
    Script ended = Script.yielding(0);
    ended.send(null);
    Script asking =
        Script.catching((self, sent) -> self.waitFor(ended), (self, sent) -> null, (self, sent) -> self.end("went on"));
    assertNull(asking.send(null));
    assertTrue(asking.error.getMessage().contains("has ended"));
    assertSame(Coroutine.RETURNED, asking.send(null));
    assertEquals("went on", asking.returned());
  }

  @Test
  void whoRunsIsNotAwaited() throws Throwable {
    Script[] self = new Script[1];
    self[0] = Script.awaiting(new Link("inner", Script.of((inner, sent) -> inner.waitFor(self[0]))));
    assertRefuses("is running", () -> self[0].send(null));
    Script own = Script.of((me, sent) -> me.waitFor(me));
    assertRefuses("is running", () -> own.send(null));
  }

  @Test
  void whatWasStartedByHandIsAwaitedWhereItStands() throws Throwable {
    Script inner = Script.of((self, sent) -> "a", (self, sent) -> "b", (self, sent) -> self.end("end"));
    Link outer = new Link("outer", inner);
    assertEquals("a", outer.send(null));
    Link later = new Link("later", outer);
    assertEquals("b", later.send(null));
    assertSame(Coroutine.RETURNED, later.send(null));
    assertEquals("laterouterend", later.returned());
  }

  @Test
  void closeGoesFromTheInnermostOutwardsAndRaisesTheFirstFailure() throws Throwable {
    IOException second = new IOException("second");
    Link inner = new Link("inner", new Foreign());
    Link middle = new Link("middle", inner).failingToCleanUp(second);
    Link outer = new Link("outer", middle);
    outer.send(null);
    IOException first = assertThrows(IOException.class, outer::close);
    assertEquals("of the foreign one", first.getMessage());
    assertArrayEquals(new Throwable[] {second}, first.getSuppressed());
    assertEquals(List.of("foreign closes", "inner cleans up", "middle cleans up", "outer cleans up"), log);
    for (Link each : List.of(inner, middle, outer)) {
      assertRefuses("has ended", () -> each.send(null));
      each.close();
    }
    assertEquals(4, log.size(), "once each");
  }

  @Test
  void whileItIsClosedItIsNotResumed() throws Throwable {
    List<Coroutine<?>> outer = new ArrayList<>();
    StateMachine<Object> inner =
        new StateMachine<>() {
          @Override
          protected Object resume(Object sent, Throwable error) {
            return null;
          }

          @Override
          protected void cleanUp() {
            assertRefuses("has ended", () -> outer.get(0).send(null));
            log.add("refused");
          }
        };
    outer.add(new Link("outer", inner));
    outer.get(0).send(null);
    outer.get(0).close();
    assertEquals(List.of("refused", "outer cleans up"), log);
  }

  @Test
  void aDeepChainUsesNoStack() {
    LoopFuture<Object> future = rig.future();
    StateMachine<Integer> deepest = new Counter(future);
    for (int i = 1; i < DEEP; i++) {
      deepest = new Counter(deepest);
    }
    var task = rig.loop.createTask(deepest);
    rig.spin(1);
    future.setResult(0);
    rig.spin(1);
    assertEquals(DEEP, Rig.outcome(task));
  }

  @Test
  void aDeepChainIsClosedWithoutStack() throws Throwable {
    StateMachine<Integer> deepest = new Counter(rig.future());
    for (int i = 1; i < DEEP; i++) {
      deepest = new Counter(deepest);
    }
    deepest.send(null);
    deepest.close();
    StateMachine<Integer> closed = deepest;
    assertRefuses("has ended", () -> closed.send(null));
  }

  /** One more than what it awaits. */
  private static final class Counter extends StateMachine<Integer> {
    private final Awaitable<?> inner;
    private boolean awaits = true;

    Counter(Awaitable<?> inner) {
      this.inner = inner;
    }

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      if (awaits) {
        awaits = false;
        return await(inner);
      }
      return returns((Integer) sent + 1);
    }
  }
}
