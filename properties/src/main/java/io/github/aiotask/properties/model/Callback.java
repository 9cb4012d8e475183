package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Instruction;

/** What a future calls when it is done. Equal ones are the same to removeDoneCallback (§1.7). */
sealed interface Callback {

  /** The wakeup of a task. */
  record Wakeup(int task) implements Callback {}

  /** An instruction; {@code id} tells two of the same text apart. */
  record Code(int id, String name, Instruction instruction) implements Callback {}

  /** Logs the state. */
  record Watch(int id, String future) implements Callback {}

  /** Stops the run of runUntilComplete (§8.11). */
  record StopRun(int loop) implements Callback {}

  /**
   * A callback in a future's list.
   *
   * @param context in which it runs (§1.8)
   */
  record Registered(Callback callback, int context) {}
}
