package io.github.aiotask.asyncio;

/** The queue was shut down (§11.28). */
public class QueueShutDown extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the text that says so. */
  public QueueShutDown() {
    super("the queue was shut down");
  }
}
