package io.github.aiotask.properties.suite;

import java.util.List;

/** The messages between a Python and this JVM, by their number in {@code plug.py}. */
enum Op {
  // How a call ends.
  ANSWER, RAISED,
  // Down: what Python asks for.
  HELLO, RELEASE, FUTURE, TASK, READ, SET_RESULT, SET_EXCEPTION, CANCEL, CANCEL_TASK, REFUSE, RESULT, EXCEPTION, ADD, REMOVE, CALLBACKS,
  SET_BLOCKING, SET_MESSAGE, SET_RETRIEVED, MAKE_CANCELLED, RUN, BY_HAND, WAKEUP, UNCANCEL, NAME, SET_NAME,
  CURRENT, ENTER, LEAVE, SWAP, REGISTER, UNREGISTER, ALL,
  // Up: what the plug asks Python.
  IS_RUNNING, CALL_SOON, CALL_STEP, CALL_IN_CONTEXT, CALL_HANDLER, RESUME, NEW_CANCELLED, NEW_ERROR, IS_FUTURE, IS_GENERATOR, IS_EQUAL,
  LOOP_OF, IS_DONE, IS_BLOCKING, PUT_BLOCKING, ADD_WAITER, CANCEL_FOREIGN, RESULT_OF;

  private static final List<Op> ALL_OF_THEM = List.of(values());

  /**
   * A message that Python may begin a call with, or end one.
   *
   * @throws Garbled if there is none of that number
   */
  static Op ofPython(int number) throws Garbled {
    if (number < 0 || number >= IS_RUNNING.ordinal()) {
      throw new Garbled("a message of the unknown kind " + number);
    }
    return ALL_OF_THEM.get(number);
  }
}
