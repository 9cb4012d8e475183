package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.RunnableLoop;

/** How a host runs a loop that has no runs of its own, as an executor's loop has none: the kit runs this, and programs use that. */
public interface HostedLoop extends RunnableLoop {

  /** The loop that tasks and futures belong to; always the same. */
  EventLoop hosted();
}
