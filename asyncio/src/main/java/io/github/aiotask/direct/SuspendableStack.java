package io.github.aiotask.direct;

import io.github.aiotask.Interrupts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The stack on which a body runs: the owner enters it, the body leaves it at each suspension. Between them one thing goes in
 * and one comes out. It knows nothing of its coroutine, for a suspended thread holds this.
 */
abstract class SuspendableStack {

  /** What came out. */
  enum Signal {
    /** {@link #out} is yielded. */
    YIELD,
    /** {@link #out} is to be awaited. */
    AWAIT,
    /** The body has returned {@link #out}. */
    RETURN,
    /** The body has thrown {@link #out}. */
    RAISE
  }

  private enum Closing {
    NO,
    ASKED,
    REFUSED // one await was told so
  }

  /** Of a thread. */
  static final class Running {
    /** Whose body runs there. */
    @Nullable SuspendableStack stack;

    /** What mounts it, if that is ours. */
    @Nullable Mount mount;

    /** Whether it was made for a loop. */
    boolean isLoops;
  }

  /** Found once for each entry and changed in place: to set a thread-local is dearer. */
  private static final ThreadLocal<@Nullable Running> RUNNING = new ThreadLocal<>();

  /** A stack in the heap has no end of its own: more frames than any thread's stack has by default are an endless recursion. */
  private static final int MOST_FRAMES = 100_000;

  private static final int SUSPENSIONS_BETWEEN_LOOKS = 4096; // a power of two

  private @Nullable Callable<?> body; // until it starts
  private Signal signal = Signal.YIELD;
  private @Nullable Object sent;
  private @Nullable Throwable raised;
  private Closing closing = Closing.NO;
  private int suspensions;
  private boolean runs;

  /** What comes out. */
  @Nullable Object out;

  SuspendableStack(Callable<?> body) {
    this.body = body;
  }

  /** The one whose body runs in this thread. */
  static SuspendableStack running() {
    SuspendableStack stack = runningHere().stack;
    if (stack == null) {
      throw new IllegalStateException(
          "no coroutine in direct style runs in the thread " + Thread.currentThread().getName()
              + ": await and yield only in the body of Direct.coroutine(body), in the thread that its task runs it in");
    }
    return stack;
  }

  /** Says whose body runs in this thread. */
  static Running runningHere() {
    Running here = RUNNING.get();
    if (here == null) {
      here = new Running();
      RUNNING.set(here);
    }
    return here;
  }

  abstract Carrier carrier();

  /** Owner's side: lets the body run to its next {@link #leave()} or its end. */
  abstract void enter();

  /**
   * Body's side: goes back to the owner, until it enters again.
   *
   * @throws IllegalStateException if that is not possible here
   */
  abstract void leave();

  /** All calls while the body is suspended, the innermost first. */
  abstract StackTraceElement[] frames();

  // ---- the owner's side

  /** Resumes the body; what comes out is in {@link #out}. */
  final Signal resume(@Nullable Object value, @Nullable Throwable error) {
    sent = value;
    raised = error;
    runs = true;
    try {
      enter();
    } finally {
      runs = false;
    }
    return signal;
  }

  final boolean isSuspended() {
    return !runs && !hasEnded();
  }

  /** What came out, which is not kept here. */
  final @Nullable Object takeOut() {
    Object taken = out;
    out = null;
    return taken;
  }

  /** Unwinds the suspended body. */
  final void close() throws Throwable {
    askToClose();
    enter();
    Object last = takeOut();
    if (signal == Signal.RAISE && last instanceof Throwable error && !(error instanceof CoroutineClosed)) {
      throw error;
    }
    if (!hasEnded()) {
      throw new IllegalStateException("the coroutine does not end when it is closed: it catches what is raised, and awaits");
    }
  }

  /** Has the suspended body unwind at its next entry. */
  final void askToClose() {
    closing = Closing.ASKED;
    sent = null;
    raised = new CoroutineClosed();
  }

  final boolean isClosing() {
    return closing != Closing.NO;
  }

  final boolean hasEnded() {
    return signal == Signal.RETURN || signal == Signal.RAISE;
  }

  // ---- the body's side

  /** What comes before the body, on its stack. */
  void begin() {}

  /** All of the body, from the first entry to the end. */
  final void runBody() {
    Callable<?> code = body;
    body = null;
    try {
      if (code == null) {
        throw new AssertionError("the body has run already");
      }
      begin();
      out = code.call();
      signal = Signal.RETURN;
    } catch (Throwable error) { // what it raises is its owner's, whatever it is
      out = error;
      signal = Signal.RAISE;
      cutStack(error);
    }
  }

  private static void cutStack(Throwable error) {
    try {
      Frames.cut(error);
    } catch (Throwable failure) { // its methods may be the user's, or there is no room: it leaves as it is
      Interrupts.keep(failure);
    }
  }

  /** Hands {@link #out} over; what is sent then. */
  final @Nullable Object suspend(Signal why) throws Exception {
    if (closing != Closing.NO) {
      refuseOnce();
    }
    if ((++suspensions & (SUSPENSIONS_BETWEEN_LOOKS - 1)) == 0) {
      checkDepth();
    }
    signal = why;
    leave();
    Throwable error = raised;
    if (error != null) {
      raised = null;
      Frames.awaitedHere(error);
      throw Thrown.as(error);
    }
    Object value = sent;
    sent = null;
    return value;
  }

  private static void checkDepth() {
    if (StackWalker.getInstance().walk(frames -> frames.skip(MOST_FRAMES).findFirst().isPresent())) {
      throw new StackOverflowError("more than " + MOST_FRAMES + " calls, and an await in the innermost");
    }
  }

  /** A body that goes on all the same leaves its stack for good. */
  private void refuseOnce() {
    if (closing == Closing.ASKED) {
      closing = Closing.REFUSED;
      out = null;
      throw new IllegalStateException(
          "the coroutine is being closed: it cannot be suspended; await only what is done, or clean up without an await");
    }
  }
}
