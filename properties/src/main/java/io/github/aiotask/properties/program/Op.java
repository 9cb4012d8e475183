package io.github.aiotask.properties.program;

import io.github.aiotask.PythonVersion;
import java.util.Locale;

/**
 * What an instruction does, and how it is written. {@code <I>} stands for another instruction, which runs later or elsewhere;
 * {@code -> v} keeps a result in a variable.
 */
public enum Op {
  /** {@code future f}: creates a future; {@code future f on L} of another loop. */
  FUTURE,
  /** {@code duck f}: creates a future of a foreign class that is done with 11 once its waiters are called, and takes no cancel. */
  DUCK,
  /** {@code raising f}: creates a future that raises ValueError(nope) when a task wants to wait for it. */
  RAISING,
  /** {@code loop L}: creates another loop. */
  LOOP,
  /** {@code task T [body B] [name N] [eager]}: creates a task that runs body B, or else T. */
  TASK,
  /** {@code task-of-nothing}: creates a task of what is no coroutine. */
  TASK_OF_NOTHING("task-of-nothing"),
  /** {@code coroutine C [body B]}: creates a coroutine that no task runs. */
  COROUTINE,
  /** {@code log text {expression}}: writes to the trace. */
  LOG,
  /** {@code yield [x]}: yields a variable or number as it is; without x: a bare yield. */
  YIELD,
  /** {@code await f [-> v]}. */
  AWAIT,
  /** {@code handshake f}: sets the handshake flag by hand. */
  HANDSHAKE,
  /** {@code set f x}: completes with a result. */
  SET,
  /** {@code fail f E(x)}: completes with an error. */
  FAIL,
  /** {@code base-set f x}: completes by the base operation. */
  BASE_SET("base-set"),
  /** {@code base-fail f E(x)}: completes with an error by the base operation. */
  BASE_FAIL("base-fail"),
  /** {@code base-cancel f [message] [-> v]}: cancels by the base operation. */
  BASE_CANCEL("base-cancel"),
  /** {@code cancel f [message] [-> v]}. */
  CANCEL,
  /** {@code uncancel T [-> v]}. */
  UNCANCEL,
  /** {@code result f [-> v]}. */
  RESULT,
  /** {@code exception f [-> v]}. */
  EXCEPTION,
  /** {@code return x}: ends the body. */
  RETURN,
  /** {@code raise E(x)} or {@code raise e} for an error in a variable. */
  RAISE,
  /** {@code try}: errors up to the matching catch go there. */
  TRY,
  /** {@code catch Kind e}: Kind is Cancelled, Exception or Any. */
  CATCH,
  /** {@code end}: of a catch. */
  END,
  /** {@code soon [as h] <I>}: callSoon. */
  SOON,
  /** {@code soon-coroutine C}: callSoon of what is a coroutine. */
  SOON_COROUTINE("soon-coroutine"),
  /** {@code thread <I>}: callSoonThreadsafe from another thread, which ends before the next instruction. */
  THREAD,
  /** {@code later seconds [as h] <I>}: callAt, seconds from now. */
  LATER,
  /** {@code at n <I>}: n hops of callSoon, so that it runs in the n-th iteration from now. */
  AT,
  /** {@code drop h}: cancels a handle. */
  DROP,
  /** {@code callback f [as c] <I>}: addDoneCallback. */
  CALLBACK,
  /** {@code add f c}: addDoneCallback of a callback that was made before. */
  ADD,
  /** {@code remove f c [-> v]}: removeDoneCallback. */
  REMOVE,
  /** {@code watch f}: a callback that logs the state. */
  WATCH,
  /** {@code call B}: runs a body as plain code. */
  CALL,
  /** {@code run [n] [on L]}: runs iterations while there is work, n at the most. */
  RUN,
  /** {@code forever}: runForever. */
  FOREVER,
  /** {@code complete f [-> v]}: runUntilComplete. */
  COMPLETE,
  /** {@code stop}. */
  STOP,
  /** {@code close}. */
  CLOSE,
  /** {@code dispatch}: runs the handle at the head of the ready queue now; on the kit's loop only. */
  DISPATCH,
  /** {@code step T}: steps a task from outside of the loop. */
  STEP,
  /** {@code wakeup T f}: wakes a task by hand, as f's callback would. */
  WAKEUP,
  /** {@code send C x [-> v]}: resumes a coroutine by hand; a duck's waiters are called by {@code send d x} too. */
  SEND,
  /** {@code enter T}. */
  ENTER,
  /** {@code leave T}. */
  LEAVE,
  /** {@code swap T [-> v]}: {@code swap None} too. */
  SWAP,
  /** {@code register T}. */
  REGISTER,
  /** {@code unregister T}. */
  UNREGISTER,
  /** {@code debug}: turns debug mode on. */
  DEBUG,
  /** {@code handler B}: the exception handler runs body B. */
  HANDLER,
  /** {@code context v x}: sets a context variable. */
  CONTEXT,
  /** {@code let v x}: sets a variable to what an expression gives now. */
  LET,
  /** {@code gather g f1 f2 … [returning]}: creates the gather of futures and coroutines; returning: of their outcomes. */
  GATHER,
  /** {@code shield s f}: creates the shield of a future or coroutine. */
  SHIELD,
  /** {@code wait f1 f2 … [first|exception|all] [seconds] [-> v]}: who is done then, and who is not. */
  WAIT,
  /** {@code wait-for f [seconds] [-> v]}: awaits a future or coroutine for that long. */
  WAIT_FOR("wait-for"),
  /** {@code timeout seconds [as t]}: to the matching end. */
  TIMEOUT,
  /** {@code reschedule t [seconds]}: gives a timeout another time, seconds from now; without, none. */
  RESCHEDULE,
  /** {@code group g}: a group of tasks, to the matching end. */
  GROUP,
  /** {@code spawn g T [body B] [name N] [eager]}: creates a task in a group. */
  SPAWN,
  /** {@code cancel-group g}: cancels a group; from 3.15 on. */
  CANCEL_GROUP("cancel-group");

