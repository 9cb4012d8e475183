package io.github.aiotask.properties.html;

/** How a rule is checked. */
public enum Check {
  /** The model has it: each program that uses it is compared with what it says. */
  MODEL("model"),
  /** A property about it holds for random values. */
  PROPERTY("property"),
  /** A program was recorded on CPython. */
  RECORDED("recorded CPython"),
  /** A CPython was asked during the run. */
  LIVE("live CPython"),
  /** Random programs of the run have used it. */
  RANDOM("random programs"),
  /** TLA+ states it: traces and the state graph of a bounded model are compared with that. */
  FORMULA("TLA+ formula");

  private final String title;

  Check(String title) {
    this.title = title;
  }

  /** As a column is called. */
  public String title() {
    return title;
  }
}
