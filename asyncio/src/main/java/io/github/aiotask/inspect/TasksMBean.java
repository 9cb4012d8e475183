package io.github.aiotask.inspect;

/** {@link Dump} by JMX, as {@code io.github.aiotask:type=Tasks} ({@link Tasks}). */
public interface TasksMBean {

  /**
   * A table of all tasks.
   *
   * @return {@link Dump#ps()}
   */
  String ps();

  /**
   * Trees of who awaits whom.
   *
   * @return {@link Dump#pstree()}
   */
  String pstree();

  /**
   * The same as JSON.
   *
   * @return {@link Dump#json()}
   */
  String json();
}
