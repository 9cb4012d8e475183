package io.github.aiotask.properties.random;

/**
 * Where an instruction is written, and so what it may do there.
 *
 * @param rank main is below the bodies of tasks, those are below the bodies of coroutines and of what
 *     asyncio's functions run, and those below plain ones; code
 *     starts code of higher rank only, so that everything ends
 * @param self the number of the task that runs it in its own steps, or -1
 * @param step whether it runs inside of a step, or of code that a step may call
 * @param once whether it runs once at the most
 */
record Place(int rank, int self, boolean step, boolean once) {
  static final int COROUTINES = 10;
  static final int WORKERS = 20;
  static final int PLAIN = 40;
  static final Place MAIN = new Place(-1, -1, false, true);

  static Place task(int number) {
    return new Place(number, number, true, true);
  }

  static Place coroutine(int number) {
    return new Place(COROUTINES + number, -1, true, true);
  }

  /** Of what asyncio's functions run: the coroutines that they get, and the tasks of groups. */
  static Place worker(int number) {
    return new Place(WORKERS + number, -1, true, true);
  }

  static Place plain(int number) {
    return new Place(PLAIN + number, -1, true, false);
  }

  /** Of what a handle of its own runs from here: outside of any step. */
  Place later() {
    return new Place(rank, self, false, once);
  }

  /** Of what a callback runs that can be registered again. */
  Place again() {
    return new Place(rank, self, false, false);
  }

  boolean isWorker() {
    return rank >= WORKERS && rank < PLAIN;
  }

  boolean isMain() {
    return this == MAIN;
  }
}
