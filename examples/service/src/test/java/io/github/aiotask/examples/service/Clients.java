package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Many clients; each asks for an item of its own, whose name is its request's id too. */
final class Clients implements AutoCloseable {
  private final List<Client> clients = new ArrayList<>();

  Clients(ServiceTestCase test, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(test.client());
    }
  }

  void each(Consumer<String> item) {
    for (int i = 0; i < clients.size(); i++) {
      item.accept("item-" + i);
    }
  }

  void getEach() throws IOException {
    for (int i = 0; i < clients.size(); i++) {
      clients.get(i).get("/offer/item-" + i, "item-" + i);
    }
  }

  void readEach() throws IOException {
    for (int i = 0; i < clients.size(); i++) {
      assertEquals("price of item-%1$d\nstock of item-%1$d\nreviews of item-%1$d\n".formatted(i), clients.get(i).read().body());
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
  }
}