  private static final int SCOPES = 11;
  private static final int GROUP_CANCEL = 15;

  private final String text;

  Op() {
    this.text = name().toLowerCase(Locale.ROOT);
  }

  Op(String text) {
    this.text = text;
  }

  /**
   * How it is written.
   *
   * @return the first word of the instruction
   */
  public String text() {
    return text;
  }

  /** Whether it counts among those of {@link Limits#INSTRUCTIONS}: all but control flow. */
  public boolean isCounted() {
    return switch (this) {
      case YIELD, AWAIT, WAIT, WAIT_FOR, RETURN, RAISE, TRY, CATCH, TIMEOUT, GROUP, END -> false;
      default -> true;
    };
  }

  /** Whether bodies may run inside of it. */
  public boolean nests() {
    return switch (this) {
      case CALL, TASK, SPAWN, SEND, STEP, WAKEUP, DISPATCH, RUN, FOREVER, COMPLETE -> true;
      default -> false;
    };
  }

  /**
   * Whether it is there; elsewhere it raises NotImplementedError(instruction).
   *
   * @param kitLoop whether the program's loop is the kit's own
   * @param version as which Python the program runs
   */
  public boolean isFor(boolean kitLoop, PythonVersion version) {
    return isFor(kitLoop) && version.minor() >= since();
  }

  /**
   * Whether it is there on a program's loop.
   *
   * @param kitLoop whether that is the kit's own loop
   */
  public boolean isFor(boolean kitLoop) {
    return switch (this) {
      case FOREVER, COMPLETE, STOP, DEBUG, HANDLER -> !kitLoop;
      case DISPATCH -> kitLoop;
      default -> true;
    };
  }

  /** Whether the matching end is its own. */
  public boolean opens() {
    return switch (this) {
      case TRY, TIMEOUT, GROUP -> true;
      default -> false;
    };
  }

  /** The minor version of Python 3 that brought it. */
  private int since() {
    return switch (this) {
      case TIMEOUT, RESCHEDULE, GROUP, SPAWN -> SCOPES;
      case CANCEL_GROUP -> GROUP_CANCEL;
      default -> 0;
    };
  }

  /** Whether it is one of asyncio's functions. */
  public boolean isFunction() {
    return switch (this) {
      case GATHER, SHIELD, WAIT, WAIT_FOR, TIMEOUT, RESCHEDULE, GROUP, SPAWN, CANCEL_GROUP -> true;
      default -> false;
    };
  }

  /** Whether another instruction follows it. */
  boolean hasInner() {
    return switch (this) {
      case SOON, THREAD, LATER, AT, CALLBACK -> true;
      default -> false;
    };
  }

  /** How many words stand before the other instruction, {@code as x} apart. */
  int wordsBeforeInner() {
    return switch (this) {
      case LATER, AT, CALLBACK -> 1;
      default -> 0;
    };
  }
}
