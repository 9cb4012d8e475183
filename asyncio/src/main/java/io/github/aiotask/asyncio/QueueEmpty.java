package io.github.aiotask.asyncio;

/** getNowait() of an empty queue. */
public class QueueEmpty extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the text that says so. */
  public QueueEmpty() {
    super("the queue is empty: await get(), or test empty() first");
  }
}
