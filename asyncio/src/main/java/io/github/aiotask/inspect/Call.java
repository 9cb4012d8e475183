package io.github.aiotask.inspect;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call in which a coroutine or a thread stands.
 *
 * @param code class and method, as in {@code Chat.serve}; of a state machine, which has no calls while it is suspended, its class
 * @param place file and line, as in {@code Chat.java:42}; null if that is not known
 */
public record Call(String code, @Nullable String place) {

  /**
   * Checks what may not be null.
   *
   * @param code class and method
   * @param place file and line
   */
  public Call {
    Objects.requireNonNull(code, "Call: the code is null");
  }

  /**
   * Of a thread's stack.
   *
   * @param frame where the thread is
   * @return the call
   */
  public static Call of(StackTraceElement frame) {
    String file = frame.getFileName();
    String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
    String named = frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1 (lambda)");
    return new Call(nameOf(frame.getClassName()) + "." + named, file == null ? null : file + line);
  }

  /**
   * Of a coroutine without calls.
   *
   * @param type its class
   * @return the call
   */
  public static Call of(Class<?> type) {
    return new Call(nameOf(type.getName()), null);
  }

  private static String nameOf(String type) {
    int slash = type.indexOf('/'); // of a hidden class
    String whole = slash < 0 ? type : type.substring(0, slash);
    return whole.substring(whole.lastIndexOf('.') + 1).replace('$', '.');
  }

  @Override
  public String toString() {
    return place == null ? code : code + " " + place;
  }
}
