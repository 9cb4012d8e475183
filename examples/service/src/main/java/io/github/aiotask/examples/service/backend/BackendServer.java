package io.github.aiotask.examples.service.backend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A loopback server of HTTP; what it has seen can be asked for in any thread. */
public final class BackendServer {
  private final String name;
  private final Channel channel;
  final Behaviour behaviour;
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger received = new AtomicInteger();
  final AtomicInteger answered = new AtomicInteger();
  final AtomicInteger abandoned = new AtomicInteger();

  /** Starts it, and waits for that. */
  BackendServer(String name, Behaviour behaviour, EventLoop eventLoop) {
    this.name = name;
    this.behaviour = behaviour;
    this.channel =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    client.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1024), new BackendCall(BackendServer.this));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /** What it is called in logs. */
  public String name() {
    return name;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** How many connections are open. */
  public int connections() {
    return connections.get();
  }

  /** How many calls have come. */
  public int received() {
    return received.get();
  }

  /** How many calls were answered. */
  public int answered() {
    return answered.get();
  }

  /** How many calls had a client that went before there was an answer. */
  public int abandoned() {
    return abandoned.get();
  }
}
