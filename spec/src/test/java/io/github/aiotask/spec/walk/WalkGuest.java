package io.github.aiotask.spec.walk;

import io.github.aiotask.Guest;
import java.util.Arrays;

/** Java's answers, with errors that cost nothing: a walk raises them by the hundred thousand. */
final class WalkGuest implements Guest {

  /** An error by which code is refused something, or that it raises itself. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  /** Whether the library raised an error of one of these kinds. */
  static boolean is(Throwable error, ErrorKind... kinds) {
    return error instanceof Refusal && Arrays.stream(kinds).anyMatch(kind -> kind.toString().equals(error.getMessage()));
  }

  @Override
  public Throwable newError(ErrorKind kind, Object subject, Object value) {
    return new Refusal(kind.toString());
  }
}
