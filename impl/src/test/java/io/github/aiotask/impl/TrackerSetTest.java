package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All tasks (§7.2, §7.3, §7.8): a ring against a set in the order of insertion. */
class TrackerSetTest {
  private final TrackerSet set = new TrackerSet();

  private Tracker tracker(Object task) {
    return new Tracker(task, "task", 0, set, null);
  }

  /** Few at a time, many, and waves of them, so that the ring is remade, grows and shrinks. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20, 500})
  void itHoldsWhatWasAddedAndNotRemovedInThatOrder(int most) {
    Random random = new Random(most);
    List<Object> tasks = new ArrayList<>();
    List<Tracker> trackers = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      tasks.add("task " + i);
      trackers.add(tracker(tasks.get(i)));
    }
    Set<Object> expected = new LinkedHashSet<>();
    for (int i = 0; i < 20_000; i++) {
      int one = random.nextInt(most);
      boolean adds = random.nextInt(100) < ((i / 2000) % 2 == 0 ? 80 : 20);
      if (adds) {
        trackers.get(one).show();
        expected.add(tasks.get(one));
      } else {
        trackers.get(one).hide();
        expected.remove(tasks.get(one));
      }
      if (i % 7 == 0) {
        assertEquals(List.copyOf(expected), set.tasks());
      }
    }
  }

  @Test
  void anotherThreadFindsWhatStaysHoweverMuchComesAndGoes() throws InterruptedException {
    List<Object> staying = List.of("a", "b", "c");
    staying.forEach(task -> tracker(task).show());
    AtomicBoolean ends = new AtomicBoolean();
    AtomicReference<List<Object>> wrong = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              while (!ends.get() && wrong.get() == null) {
                List<Object> seen = set.tasks();
                if (!seen.containsAll(staying)) {
                  wrong.set(seen);
                }
              }
            });
    reader.start();
    List<Tracker> passing = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      Tracker one = tracker("passing " + i);
      one.show();
      passing.add(one);
      if (passing.size() > i % 300) {
        passing.forEach(Tracker::hide);
        passing.clear();
      }
    }
    ends.set(true);
    reader.join();
    assertEquals(null, wrong.get());
    assertFalse(set.tasks().isEmpty());
  }
}
