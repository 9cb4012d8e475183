package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.examples.service.Client.Answer;
import io.github.aiotask.examples.service.backend.BackendServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a request before its time ends all that it has begun. */
class CancelTest extends ServiceTestCase {

  private void untilAllAbandoned(List<BackendServer> servers) throws Exception {
    until(() -> servers.stream().allMatch(one -> one.abandoned() == one.received()), "all calls abandoned");
    assertTrue(servers.stream().allMatch(one -> one.answered() == 0));
  }

  @Test
  void theDeadlineCancelsTheThreeCalls() throws Exception {
    Service service = start(Duration.ofMillis(20), LONG);
    try (Client client = client()) {
      client.get("/offer/book", "late");
      assertEquals(504, client.read().status());
    }
    for (String name : List.of("price", "stock", "reviews")) {
      assertTrue(lines.contains("[late] gives up " + name + " for book"), lines::toString);
    }
    untilAllAbandoned(backends.servers());
    assertEquals(1, service.metrics().count(Outcome.DEADLINE));
  }

  @Test
  void aBackendThatFailsCancelsTheTwoOthers() throws Exception {
    Service service = start(LONG, LONG);
    try (Client client = client()) {
      client.get("/offer/book", "a");
      untilAsked("book");
      held.get("stock").answer("book", 500, "out of order");
      Answer answer = client.read();
      assertEquals(502, answer.status());
      assertEquals("stock has failed: 500 Internal Server Error\n", answer.body());
      assertEquals("keep-alive", answer.headers().get("connection"));
    }
    until(() -> backend("price").abandoned() == 1 && backend("reviews").abandoned() == 1, "two calls abandoned");
    assertEquals(0, backend("stock").abandoned());
    assertEquals(1, service.metrics().count(Outcome.BACKEND_FAILED));
  }

  @Test
  void aClientThatGoesCancelsItsRequest() throws Exception {
    Service service = start(LONG, LONG);
    try (Client client = client()) {
      client.get("/offer/book", "gone");
      untilAsked("book");
    }
    until(() -> service.metrics().count(Outcome.CLIENT_GONE) == 1, "the client is known to have gone");
    until(() -> backends.servers().stream().allMatch(one -> one.abandoned() == 1), "three calls abandoned");
    assertTrue(lines.contains("[gone] client_gone /offer/book"), lines::toString);
  }

  @Test
  void noMoreCallsAtOnceThanAllowed() throws Exception {
    Service service = start(LONG, LONG);
    try (Clients clients = new Clients(this, 220)) {
      clients.getEach();
      until(() -> backends.servers().stream().allMatch(one -> one.received() == 200), "200 calls of each backend");
      clients.each(this::answer);
      clients.readEach();
    }
    assertEquals(200, backend("price").connections());
    assertEquals(220, service.metrics().count(Outcome.ANSWERED));
  }
}
