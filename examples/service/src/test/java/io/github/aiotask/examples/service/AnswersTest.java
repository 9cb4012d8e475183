package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.examples.service.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back over HTTP. */
class AnswersTest extends ServiceTestCase {
  private Service service;

  @BeforeEach
  void start() throws Exception {
    service = start(LONG, LONG);
  }

  @Test
  void anOfferHasAllThreeParts() throws Exception {
    answer("book");
    try (Client client = client()) {
      client.get("/offer/book", "a.1");
      Answer answer = client.read();
      assertEquals(200, answer.status());
      assertEquals("price of book\nstock of book\nreviews of book\n", answer.body());
      assertEquals("a.1", answer.headers().get("x-request-id"));
    }
    assertEquals(1, service.metrics().count(Outcome.ANSWERED));
  }

  @Test
  void aConnectionIsKeptAndSoAreThoseToBackends() throws Exception {
    try (Client client = client()) {
      for (String item : new String[] {"a", "b", "c"}) {
        answer(item);
        client.get("/offer/" + item, item);
        assertEquals("keep-alive", client.read().headers().get("connection"));
      }
    }
    assertEquals(1, backend("price").connections());
    assertEquals(3, backend("price").answered());
  }

  @Test
  void aConnectionEndsIfTheClientWantsThat() throws Exception {
    answer("book");
    try (Client client = client()) {
      client.send("GET /offer/book HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
      assertEquals("close", client.read().headers().get("connection"));
      assertTrue(client.isAtEnd());
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    answer("second");
    answer("third");
    try (Client client = client()) {
      StringBuilder all = new StringBuilder();
      for (String item : new String[] {"first", "second", "third"}) {
        all.append("GET /offer/").append(item).append(" HTTP/1.1\r\nHost: here\r\nX-Request-Id: ").append(item).append("\r\n\r\n");
      }
      client.send(all.toString());
      untilAsked("first");
      answer("first");
      for (String item : new String[] {"first", "second", "third"}) {
        assertEquals(item, client.read().headers().get("x-request-id"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, GET /offer/a%zz HTTP/1.1",
    "400, GET /offer/a+b HTTP/1.1",
    "400, GET /offer/ HTTP/1.1",
    "404, GET /other HTTP/1.1",
    "405, POST /offer/a HTTP/1.1",
  })
  void whatCannotBeServedIsRefusedAndTheConnectionGoesOn(int status, String start) throws Exception {
    answer("book");
    try (Client client = client()) {
      client.send(start + "\r\nHost: here\r\n\r\n");
      assertEquals(status, client.read().status());
      client.get("/offer/book", "after");
      assertEquals(200, client.read().status());
    }
    assertEquals(1, service.metrics().count(Outcome.REFUSED));
  }

  @Test
  void aRequestWithoutHostIsRefused() throws Exception {
    try (Client client = client()) {
      client.send("GET /metrics HTTP/1.1\r\n\r\n");
      assertEquals(400, client.read().status());
    }
  }

  @Test
  void whatIsNoHttpIsRefusedAndTheConnectionEnds() throws Exception {
    try (Client client = client()) {
      client.send("what is this\r\n\r\n");
      assertEquals(400, client.read().status());
      assertTrue(client.isAtEnd());
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    try (Client client = client()) {
      client.send("POST /offer/a HTTP/1.1\r\nHost: here\r\nContent-Length: 1000000\r\n\r\n");
      assertEquals(413, client.read().status());
      assertTrue(client.isAtEnd());
    }
  }

  @Test
  void anIdThatIsNotPlainIsReplaced() throws Exception {
    try (Client client = client()) {
      client.get("/other", "a b");
      assertNotEquals("a b", client.read().headers().get("x-request-id"));
    }
  }

  @Test
  void metricsTellWhatHasBeen() throws Exception {
    answer("book");
    try (Client client = client()) {
      client.get("/offer/book", "a");
      client.read();
      client.get("/metrics", "b");
      String text = client.read().body();
      assertTrue(text.contains("requests{outcome=answered} count 1.0"), text);
      assertTrue(text.contains("connections{} value 1.0"), text);
      assertTrue(text.contains("tasks.alive{} value 4.0"), text); // serving, measuring, the connection's, the request's
      assertTrue(text.contains("loop.lag{} max"), text);
    }
  }

  @Test
  void tasksTellWhoWaitsForWhat() throws Exception {
    try (Client slow = client();
        Client client = client()) {
      slow.get("/offer/book", "slow");
      untilAsked("book");
      client.get("/tasks", "b");
      String text = client.read().body();
      assertTrue(text.contains("request slow") && text.contains("price of book"), text);
      answer("book");
      assertEquals(200, slow.read().status());
    }
  }
}
