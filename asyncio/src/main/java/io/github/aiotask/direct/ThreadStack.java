package io.github.aiotask.direct;

import io.github.aiotask.LoopThread;
import io.github.aiotask.asyncio.ThreadStates;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * On a thread of its own, which runs while its owner waits, and the other way round. Each gives the turn to the other, by a permit
 * (park and unpark), or, if one {@link TurnScheduler} runs both, by leaving its place to it.
 *
 * <p>A stack may overflow at any call, so none is made when the turn has changed and the other one may not know: either there is
 * {@link #room} for all that is to come, or the turn is taken back.
 */
final class ThreadStack extends SuspendableStack {
  // Whose turn it is.
  private static final int OWNERS = 0;
  private static final int PASSING = 1; // the body's to the owner
  private static final int BODYS = 2;

  private static final int ROOM = 64;

  private final Carrier carrier;
  private final Thread thread;
  private final @Nullable Mount mount; // null: the JVM alone says where the thread runs

  private volatile int turn;
  private volatile boolean interrupting; // the owner, while it interrupts the body

  // Of whose turn it is.
  private boolean started;
  private @Nullable Thread owner;
  private @Nullable Mount ownersMount;
  private @Nullable TurnScheduler scheduler; // that runs both
  private @Nullable Thread standsFor;
  private @Nullable Thread stoodFor;
  private boolean interrupted; // who had the turn before: an interrupt is for whoever has it
  private @Nullable ThreadStates handed; // what others keep per thread: at first to the body, then to its owner

  /** Creates the thread: what threads inherit comes from the current one. */
  @SuppressWarnings("nullness:methodref.receiver.bound") // it runs when this is whole
  ThreadStack(Carrier carrier, Callable<?> body) {
    super(body);
    this.carrier = carrier;
    boolean virtual = carrier == Carrier.VIRTUAL_THREAD;
    this.mount = virtual && VirtualThreads.canBeScheduled() ? new Mount() : null;
    this.thread = CoroutineThreads.newThread(virtual, mount, this::runThread);
  }

  @Override
  Carrier carrier() {
    return carrier;
  }

  Thread thread() {
    return thread;
  }

  void setName(String name) {
    thread.setName(name);
  }

  @Override
  StackTraceElement[] frames() {
    return thread.getStackTrace();
  }

  // ---- the owner's side

  @Override
  void enter() {
    if (!started) {
      handed = ThreadStates.handOver();
    }
    Mount own = mount;
    Mount owners = own == null ? null : runningHere().mount;
    TurnScheduler both = owners == null ? null : owners.scheduler();
    if (both == null || !started) {
      room(ROOM, 1, 2, 3);
    }
    owner = Thread.currentThread();
    standsFor = LoopThread.current();
    ownersMount = owners;
    scheduler = both;
    if (own == null || owners == null || both == null) {
      interrupted = Thread.interrupted();
      turn = BODYS;
      wakeBody();
    } else {
      enterByLeaving(own, owners, both);
    }
    waitForBody();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    ThreadStates bodys = takeHanded();
    if (bodys != null) {
      bodys.takeOver();
    }
  }

  private @Nullable ThreadStates takeHanded() {
    ThreadStates taken = handed;
    handed = null;
    return taken;
  }

  private void wakeBody() {
    boolean woken = false;
    try {
      if (mount != null) {
        mount.wake(scheduler);
      } else if (started) {
        LockSupport.unpark(thread);
      } else {
        thread.start();
      }
      started = true;
      woken = true;
    } finally {
      if (!woken) { // there is no memory for a thread
        turn = OWNERS;
      }
    }
  }

  private void enterByLeaving(Mount own, Mount owners, TurnScheduler both) {
    try {
      turn = BODYS;
      both.give(own);
      interrupted = Thread.interrupted();
      wakeBody();
      Thread.yield();
      if (turn != OWNERS) {
        both.moveOn();
      }
    } catch (Throwable error) { // nobody else has run, or has had his turn
      turn = OWNERS;
      both.turn = owners;
      throw error;
    }
  }

  private void waitForBody() {
    boolean late = false;
    while (turn != OWNERS) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        late |= !interruptBody();
      }
    }
    interrupted |= late;
  }

  /** The waiting owner was interrupted: that is for whoever has the turn; whether the body has it. */
  private boolean interruptBody() {
    interrupting = true;
    try {
      if (turn != BODYS) {
        return false;
      }
      thread.interrupt();
      return true;
    } finally {
      interrupting = false;
    }
  }

  /** The coroutine was dropped: unwinds the body, and does not wait for it. Any thread. */
  void drop() {
    if (started && turn == OWNERS && !hasEnded()) {
      askToClose();
      owner = null;
      ownersMount = null;
      scheduler = null;
      standsFor = null;
      interrupted = false;
      turn = BODYS;
      wakeBody();
    }
  }

  // ---- the body's side

  private void runThread() {
    Running here = runningHere();
    here.stack = this;
    here.mount = mount;
    waitForOwner();
    runBody();
    passTurn();
  }

  /** What the thread's end takes out again. */
  @Override
  void begin() {
    ThreadStates owners = takeHanded();
    if (owners != null) {
      owners.enter();
    }
  }

  @Override
  void leave() {
    handed = ThreadStates.handOver();
    Mount own = mount;
    TurnScheduler both = scheduler;
    if (own == null || both == null) {
      room(ROOM, 1, 2, 3);
      passTurn();
    } else {
      leaveTo(own, both);
    }
    waitForOwner();
  }

  private void leaveTo(Mount own, TurnScheduler both) {
    try {
      passTurn();
      Thread.yield();
      if (turn != BODYS) {
        both.moveOn();
      }
    } catch (Throwable error) {
      if (turn != BODYS) { // nobody else has run
        turn = BODYS;
        both.turn = own;
      }
      throw error;
    }
  }

  private void passTurn() {
    Thread waits = owner;
    Mount owners = ownersMount;
    TurnScheduler both = scheduler;
    turn = PASSING;
    while (interrupting) {
      Thread.onSpinWait();
    }
    if (owners == null || both == null) {
      interrupted = Thread.interrupted();
      turn = OWNERS;
      if (waits != null) {
        LockSupport.unpark(waits);
      }
    } else {
      both.give(owners);
      interrupted = Thread.interrupted();
      turn = OWNERS;
      owners.wake(both);
    }
  }

  private void waitForOwner() {
    while (turn != BODYS) {
      LockSupport.park(this);
      if (turn != BODYS) {
        Thread.interrupted(); // or it would not wait; to interrupt what is suspended has no effect
      }
    }
    Thread stands = standsFor;
    if (stands != stoodFor) {
      LoopThread.standFor(stands);
      stoodFor = stands;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Fails now if the stack may overflow in what the library and the JVM do next. Compiled frames are smaller than those of an
   * interpreter, but for what they have to keep over the call.
   */
  private static long room(int frames, long a, long b, long c) {
    return frames == 0 ? a : room(frames - 1, b, c, a + frames) + a * b + c;
  }
}
