package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private static final String ONE = "one";
  private static final String OTHER = "other";

  private final WeakIdentityMap<Object, String> map = new WeakIdentityMap<>();

  /** As if the garbage collector had found its only key unreachable. */
  private void collect() {
    for (Reference<?> key : List.copyOf(map.entries.keySet())) {
      key.enqueue();
    }
  }

  @Test
  void whateverIsAskedForgetsWhatWasCollected() {
    map.put(ONE, "1");
    collect();
    assertEquals(List.of(), map.keys());
    assertEquals(0, map.entries.size());

    map.put(ONE, "1");
    collect();
    map.remove(OTHER);
    assertEquals(0, map.entries.size());

    map.put(ONE, "1");
    collect();
    map.put(OTHER, "2");
    assertEquals(1, map.entries.size());
  }

  @Test
  void equalKeysAreOthers() {
    String same = new String(ONE);
    map.put(ONE, "1");
    assertNull(map.get(same));
    assertNull(map.put(same, "2"));
    map.remove(same);
    assertEquals("1", map.get(ONE));
  }
}
