package io.github.aiotask.direct;

import io.github.aiotask.LoopThread;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** On a thread of its own, which runs while its owner waits, and the other way round. */
@SuppressWarnings("lock:method.guarantee.violated") // each method releases only what it has locked itself
final class ThreadStack extends SuspendableStack {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turns = lock.newCondition();

  // Guarded by the lock.
  private @Nullable Thread thread; // from the first turn on
  private boolean bodysTurn;
  private boolean interrupted; // who had the turn before: an interrupt is for whoever has it
  private @Nullable Thread standsFor;

  ThreadStack(Callable<?> body) {
    super(body);
  }

  @Override
  Carrier carrier() {
    return Carrier.THREAD;
  }

  // ---- the owner's side

  @Override
  void enter() {
    lock.lock();
    try {
      interrupted = Thread.interrupted();
      giveTurn(LoopThread.current());
      while (bodysTurn) {
        try {
          turns.await();
        } catch (InterruptedException interrupt) {
          passInterrupt();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveTurn(@Nullable Thread owner) {
    standsFor = owner;
    if (thread == null) {
      Thread created = CoroutineThreads.newThread(this::runThread);
      created.start(); // and waits for the lock
      thread = created;
    }
    bodysTurn = true;
    turns.signal();
  }

  /** The waiting owner was interrupted: that is for whoever has the turn. */
  private void passInterrupt() {
    if (bodysTurn && thread != null) {
      thread.interrupt();
    } else {
      interrupted = true;
    }
  }

  /** The coroutine was dropped: unwinds the body, and does not wait for it. Any thread. */
  void drop() {
    lock.lock();
    try {
      if (thread != null && !bodysTurn && !hasEnded()) {
        askToClose();
        giveTurn(null);
      }
    } finally {
      lock.unlock();
    }
  }

  // ---- the body's side

  private void runThread() {
    lock.lock();
    try {
      takeTurn();
    } finally {
      lock.unlock();
    }
    runningHere().stack = this;
    runBody();
    lock.lock();
    try {
      passTurn();
    } finally {
      lock.unlock();
    }
  }

  @Override
  void leave() {
    lock.lock();
    try {
      passTurn();
      while (!bodysTurn) {
        turns.awaitUninterruptibly();
      }
      takeTurn();
    } finally {
      lock.unlock();
    }
  }

  private void takeTurn() {
    LoopThread.standFor(standsFor);
    standsFor = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void passTurn() {
    LoopThread.standFor(null);
    interrupted = Thread.interrupted();
    bodysTurn = false;
    turns.signal();
  }
}
