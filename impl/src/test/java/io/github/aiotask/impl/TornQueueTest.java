package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Guest.ErrorKind;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ready queue that another thread has torn, for it used the loop without callSoonThreadsafe (§8.31). */
class TornQueueTest {
  private final Rig rig = new Rig();
  private final List<Object> ran = new ArrayList<>();

  /** As if two threads had put an entry into the same slot, and both had counted theirs. */
  private void tear(int slot) throws Exception {
    Field ring = ReadyQueue.class.getDeclaredField("ring");
    Field head = ReadyQueue.class.getDeclaredField("head");
    ring.setAccessible(true);
    head.setAccessible(true);
    Object[] entries = (Object[]) ring.get(rig.loop);
    entries[(head.getInt(rig.loop) + slot) & (entries.length - 1)] = null;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void theRunEndsAndAnotherOneGoesOn(int slot) throws Exception {
    for (boolean debug : new boolean[] {false, true}) {
      ran.clear();
      rig.loop.setDebug(debug);
      for (int i = 0; i < 3; i++) {
        int number = i;
        rig.loop.callSoon(() -> ran.add(number));
      }
      tear(slot);
      KindGuest.assertRaises(ErrorKind.WRONG_THREAD, rig.loop::runForever);
      rig.loop.callSoon(() -> ran.add("more"));
      rig.spin(1);
      assertEquals(3, ran.size(), ran::toString);
      assertTrue(!ran.contains(slot) && ran.contains("more"));
      assertEquals(0, rig.loop.readyCount());
    }
  }
}
