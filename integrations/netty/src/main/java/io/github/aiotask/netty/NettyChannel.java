package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.Future;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection, as coroutines in direct style use it. Netty's handlers before it in the pipeline are the protocol: what they pass on is
 * what is read, and what they take is what is written.
 *
 * <p><b>Who releases</b> what is reference-counted, as a {@link io.netty.buffer.ByteBuf}: whoever has read it; Netty what is written, also
 * if the write fails or is refused; {@link #close} what nobody has read. So everybody closes what he opened or accepted.
 *
 * <p>In coroutines of the {@link NettyLoop} that it is of, but for {@link #close}.
 *
 * @param <I> what is read
 */
public final class NettyChannel<I> implements AutoCloseable {
  private final NettyLoop loop;
  private final Class<I> type;
  private final Channel channel;
  private final Arrivals<Object> messages;
  private List<Future<@Nullable Void>> senders = new ArrayList<>();

  private NettyChannel(NettyLoop loop, Class<I> type, Channel channel) {
    this.loop = loop;
    this.type = type;
    this.channel = channel;
    this.messages = new Arrivals<>(loop, "read()");
  }

  /** Puts itself at the end of a channel's pipeline. */
  static <I> NettyChannel<I> of(NettyLoop loop, Class<I> type, Channel channel) {
    NettyChannel<I> created = new NettyChannel<>(loop, type, channel);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast("aiotask", new Inbound(created.messages, created::wakeSenders));
    loop.own(channel);
    return created;
  }

  /**
   * Netty's channel.
   *
   * @return always the same
   */
  public Channel channel() {
    return channel;
  }

  /**
   * Waits for the next message. Netty reads only while a task waits here, and keeps no more than one such read brings: a peer that is
   * too fast is held up by its own socket. A cancel loses no message.
   *
   * @return the message, which is the caller's to release; null: the peer has ended, or the channel is closed
   * @throws ClassCastException if a handler passed on something else, which is released
   * @throws Exception an error of the channel, once: that very object
   * @throws IllegalStateException if another task waits here, or this is no coroutine of the loop
   */
  public @Nullable I read() throws Exception {
    loop.requireHere("read()");
    Object message = messages.take(channel);
    if (message != null && !type.isInstance(message)) {
      String found = message.getClass().getName();
      ReferenceCountUtil.safeRelease(message);
      throw new ClassCastException(
          "read(): the last handler of " + channel + " passed on a " + found + ", and this channel reads " + type.getName()
              + ": add the handler that makes one of the other, or name that type to connect or bind");
    }
    return type.cast(message);
  }

  /**
   * Writes a message, and waits until it has been given to the operating system, so that a peer that is too slow holds up its writer.
   *
   * @param message what the pipeline takes; Netty's to release from now on, whatever comes
   * @throws Exception why it was not written; a cancel while it waits takes it back if Netty has not begun to write it
   * @throws IllegalStateException if this is no coroutine of the loop
   */
  public void write(Object message) throws Exception {
    await(Futures.ours(loop, start("write(message)", message)));
  }

  /**
   * Writes a message, and waits only while more than the channel's high-water mark is under way ({@link Channel#isWritable}): for many
   * small ones after each other. A failure is raised by the next {@link #read}.
   *
   * @param message what the pipeline takes; Netty's to release from now on, whatever comes
   * @throws ClosedChannelException if the channel is closed
   * @throws Exception what is raised while it waits
   * @throws IllegalStateException if this is no coroutine of the loop
   */
  public void send(Object message) throws Exception {
    ChannelFuture writing = start("send(message)", message);
    writing.addListener(
        done -> {
          if (!done.isSuccess()) {
            messages.fail(done.cause());
          }
        });
    while (channel.isActive() && !channel.isWritable()) {
      Future<@Nullable Void> writable = loop.asyncio().createFuture();
      senders.add(writable);
      loop.eventLoop().execute(this::wakeSendersIfWritable); // it may have become so before we were there
      await(writable);
    }
    if (!channel.isActive()) {
      throw new ClosedChannelException();
    }
  }

  private ChannelFuture start(String call, Object message) {
    Objects.requireNonNull(message, () -> call + ": the message is null");
    try {
      loop.requireHere(call);
    } catch (RuntimeException refused) {
      ReferenceCountUtil.safeRelease(message);
      throw refused;
    }
    return channel.writeAndFlush(message);
  }

  private void wakeSendersIfWritable() {
    if (channel.isWritable() || !channel.isActive()) {
      wakeSenders();
    }
  }

  private void wakeSenders() {
    List<Future<@Nullable Void>> waiting = senders;
    senders = new ArrayList<>();
    for (Future<@Nullable Void> sender : waiting) {
      if (!sender.isDone() && !loop.isClosed()) {
        sender.setResult(null);
      }
    }
  }

  /** Begins to close the channel, and releases what nobody has read. Any thread; no effect the second time. */
  @Override
  public void close() {
    messages.close(channel);
  }

  /**
   * Waits until the channel is closed, by whomever.
   *
   * @throws Exception what is raised while it waits; a cancel leaves the channel as it is
   * @throws IllegalStateException if this is no coroutine of the loop
   */
  public void waitClosed() throws Exception {
    loop.waitClosed(channel);
  }

  @Override
  public String toString() {
    return "<NettyChannel " + channel + ">";
  }
}
