package io.github.aiotask.examples.service.backend;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Three backends in one thread of their own. */
public final class Backends implements AutoCloseable {
  private static final List<String> NAMES = List.of("price", "stock", "reviews");

  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<BackendServer> servers;

  /**
   * Starts them, and waits for that.
   *
   * @param behaviours of each by its name
   */
  public Backends(Function<String, Behaviour> behaviours) {
    EventLoop eventLoop = group.next();
    this.servers = NAMES.stream().map(name -> new BackendServer(name, behaviours.apply(name), eventLoop)).toList();
  }

  /** The three, in the order of their parts in an answer. */
  public List<BackendServer> servers() {
    return servers;
  }

  /** The thread that they share. */
  public EventLoop eventLoop() {
    return group.next();
  }

  /** Ends them, and waits for that. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.MINUTES).syncUninterruptibly();
  }
}
