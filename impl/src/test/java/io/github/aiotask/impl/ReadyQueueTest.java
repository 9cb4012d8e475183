package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The FIFO of what is ready (§8.6): the ring against an ArrayDeque. */
class ReadyQueueTest {
  private record Entry(int number) implements Ready {
    @Override
    public boolean run(LoopState loop) {
      return false;
    }
  }

  /** Few and many, so that the ring is full, wraps around and grows, with entries that go round before and after. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 40, 300})
  void itGivesWhatAnArrayDequeGives(int most) {
    Random random = new Random(most);
    ReadyQueue queue = new ReadyQueue();
    ArrayDeque<Entry> expected = new ArrayDeque<>();
    int wholeRounds = 0;
    for (int i = 0; i < 20_000; i++) {
      int choice = random.nextInt(100);
      if (choice < 25 && expected.size() < most) {
        Entry added = new Entry(i);
        queue.add(added);
        expected.add(added);
      } else if (choice < 50 && !expected.isEmpty()) {
        queue.removeFirst();
        expected.remove();
      } else if (choice < 98 && !expected.isEmpty()) {
        int times = random.nextInt(expected.size() + 1);
        wholeRounds += times == expected.size() ? 1 : 0;
        for (int time = 0; time < times; time++) {
          queue.rotate();
          expected.add(expected.remove());
        }
      } else if (random.nextInt(10) == 0) {
        queue.clearQueue();
        expected.clear();
      }
      assertEquals(expected.size(), queue.queueSize());
      assertSame(expected.peek(), queue.firstQueued());
      if (i % 10 == 0) {
        assertEquals(new HashSet<>(expected), entriesOf(queue));
      }
    }
    assertTrue(wholeRounds > 50, "whole rounds: " + wholeRounds);
  }

  private static Set<Object> entriesOf(ReadyQueue queue) {
    Set<Object> entries = new HashSet<>();
    Arrays.stream(queue.entries()).filter(Objects::nonNull).forEach(entry -> assertTrue(entries.add(entry), "twice"));
    return entries;
  }
}
