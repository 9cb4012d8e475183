package io.netty.util.concurrent;

/** Looks into an event loop's queue of timers. */
public final class Scheduled {
  private Scheduled() {}

  /** How many there are, cancelled ones too. In the event loop. */
  public static int count(EventExecutor executor) {
    AbstractScheduledEventExecutor own = (AbstractScheduledEventExecutor) executor;
    return own.scheduledTaskQueue == null ? 0 : own.scheduledTaskQueue.size();
  }
}
