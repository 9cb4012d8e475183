package io.github.aiotask.examples.service.peer;

import io.github.aiotask.examples.service.HttpPipeline;
import io.github.aiotask.examples.service.Metrics;
import io.github.aiotask.examples.service.Settings;
import io.github.aiotask.examples.service.backend.Backends;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts the service of virtual threads: {@code PeerMain [port]}. Needs Java 21 or newer. */
public final class PeerMain {
  private PeerMain() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.fromProperties(args.length == 0 ? 8081 : Integer.parseInt(args[0]));
    ExecutorService threads = virtualThreads();
    Backends backends = new Backends(settings::behaviourOf);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    EventLoop eventLoop = group.next();
    List<PeerClient> clients =
        backends.servers().stream().map(one -> new PeerClient(one, eventLoop, settings.callsPerBackend())).toList();
    PeerOffer offer = new PeerOffer(threads, clients, settings.deadline());
    Metrics metrics = new Metrics();
    Channel server =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpPipeline(), new PeerFront(threads, offer, metrics));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
            .sync()
            .channel();
    System.out.println("listening on http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
  }

  /** By reflection, since the module compiles for Java 17. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    try {
      return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException old) {
      throw new UnsupportedOperationException("PeerMain: this Java has no virtual threads; run it on Java 21 or newer", old);
    }
  }
}
