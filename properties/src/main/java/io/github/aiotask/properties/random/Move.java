package io.github.aiotask.properties.random;

/**
 * What the generator can write next, with its usual weights: in main, in a task's body, and as the instruction that a handle
 * or callback runs. Zero: never there. A move that finds nothing to work on (no callback to add, no foreign future) writes its
 * nearest relative.
 */
enum Move {
  AWAIT(0, 26, 0),
  AWAIT_TASK(0, 14, 0),
  AWAIT_SELF(0, 1, 0),
  AWAIT_FOREIGN(0, 6, 0),
  AWAIT_REFUSING(0, 5, 0),
  AWAIT_OTHER_LOOP(0, 5, 0),
  YIELD(0, 12, 0),
  YIELD_FUTURE(0, 3, 0),
  YIELD_SELF(0, 1, 0),
  YIELD_GENERATOR(0, 1, 0),
  YIELD_NUMBER(0, 2, 0),
  HAND_MADE(0, 4, 0),
  HANDSHAKE(1, 1, 1),
  SET(16, 5, 14),
  FAIL(8, 3, 7),
  CANCEL(7, 3, 7),
  CANCEL_TASK(14, 6, 12),
  CANCEL_SELF(0, 6, 0),
  BASE_SET(2, 1, 2),
  BASE_FAIL(2, 1, 1),
  BASE_CANCEL(2, 1, 3),
  UNCANCEL(3, 3, 2),
  RESULT(3, 2, 2),
  EXCEPTION(2, 2, 2),
  TRY(1, 16, 0),
  RAISE(0, 2, 11),
  TASK_OF_NOTHING(1, 1, 0),
  SEND(6, 2, 2),
  SEND_FOREIGN(6, 2, 5),
  SOON_COROUTINE(2, 1, 1),
  SOON(9, 4, 4),
  LATER(6, 3, 3),
  AT(3, 1, 1),
  THREAD(2, 1, 1),
  DROP(5, 1, 3),
  CALLBACK(10, 4, 4),
  ADD(9, 2, 5),
  REMOVE(8, 2, 3),
  WATCH(3, 1, 1),
  CALL(4, 3, 4),
  ENTER(2, 1, 1),
  LEAVE(0, 1, 1),
  SWAP(1, 1, 1),
  REGISTER(1, 1, 1),
  UNREGISTER(1, 1, 1),
  STEP(3, 1, 2),
  WAKEUP(2, 1, 2),
  STOP(2, 2, 5),
  FOREVER(4, 0, 4),
  COMPLETE(6, 0, 3),
  RUN(0, 0, 2),
  CLOSE(0, 0, 1),
  DISPATCH(8, 6, 2),
  CONTEXT(4, 4, 3),
  LET(1, 1, 1),
  LOG(3, 6, 8),
  GATHER(5, 7, 2),
  SHIELD(3, 5, 1),
  AWAIT_MADE(0, 14, 0),
  CANCEL_MADE(8, 4, 7),
  WAIT(0, 8, 0),
  WAIT_FOR(0, 11, 0),
  TIMEOUT(0, 11, 0),
  RESCHEDULE(2, 4, 3),
  GROUP(0, 9, 0),
  SPAWN(2, 6, 4),
  CANCEL_GROUP(1, 3, 2);

  final int inMain;
  final int inBody;
  final int inner;

  Move(int inMain, int inBody, int inner) {
    this.inMain = inMain;
    this.inBody = inBody;
    this.inner = inner;
  }

  /** The minor version that it came with, or that refuses it when it would do harm. */
  int since() {
    return switch (this) {
      case ENTER, LEAVE, SWAP, REGISTER, UNREGISTER, RUN, CONTEXT -> 7;
      case TIMEOUT, RESCHEDULE, GROUP, SPAWN -> 11;
      case CANCEL_GROUP -> 15;
      default -> 0;
    };
  }

  /** Whether it is about asyncio's functions, which only profiles about them write. */
  boolean isFunction() {
    return ordinal() >= GATHER.ordinal();
  }

  /** Whether it can be used with that loop. */
  boolean fits(Loop loop) {
    return switch (this) {
      case LATER, THREAD, CLOSE -> loop != Loop.KIT;
      case STOP, FOREVER, COMPLETE -> loop == Loop.OWN;
      case DISPATCH -> loop == Loop.KIT;
      default -> true;
    };
  }

  /** Which loop a program runs on, and what it asks of it. */
  enum Loop {
    /** Any loop. */
    ANY,
    /** The kit's own. */
    KIT,
    /** The runtime's own, with forever, complete, stop and an exception handler. */
    OWN
  }
}
