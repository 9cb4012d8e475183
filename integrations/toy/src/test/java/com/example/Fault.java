package com.example;

/** What an author gets wrong, and the rule by which the kit tells him. */
enum Fault {
  /** The loop does not enter the context that it was given. */
  FORGETS_CONTEXTS("3.19"),
  /** The loop makes a call at once, in the place of queueing it. */
  CALLS_AT_ONCE("2.3"),
  /** The loop always says that it is not running: a stub that was left. */
  NEVER_RUNS("7.7"),
  /** A loop has a new Java object for each who asks. */
  NEW_LOOP_EACH_TIME("7.2"),
  /** asFuture answers a new wrapper in the place of the library's future. */
  WRAPS_ITS_FUTURES("4.4"),
  /** A future of the language's own ignores {@code setBlocking(false)}. */
  KEEPS_THE_FLAG("4.5"),
  /** A future of the language's own takes each cancel, and forgets it. */
  TAKES_EACH_CANCEL("6.3"),
  /** A Java exception leaves a coroutine in the place of the error that the program raised. */
  LETS_JAVA_ESCAPE("3.14"),
  /** kindOf tells a cancellation from no other error. */
  KNOWS_NO_CANCELLATION("3.11"),
  /** kindOf tells the end of a generator from no other error. */
  KNOWS_NO_END("1.3"),
  /** newCancelled drops the message. */
  DROPS_MESSAGES("1.13"),
  /** isGenerator always says no: a stub that was left. */
  KNOWS_NO_GENERATOR("4.9"),
  /** The functions that a program registers are compared by Java's equals. */
  ASKS_EQUALS("1.7"),
  /** The functions that a program registers are compared by identity, where the language says that two are equal. */
  ASKS_IDENTITY("10.71"),
  /** The language's task has the library's only when createTask has returned. */
  LATE_TASK("2.7");

  final String rule;

  Fault(String rule) {
    this.rule = rule;
  }
}
