package io.github.aiotask.examples.service;

/** A backend has failed, or could not be asked. */
public final class BackendFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public BackendFailed(String message) {
    super(message);
  }
}
