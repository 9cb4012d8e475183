package io.github.aiotask.properties.run;

import io.github.aiotask.properties.functions.Scope;
import io.github.aiotask.properties.program.Instruction;
import org.jspecify.annotations.Nullable;

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
   */
  record OfScope(int end, Instruction opened, Scope scope) implements Block {

    /** Whether this is the block whose end was reached. */
    boolean isAt(@Nullable Leaving why) {
      return why instanceof Leaving.AtEnd at && at.end() == end;
    }
  }
}
