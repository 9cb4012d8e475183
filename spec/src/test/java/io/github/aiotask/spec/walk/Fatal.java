package io.github.aiotask.spec.walk;

/** An error that ends a run of the loop (§3.13): Java's answer for it is EXIT. */
final class Fatal extends VirtualMachineError {
  private static final long serialVersionUID = 1L;

  Fatal() {
    super("fatal");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this; // it would cost more than all the rest of a run
  }
}
