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

  /** Of a gather, on each of its children (§10.6). */
  record ChildOfGather(int gather) implements Callback {}

  /** Of a shield, on its inner future (§10.17). */
  record InnerOfShield(int outer) implements Callback {}

  /** Of a shield, on itself. */
  record OuterOfShield(int inner, int outer) implements Callback {}

  /** What is left of so many shields that were cancelled (§10.18). */
  record Abandoned(int shields) implements Callback {}

  /** Of a wait, on what it waits for (§10.20). */
  record Waited(int id) implements Callback {}

  /** Of a future that is cancelled and waited for (§10.29). */
  record Cancelled(int waiter) implements Callback {}

  /** Of a group, on its tasks (§10.47). */
  record TaskOfGroup(int group) implements Callback {}

  /**
   * A callback in a future's list.
   *
   * @param context in which it runs (§1.8)
   */
  record Registered(Callback callback, int context) {}
}
