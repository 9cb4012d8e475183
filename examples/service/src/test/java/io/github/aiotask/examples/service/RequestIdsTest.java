package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each line of a request's tasks says whose it is, whoever has the turn in between. */
class RequestIdsTest extends ServiceTestCase {
  private static final int REQUESTS = 100;

  @Test
  void areRightForAHundredRequestsAtOnce() throws Exception {
    start(LONG, LONG);
    List<String> items = new ArrayList<>();
    try (Clients clients = new Clients(this, REQUESTS)) {
      clients.each(items::add);
      clients.getEach();
      until(() -> backends.servers().stream().allMatch(one -> one.received() == REQUESTS), "all calls at once");
      Collections.shuffle(items, new Random(1));
      items.forEach(this::answer);
      clients.readEach();
    }
    List<String> expected = new ArrayList<>();
    for (String item : items) {
      for (String name : List.of("price", "stock", "reviews")) {
        expected.add("[" + item + "] asks " + name + " for " + item);
        expected.add("[" + item + "] has " + name + " of " + item);
      }
      expected.add("[" + item + "] 200 /offer/" + item);
    }
    assertEquals(expected.stream().sorted().toList(), lines.stream().sorted().toList());
  }
}
