package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ExecutorLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A loop in the thread of one of Netty's event loops, among that one's own work, and its channels for coroutines in direct style.
 *
 * <pre>{@code
 * EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
 * NettyLoop netty = NettyLoop.on(group.next());
 * Bootstrap lines = new Bootstrap().channel(NioSocketChannel.class).handler(codec);
 * netty.asyncio().runCoroutineThreadsafe(coroutine(() -> {
 *   try (NettyChannel<String> server = netty.connect(lines, address, String.class)) {
 *     server.write("hello\n");
 *     return server.read();
 *   }
 * }));
 * }</pre>
 *
 * <p>What {@link ExecutorLoop} says of an executor holds here: which rules, one thread, timers. Netty's handlers run in the loop's thread
 * outside of an iteration: they may complete futures, create tasks and {@code callSoon}.
 *
 * <p><b>The end.</b> {@link #shutDown} ends the tasks, and then closes what channels they have left; after it, {@code
 * group.shutdownGracefully()}. Without it, the group closes the channels, so that reads come to their end, and drops all timers: each
 * task that has not ended is reported as SHUTDOWN_LEFT when the group has terminated, what other threads wait for fails with
 * LOOP_CLOSED, and so does all that is asked of the loop from then on (§8.36).
 */
public final class NettyLoop {
  private final EventLoop eventLoop;
  private final ExecutorLoop below;
  private final ChannelGroup channels;

  /** Those that hold what nobody has taken: it is let go at the end. */
  private final Set<Arrivals<?>> unread = new HashSet<>();

  private NettyLoop(EventLoop eventLoop, ExecutorLoop below) {
    this.eventLoop = eventLoop;
    this.below = below;
    this.channels = new DefaultChannelGroup(eventLoop);
    below.onClose(this::letGo);
  }

  /**
   * A loop of a new runtime with all defaults.
   *
   * @param eventLoop whose thread; {@code group.next()} gives one
   * @return the loop
   * @throws IllegalArgumentException if it is shut down
   */
  public static NettyLoop on(EventLoop eventLoop) {
    return on(TaskRuntime.load(), eventLoop);
  }

  /**
   * A loop on one of Netty's.
   *
   * @param runtime whose rules, guest and registry
   * @param eventLoop whose thread; {@code group.next()} gives one
   * @return the loop
   * @throws IllegalArgumentException if it is shut down
   */
  public static NettyLoop on(TaskRuntime runtime, EventLoop eventLoop) {
    Objects.requireNonNull(eventLoop, "NettyLoop.on(eventLoop): it is null; group.next() gives one");
    CompletableFuture<@Nullable Void> terminated = new CompletableFuture<>();
    NettyLoop created = new NettyLoop(eventLoop, ExecutorLoop.on(runtime, eventLoop, terminated));
    eventLoop.terminationFuture().addListener(done -> terminated.complete(null));
    return created;
  }

  /**
   * asyncio's functions for the loop: {@link Asyncio#current()} in it.
   *
   * @return always the same
   */
  public Asyncio asyncio() {
    return below.asyncio();
  }

  /**
   * The loop.
   *
   * @return always the same
   */
  public io.github.aiotask.EventLoop loop() {
    return below.loop();
  }

  /**
   * Where it runs.
   *
   * @return Netty's event loop that was given
   */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  // ---- channels

  /**
   * Connects, and waits for that.
   *
   * @param <I> what is read
   * @param bootstrap the kind of channel, options, and a handler or initializer, whose handlers are the protocol; it is copied, and needs
   *     no group. The channel does not read by itself ({@link ChannelOption#AUTO_READ})
   * @param address to where
   * @param type what the last of these handlers passes on; {@code ByteBuf.class} without any
   * @return the connection, which is the caller's to close
   * @throws Exception why there is none; a cancel or a timeout while it waits closes the channel
   * @throws IllegalStateException if this is no coroutine of the loop
   */
  public <I> NettyChannel<I> connect(Bootstrap bootstrap, SocketAddress address, Class<I> type) throws Exception {
    Objects.requireNonNull(bootstrap, "connect(bootstrap): it is null");
    Objects.requireNonNull(address, "connect(address): it is null");
    Objects.requireNonNull(type, "connect(type): it is null; ByteBuf.class is what channels without a codec read");
    requireHere("connect(bootstrap, address, type)");
    AtomicReference<@Nullable NettyChannel<I>> created = new AtomicReference<>();
    Bootstrap own = bootstrap.clone(eventLoop).option(ChannelOption.AUTO_READ, false);
    own.handler(
        Pipelines.then(
            bootstrap.config().handler(), channel -> created.set(NettyChannel.of(this, type, channel))));
    ChannelFuture connecting = own.connect(address);
    boolean connected = false;
    try {
      await(future(connecting));
      connected = true;
      return Objects.requireNonNull(created.get(), "connect: Netty has not initialized the channel that it connected");
    } finally {
      if (!connected) {
        connecting.channel().close();
      }
    }
  }

