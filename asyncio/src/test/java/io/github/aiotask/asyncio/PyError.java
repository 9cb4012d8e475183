package io.github.aiotask.asyncio;

/** An error of a scenario, by the name of its Python class. */
final class PyError extends Exception {
  private static final long serialVersionUID = 1L;

  final String name;

  PyError(String name, String text) {
    super(text, null, false, false);
    this.name = name;
  }
}
