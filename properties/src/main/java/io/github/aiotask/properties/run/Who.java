package io.github.aiotask.properties.run;

/**
 * Whose code runs: the name that events begin with.
 *
 * @param name of a task, coroutine, callback or handle; or main, handler, soon, …
 * @param coroutine whether it is a coroutine's code
 */
record Who(String name, boolean coroutine) {
  static final Who MAIN = plain("main");
  static final Who HANDLER = plain("handler");

  /** Code that nobody can suspend. */
  static Who plain(String name) {
    return new Who(name, false);
  }
}
