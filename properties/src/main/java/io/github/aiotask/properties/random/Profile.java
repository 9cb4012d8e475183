package io.github.aiotask.properties.random;

import java.util.Arrays;

/** Which rules random programs are about: the weights of what the generator writes. */
public enum Profile {
  /** All rules. */
  GENERAL(new Weights()),
  /** Chapter 1: outcomes, callbacks, handshakes. */
  FUTURE(
      new Weights()
          .times(3, Move.SET, Move.FAIL, Move.CANCEL, Move.CALLBACK, Move.ADD, Move.REMOVE, Move.RESULT, Move.EXCEPTION)
          .times(3, Move.BASE_SET, Move.BASE_FAIL, Move.BASE_CANCEL, Move.HANDSHAKE, Move.WATCH)
          .percent(Trait.STOP_ITERATION, 15)
          .percent(Trait.CONTEXTS, 30)),
  /** Chapter 2: creation, names, contexts, eager starts. */
  CREATION(
      new Weights()
          .times(6, Move.TASK_OF_NOTHING)
          .times(2, Move.CANCEL_TASK, Move.YIELD, Move.LOG)
          .percent(Trait.CHILD, 60)
          .percent(Trait.EAGER, 50)
          .percent(Trait.NAMED, 35)
          .percent(Trait.CONTEXTS, 35)
          .percent(Trait.CLOSE, 20)),
  /** Chapter 3: returns, errors, cancels inside of a step. */
  STEP(
      new Weights()
          .times(4, Move.STEP, Move.CANCEL_SELF, Move.RAISE, Move.BASE_SET, Move.BASE_FAIL, Move.BASE_CANCEL)
          .times(2, Move.TRY, Move.YIELD, Move.DISPATCH)
          .percent(Trait.CONTEXTS, 25)
          .percent(Trait.NO_EXCEPTION, 50)),
  /** Chapter 4: everything that can be yielded. */
  YIELD(
      new Weights()
          .times(5, Move.YIELD_FUTURE, Move.YIELD_SELF, Move.YIELD_GENERATOR, Move.YIELD_NUMBER, Move.HAND_MADE)
          .times(4, Move.AWAIT_SELF, Move.AWAIT_FOREIGN, Move.AWAIT_REFUSING, Move.AWAIT_OTHER_LOOP)
          .times(2, Move.YIELD, Move.CANCEL_SELF, Move.HANDSHAKE)
          .percent(Trait.OTHER_LOOP, 45)
          .percent(Trait.FOREIGN, 45)
          .percent(Trait.REFUSING, 40)),
  /** Chapter 5: futures that wake tasks. */
  WAKEUP(
      new Weights()
          .times(2, Move.AWAIT, Move.AWAIT_TASK, Move.AWAIT_FOREIGN, Move.SET, Move.FAIL, Move.HAND_MADE)
          .times(5, Move.WAKEUP, Move.SEND_FOREIGN)
          .times(3, Move.STEP, Move.CALLBACK)
          .percent(Trait.NO_EXCEPTION, 45)
          .percent(Trait.OTHER_LOOP, 30)
          .percent(Trait.FOREIGN, 35)),
  /** Chapter 6: cancels, messages, counts, chains. */
  CANCEL(
      new Weights()
          .times(3, Move.CANCEL_TASK, Move.CANCEL_SELF, Move.CANCEL, Move.UNCANCEL)
          .times(2, Move.AWAIT_TASK, Move.TRY, Move.AWAIT_FOREIGN)
          .percent(Trait.CIRCLE, 20)),
  /** Chapter 7: the running task and all tasks. */
  REGISTRY(
      new Weights()
          .times(6, Move.ENTER, Move.LEAVE, Move.SWAP, Move.REGISTER, Move.UNREGISTER)
          .times(3, Move.STEP, Move.LOG, Move.DISPATCH)
          .percent(Trait.EAGER, 40)
          .percent(Trait.CHILD, 40)),
  /** Chapter 8: handles, timers, runs, stops, reports. */
  LOOP(
      new Weights()
          .times(3, Move.SOON, Move.LATER, Move.AT, Move.THREAD, Move.DROP)
          .times(2, Move.STOP, Move.FOREVER, Move.RUN, Move.CLOSE, Move.SOON_COROUTINE, Move.RAISE)
          .times(5, Move.COMPLETE)
          .percent(Trait.OWN_LOOP, 70)
          .percent(Trait.HANDLER, 45)
          .percent(Trait.CONTEXTS, 30)
          .percent(Trait.OTHER_LOOP, 30)
          .percent(Trait.DEBUG, 10)
          .percent(Trait.COROUTINE, 25)
          .percent(Trait.NO_EXCEPTION, 40)
          .percent(Trait.CLOSE, 20)),
  /** Chapter 10: gather, shield, wait, waitFor. */
  FUNCTIONS(
      new Weights()
          .functions()
          .times(4, Move.GATHER, Move.SHIELD, Move.WAIT, Move.WAIT_FOR, Move.AWAIT_MADE, Move.CANCEL_MADE)),
  /** Chapter 10: timeouts and groups. */
  SCOPES(
      new Weights()
          .functions()
          .times(6, Move.TIMEOUT, Move.RESCHEDULE, Move.GROUP, Move.SPAWN, Move.CANCEL_GROUP)
          .times(2, Move.CANCEL_TASK, Move.CANCEL_SELF, Move.UNCANCEL));

  private final Weights weights;

  Profile(Weights weights) {
    this.weights = weights;
  }

  /** How many times its usual weight a move has. */
  int factor(Move move) {
    return weights.factors[move.ordinal()];
  }

  /** Whether it is about asyncio's functions. */
  boolean hasFunctions() {
    return weights.functions;
  }

  /** How many of a hundred have that trait. */
  int percent(Trait trait) {
    return weights.percents[trait.ordinal()];
  }

  /** What is not as usual. */
  private static final class Weights {
    private final int[] factors = new int[Move.values().length];
    private final int[] percents = new int[Trait.values().length];
    private boolean functions;

    Weights() {
      for (Move move : Move.values()) {
        factors[move.ordinal()] = move.isFunction() ? 0 : 1;
      }
      for (Trait trait : Trait.values()) {
        percents[trait.ordinal()] = trait.percent;
      }
    }

    /** With asyncio's functions; without what goes round them: to resume by hand, to name another running task. */
    Weights functions() {
      functions = true;
      return times(0, Move.STEP, Move.WAKEUP, Move.SEND, Move.HANDSHAKE, Move.HAND_MADE, Move.AWAIT_SELF, Move.YIELD_SELF)
          .times(0, Move.ENTER, Move.LEAVE, Move.SWAP, Move.REGISTER, Move.UNREGISTER, Move.TASK_OF_NOTHING, Move.DISPATCH)
          .times(1, Arrays.stream(Move.values()).filter(Move::isFunction).toArray(Move[]::new))
          .percent(Trait.KIT_LOOP, 0)
          .percent(Trait.COROUTINE, 0)
          .percent(Trait.CIRCLE, 0)
          .percent(Trait.OTHER_LOOP, 5)
          .percent(Trait.REFUSING, 5);
    }

    Weights times(int factor, Move... moves) {
      for (Move move : moves) {
        factors[move.ordinal()] = factor;
      }
      return this;
    }

    Weights percent(Trait trait, int percent) {
      percents[trait.ordinal()] = percent;
      return this;
    }
  }
}
