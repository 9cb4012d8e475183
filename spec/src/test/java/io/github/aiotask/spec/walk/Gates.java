package io.github.aiotask.spec.walk;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Callbacks of the harness, one behind each entry of the ready queue and one behind each callback of a future: so it has
 * control between any two entries.
 */
final class Gates {
  private final RunnableLoop loop;
  private final Runnable onGate;
  private final List<Gate> waiting = new ArrayList<>();
  private final Map<Callback<?>, Gate> behind = new HashMap<>();

  Gates(RunnableLoop loop, Runnable onGate) {
    this.loop = loop;
    this.onGate = onGate;
  }

  private final class Gate implements Callback<Object> {
    private final Future<?> of; // null: it was scheduled by hand

    Gate(Future<?> of) {
      this.of = of;
      waiting.add(this);
    }

    boolean isQueued() {
      return of == null || of.isDone();
    }

    @Override
    public void call(Object argument) {
      waiting.remove(this);
      onGate.run();
    }
  }

  static boolean isGate(Object callback) {
    return callback instanceof Gate;
  }

  RunnableLoop loop() {
    return loop;
  }

  /** One at the end of the ready queue. */
  void schedule() {
    loop.callSoon(new Gate(null), null, null);
  }

  /** One behind each entry that has none; gates that are there are as many as the entries that have one. */
  void closeQueue(boolean entryRuns) {
    int entries = entries() + (entryRuns ? 1 : 0); // the gate of the one that runs is still to come
    for (int gates = queued(); gates < entries; gates++) {
      schedule();
    }
  }

  /** One behind the last callback of a future, if it is pending and there is none yet. */
  void closeCallbacks(Future<?> future) {
    var registered = future.snapshot().callbacks();
    if (future.isDone() || registered.isEmpty()) {
      return;
    }
    Object last = registered.get(registered.size() - 1).target();
    if (!isGate(last)) {
      Gate gate = new Gate(future);
      future.addDoneCallback(gate);
      if (last instanceof Callback<?> callback) {
        behind.put(callback, gate);
      }
    }
  }

  /** A callback goes from a future with the gate behind it. */
  void remove(Future<?> future, Callback<?> callback) {
    if (future.removeDoneCallback(callback) > 0) {
      Gate gate = behind.remove(callback);
      future.removeDoneCallback(gate);
      waiting.remove(gate);
    }
  }

  /** How many entries of the ready queue are no gates. */
  int entries() {
    return loop.readyCount() - queued();
  }

  private int queued() {
    int count = 0;
    for (Gate gate : waiting) {
      count += gate.isQueued() ? 1 : 0;
    }
    return count;
  }
}
