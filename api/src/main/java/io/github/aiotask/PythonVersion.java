package io.github.aiotask;

/** The Python whose rules a runtime follows. A constant appears here when its version passes its recorded programs. */
public enum PythonVersion {
  /** asyncio 3.4.3. */
  PYTHON_3_4("3.4"),
  /** CPython 3.14, its Task in pure Python. The default. */
  PYTHON_3_14("3.14");

  private final String number;

  PythonVersion(String number) {
    this.number = number;
  }

  /**
   * The version as Python writes it.
   *
   * @return major and minor, as in {@code 3.14}
   */
  public String number() {
    return number;
  }
}
