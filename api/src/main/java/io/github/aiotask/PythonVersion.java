package io.github.aiotask;

/**
 * The Python whose rules a runtime follows, each compared with recorded programs of the real one. The rules that changed, and
 * when, are in {@code spec/README.md}; a constant says what a guest language meets there for the first time.
 *
 * <p>3.5 is missing: its asyncio was provisional, and changed between patch releases.
 */
public enum PythonVersion {
  /** asyncio 3.4.3, the first one that was complete: yielded values are sent back, and only its own futures can be awaited. */
  PYTHON_3_4(4),
  /** 3.6: futures of any make, errors for a future of another loop and for a task that awaits itself. */
  PYTHON_3_6(6),
  /** 3.7: contexts, a registry by loop, and a running task that is guarded. */
  PYTHON_3_7(7),
  /** 3.8: a CancelledError is no Exception; tasks have names; a cancel in the last step is not lost. */
  PYTHON_3_8(8),
  /** 3.9: messages of a cancel. */
  PYTHON_3_9(9),
  /** 3.10: semaphores hand their units over; asyncio's functions have no loop argument. */
  PYTHON_3_10(10),
  /** 3.11: task groups, timeouts, and counted cancel requests. */
  PYTHON_3_11(11),
  /** 3.12: eager start. GraalPy 25 follows this one. */
  PYTHON_3_12(12),
  /** 3.13: the last uncancel takes the request back; queues can be shut down. */
  PYTHON_3_13(13),
  /** 3.14, the default: the error of a shielded future that nobody waits for any more is reported. */
  PYTHON_3_14(14),
  /**
   * 3.15: a task group can be cancelled, lets the close of its coroutine through, and a future of other threads that ends
   * in the loop's thread is seen in the same iteration. Tasks, futures and loops are as in 3.14. It is not the default, for it
   * is compared with a release candidate (3.15.0rc1).
   */
  PYTHON_3_15(15);

  private final int minor;

  PythonVersion(int minor) {
    this.minor = minor;
  }

  /**
   * The version as Python writes it.
   *
   * @return major and minor, as in {@code 3.14}
   */
  public String number() {
    return "3." + minor;
  }

  /**
   * The part of the number behind 3, by which versions are compared.
   *
   * @return as in 14
   */
  public int minor() {
    return minor;
  }
}
