package io.github.aiotask.asyncio;

/** putNowait() of a full queue. */
public class QueueFull extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the text that says so. */
  public QueueFull() {
    super("the queue is full: await put(item), or test full() first");
  }
}
