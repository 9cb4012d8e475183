package io.github.aiotask.graalpy;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import org.graalvm.polyglot.Value;

/**
 * A done-callback of Python's. Equal if Python says so (§1.7).
 *
 * @param guest whose functions know how
 * @param call the function, and the context: one tuple, for each argument that crosses costs
 */
record PythonCallback(PythonGuest guest, Value call) implements Callback<Future<Object>> {

  @Override
  public void call(Future<Object> done) {
    guest.runCallback(call, done.owner());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonCallback given && guest.function("same").execute(call, given.call).asBoolean();
  }

  @Override
  public int hashCode() {
    return 0; // Python's equality need not be the hash's
  }
}
