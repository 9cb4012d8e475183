package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.examples.service.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The end of a service. */
class DrainTest extends ServiceTestCase {

  private static <T> FutureTask<T> elsewhere(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    new Thread(task).start();
    return task;
  }

  private boolean isRefused() {
    try {
      client().close();
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  @Test
  void requestsThatAreUnderWayAreAnswered() throws Exception {
    start(LONG, LONG);
    try (Client idle = client();
        Client busy = client()) {
      answer("one");
      idle.get("/offer/one", "a");
      assertEquals(200, idle.read().status());
      busy.get("/offer/book", "b");
      untilAsked("book");
      FutureTask<Drained> ending = elsewhere(this::end);
      assertTrue(idle.isAtEnd());
      until(this::isRefused, "a new client is refused");
      assertFalse(ending.isDone());
      answer("book");
      Answer answer = busy.read();
      assertEquals(200, answer.status());
      assertEquals("close", answer.headers().get("connection"));
      assertTrue(busy.isAtEnd());
      assertEquals(new Drained(1, 0), ending.get());
    }
  }

  @Test
  void whatTakesTooLongIsCancelledAndCounted() throws Exception {
    Service service = start(LONG, Duration.ofMillis(1));
    try (Client one = client();
        Client other = client()) {
      one.get("/offer/book", "a");
      untilAsked("book");
      other.get("/offer/pen", "b");
      untilAsked("pen");
      assertEquals(new Drained(0, 2), end());
      assertTrue(one.isAtEnd());
      assertTrue(other.isAtEnd());
    }
    assertEquals(2, service.metrics().count(Outcome.SHUT_DOWN));
    until(() -> backends.servers().stream().allMatch(server -> server.abandoned() == 2), "six calls abandoned");
  }
}
