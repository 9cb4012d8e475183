package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Instruction;

/** What is open in a body. */
sealed interface Block {

  /**
   * A try.
   *
   * @param handler the index of its catch; that of the end of the body if it has none
   */
  record Try(int handler) implements Block {}

  /**
   * A timeout or a group.
   *
   * @param end the index of its end; that of the end of the body if it has none
   * @param opened by this
   * @param id of the timeout or group
   */
  record Scope(int end, Instruction opened, int id) implements Block {}
}
