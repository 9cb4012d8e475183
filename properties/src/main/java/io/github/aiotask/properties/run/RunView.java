package io.github.aiotask.properties.run;

import io.github.aiotask.Guest.ExceptionKind;
import org.jspecify.annotations.Nullable;

/** What an observer can ask about the run that it observes. */
public interface RunView {
  /** The name that the program gives to a future or task; {@code ?} if it has not created it. */
  @Nullable String nameOf(Object object);

  /** What the program's language says of an error. */
  ExceptionKind kindOf(Throwable error);

  /** The number of the instruction that is being performed, in the order in which they begin; 0: none, the loop runs. */
  int instruction();
}
