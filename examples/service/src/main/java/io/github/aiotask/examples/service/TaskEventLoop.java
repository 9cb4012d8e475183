package io.github.aiotask.examples.service;

import io.github.aiotask.direct.Direct;
import io.netty.channel.EventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop of Netty's in a thread where coroutines are resumed at the least cost: a virtual one on Java 24 and newer. In one of
 * Netty's own threads each step of a coroutine is handed from one thread of the operating system to another and back.
 */
final class TaskEventLoop {
  private static final long LONGEST_SELECT = TimeUnit.SECONDS.toNanos(10);

  private TaskEventLoop() {}

  /** Starts one, which runs until it is shut down. */
  static EventLoop start() {
    CompletableFuture<EventLoop> started = new CompletableFuture<>();
    new Thread(() -> host(started), "service").start();
    return started.join();
  }

  private static void host(CompletableFuture<EventLoop> started) {
    try {
      Direct.<@Nullable Void>runLoop(
          () -> {
            ManualIoEventLoop eventLoop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
            started.complete(eventLoop);
            while (!eventLoop.isTerminated()) {
              eventLoop.run(LONGEST_SELECT);
            }
            return null;
          });
    } catch (Exception error) {
      started.completeExceptionally(error);
    }
  }
}
