package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.List;

/** Something that runs programs, to be compared with the model. Used by one thread at a time. */
public interface Subject extends AutoCloseable {

  /** What people call it. */
  String name();

  /** What the report says of how it is compared, a line each. */
  List<String> notes();

  /**
   * Runs programs.
   *
   * @param cases the programs
   * @return what came of them, in their order; of fewer once it is given up, because many in a row had no answer
   * @throws BadInput if it cannot go on
   * @throws InterruptedException if this thread was interrupted
   */
  List<Outcome> run(List<Case> cases) throws BadInput, InterruptedException;

  @Override
  void close();
}