  /**
   * Listens, and waits until that has begun.
   *
   * @param <I> what is read from a connection
   * @param bootstrap the kind of channel, options, and a child handler or initializer, whose handlers are the protocol; it is copied, and
   *     has no group. Neither the server's channel nor its connections read by themselves
   * @param address where; port 0: any that is free
   * @param type what the last of these handlers passes on; {@code ByteBuf.class} without any
   * @return the server, which is the caller's to close
   * @throws Exception why there is none
   * @throws IllegalStateException if this is no coroutine of the loop, or the bootstrap has a group
   */
  public <I> NettyServer<I> bind(ServerBootstrap bootstrap, SocketAddress address, Class<I> type) throws Exception {
    Objects.requireNonNull(bootstrap, "bind(bootstrap): it is null");
    Objects.requireNonNull(address, "bind(address): it is null");
    Objects.requireNonNull(type, "bind(type): it is null; ByteBuf.class is what channels without a codec read");
    requireHere("bind(bootstrap, address, type)");
    if (bootstrap.config().group() != null) {
      throw new IllegalStateException(
          "bind(bootstrap): it has a group already, and its connections are to be of this loop: leave group(…) out");
    }
    Arrivals<NettyChannel<I>> connections = new Arrivals<>(this, "accept()");
    ServerBootstrap own =
        bootstrap
            .clone()
            .group(eventLoop)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.AUTO_READ, false)
            .handler(Pipelines.ofServer(bootstrap.config().handler(), connections))
            .childHandler(
                Pipelines.then(
                    bootstrap.config().childHandler(),
                    channel -> connections.add(NettyChannel.of(this, type, channel))));
    ChannelFuture binding = own.bind(address);
    own(binding.channel());
    boolean bound = false;
    try {
      await(future(binding));
      bound = true;
      return new NettyServer<>(this, binding.channel(), connections);
    } finally {
      if (!bound) {
        binding.channel().close();
      }
    }
  }

  /** Closed at the end of the loop. */
  void own(Channel channel) {
    channels.add(channel);
    if (isClosed()) {
      channel.close();
    }
  }

  Set<Arrivals<?>> unread() {
    return unread;
  }

  private void letGo() {
    for (Channel channel : channels) {
      if (channel.isOpen()) { // else Netty has closed it, and takes no listener any more
        channel.close();
      }
    }
    List.copyOf(unread).forEach(Arrivals::dropAll);
  }

  // ---- futures

  /**
   * A future of this loop for one of Netty's. On the loop's thread.
   *
   * @param <T> the result
   * @param future of Netty; cancelled if the answer is
   * @return ends as it does
   */
  public <T extends @Nullable Object> Future<T> future(io.netty.util.concurrent.Future<T> future) {
    Objects.requireNonNull(future, "future(future): it is null");
    return Futures.ours(this, future);
  }

  /**
   * A future of Netty's for one of this loop. On the loop's thread.
   *
   * @param <T> the result
   * @param future of this loop; cancelled if the answer is
   * @return ends as it does; its listeners are called in the event loop
   */
  public <T extends @Nullable Object> io.netty.util.concurrent.Future<T> nettyFuture(Future<T> future) {
    Objects.requireNonNull(future, "nettyFuture(future): it is null");
    return Futures.nettys(this, future);
  }

  // ---- the loop

  /**
   * Turns debug mode on or off, from an iteration on that comes. Any thread.
   *
   * @param debug see {@link io.github.aiotask.EventLoop#isDebug()}
   */
  public void setDebug(boolean debug) {
    below.setDebug(debug);
  }

  /**
   * Sets who hears of errors that have nobody else to go to, from now on. Any thread.
   *
   * @param handler as {@link ExecutorLoop#setExceptionHandler}
   */
  public void setExceptionHandler(@Nullable Callback<? super LoopError> handler) {
    below.setExceptionHandler(handler);
  }

  /**
   * Whether the loop has closed. Any thread.
   *
   * @return true for ever once true
   */
  public boolean isClosed() {
    return below.isClosed();
  }

  /**
   * Cancels all tasks, and when they have ended closes the loop and the channels that are left; the event loop goes on. Any thread.
   *
   * @return done when the loop has closed, whatever has closed it
   */
  public CompletableFuture<@Nullable Void> shutDown() {
    return below.shutDown();
  }

  void waitClosed(Channel channel) throws Exception {
    requireHere("waitClosed()");
    await(asyncio().shield(Futures.ours(this, channel.closeFuture())));
  }

  void requireHere(String call) {
    if (RunningLoop.current() != loop()) {
      throw new IllegalStateException(
          call + " is called in the thread " + Thread.currentThread().getName() + ", where this loop does not run: call it in a"
              + " coroutine of netty.asyncio(), as runCoroutineThreadsafe or createTask starts one");
    }
  }

  @Override
  public String toString() {
    return "<NettyLoop " + eventLoop + ">";
  }
}
