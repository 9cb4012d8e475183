package io.github.aiotask.impl;

import io.github.aiotask.CancelRelay;
import io.github.aiotask.FutureLike;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cancel on its way through tasks and relays, in the order in which nested calls would make it, but with a stack of its own
 * (§6.8). Where there are tasks alone, {@link CoroutineTask#cancel} walks by itself.
 */
final class CancelWalk {

  /** Who was asked, and waits for the answers of those that it relays to. */
  private static final class Frame {
    final FutureLike<?> asked;
    final Iterator<? extends FutureLike<?>> targets;
    boolean taken;

    Frame(FutureLike<?> asked, List<? extends FutureLike<?>> targets) {
      this.asked = asked;
      this.targets = targets.iterator();
    }
  }

  private final @Nullable Object message;
  private final Deque<Frame> frames = new ArrayDeque<>();

  private CancelWalk(@Nullable Object message) {
    this.message = message;
  }

  /** Cancels a task or relay that is not done, and does not lead into a cycle; whether it took the request. */
  static boolean cancel(FutureLike<?> start, @Nullable Object message) {
    CancelWalk walk = new CancelWalk(message);
    boolean taken = walk.ask(start);
    while (!walk.frames.isEmpty()) {
      Frame frame = walk.frames.getLast();
      frame.taken |= taken;
      if (frame.targets.hasNext()) {
        taken = walk.ask(frame.targets.next());
      } else {
        walk.frames.removeLast();
        taken = walk.answer(frame);
      }
    }
    return taken;
  }

  /** Asks one; its answer, or false if it is a frame now, which will answer. */
  private boolean ask(FutureLike<?> future) {
    if (!isPassage(future)) {
      return future.cancel(message); // §6.2 §1.9 §6.1
    }
    if (future instanceof CoroutineTask<?> task) {
      task.countRequest(message);
    }
    frames.addLast(new Frame(future, targets(future)));
    return false;
  }

  private boolean answer(Frame frame) {
    if (frame.asked instanceof CoroutineTask<?> task) {
      if (!frame.taken) {
        task.keepRequest(message); // §6.3
      }
      return true;
    }
    return frame.asked instanceof CancelRelay relay && relay.relayed(frame.taken); // §10.9
  }

  /** Whether a cancel goes on from here to others. */
  private static boolean isPassage(FutureLike<?> future) {
    return (future instanceof CoroutineTask<?> || future instanceof CancelRelay) && !future.isDone();
  }

  private static List<? extends FutureLike<?>> targets(FutureLike<?> passage) {
    if (passage instanceof CancelRelay relay) {
      return relay.targets();
    }
    FutureLike<?> waiter = passage instanceof CoroutineTask<?> task ? task.waiter() : null;
    return waiter == null ? List.of() : List.of(waiter);
  }

  /** Where a way from here into a cycle closes it (§6.9); null if there is none. Each future is looked at once. */
  static @Nullable FutureLike<?> cycleFrom(FutureLike<?> start) {
    Set<FutureLike<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<FutureLike<?>> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Frame> way = new ArrayDeque<>();
    FutureLike<?> next = start;
    while (true) {
      if (next != null && isPassage(next)) {
        if (onTheWay.contains(next)) {
          return next;
        }
        if (seen.add(next)) {
          onTheWay.add(next);
          way.addLast(new Frame(next, targets(next)));
        }
      }
      Frame frame = way.peekLast();
      if (frame == null) {
        return null;
      }
      if (frame.targets.hasNext()) {
        next = frame.targets.next();
      } else {
        next = null;
        onTheWay.remove(frame.asked);
        way.removeLast();
      }
    }
  }
}
