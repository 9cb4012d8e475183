package io.github.aiotask.direct;

import io.github.aiotask.LoopThread;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** On a thread of its own, which runs while its owner waits, and the other way round. */
final class ThreadStack extends SuspendableStack {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turns = lock.newCondition();
  private final Thread thread = CoroutineThreads.newThread(this::runThread);

  // Guarded by the lock.
  private boolean started;
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
          if (bodysTurn) {
            thread.interrupt();
          } else {
            interrupted = true;
          }
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
    bodysTurn = true;
    if (started) {
      turns.signal();
      return;
    }
    boolean runs = false;
    try {
      thread.start();
      started = true;
      runs = true;
    } finally {
      bodysTurn = runs;
    }
  }

  /** The coroutine was dropped: unwinds the body, and does not wait for it. Any thread. */
  void drop() {
    lock.lock();
    try {
      if (started && !bodysTurn && !hasEnded()) {
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
    swapRunning(this);
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
