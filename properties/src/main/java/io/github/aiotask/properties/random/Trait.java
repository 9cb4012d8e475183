package io.github.aiotask.properties.random;

/** What a program can have or be, with how many of a hundred do. */
enum Trait {
  /** Runs on the kit's own loop, with dispatch. */
  KIT_LOOP(12),
  /** Asks for what only the runtime's own loop has. */
  OWN_LOOP(15),
  /** Sets context variables. */
  CONTEXTS(15),
  /** Has another loop with futures of its own. */
  OTHER_LOOP(20),
  /** Has a future of a foreign class. */
  FOREIGN(25),
  /** Has a future that refuses waiters. */
  REFUSING(15),
  /** Has a coroutine that no task runs. */
  COROUTINE(10),
  /** Has bodies that run as plain code. */
  PLAIN_BODY(18),
  /** Sets an exception handler; of those with OWN_LOOP. */
  HANDLER(35),
  /** Turns debug mode on and schedules a coroutine by mistake; of those with OWN_LOOP. */
  DEBUG(6),
  /** Closes the loop near the end. */
  CLOSE(8),
  /** Lets tasks wait for each other in a circle. */
  CIRCLE(8),
  /** Of tasks: is created by another body than main. */
  CHILD(22),
  /** Of tasks: is asked to start eagerly. */
  EAGER(15),
  /** Of tasks: has a name of its own. */
  NAMED(10),
  /** Of errors: no EXCEPTION. */
  NO_EXCEPTION(25),
  /** Of errors that a future gets: a StopIteration. */
  STOP_ITERATION(6);

  final int percent;

  Trait(int percent) {
    this.percent = percent;
  }
}
