package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Callback;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.TaskGroup;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket that connections come to: one by one by {@link #accept}, or a task for each by {@link #serve}.
 *
 * <p>In coroutines of the {@link NettyLoop} that it is of, but for {@link #close}.
 *
 * @param <I> what is read from a connection
 */
public final class NettyServer<I> implements AutoCloseable {
  private final NettyLoop loop;
  private final Channel channel;
  private final Arrivals<NettyChannel<I>> connections;

  NettyServer(NettyLoop loop, Channel channel, Arrivals<NettyChannel<I>> connections) {
    this.loop = loop;
    this.channel = channel;
    this.connections = connections;
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
   * Where it listens.
   *
   * @return with the port that was chosen, if 0 was asked for
   */
  public SocketAddress localAddress() {
    return channel.localAddress();
  }

  /**
   * Waits for the next connection. Netty accepts only while a task waits here, some 16 at once; a cancel loses none.
   *
   * @return the connection, which is the caller's to close; null: the server is closed
   * @throws Exception an error of the server's channel, once: that very object
   * @throws IllegalStateException if another task waits here, or this is no coroutine of the loop
   */
  public @Nullable NettyChannel<I> accept() throws Exception {
    loop.requireHere("accept()");
    return connections.take(channel);
  }

  /**
   * Runs a task for each connection, until the server is closed and all of them have ended. Each connection is closed when its task has
   * ended. An Exception of one is reported to the loop's exception handler, and the others go on; a cancel of who calls this cancels
   * them all, and closes the server.
   *
   * @param body what to do with a connection, in direct style
   * @throws Exception an error of the server's channel
   * @throws IllegalStateException as {@link #accept}
   */
  public void serve(Callback<? super NettyChannel<I>> body) throws Exception {
    Objects.requireNonNull(body, "serve(body): it is null");
    try (this) {
      loop.asyncio().taskGroup(group -> acceptAll(group, body));
    }
  }

  private void acceptAll(TaskGroup group, Callback<? super NettyChannel<I>> body) throws Exception {
    for (NettyChannel<I> next = accept(); next != null; next = accept()) {
      NettyChannel<I> connection = next;
      boolean begun = false;
      try {
        Task<@Nullable Void> task = group.createTask(coroutine(() -> serve(connection, body)));
        task.addDoneCallback(done -> connection.close()); // one that is cancelled before it begins has no finally
        begun = true;
      } finally {
        if (!begun) { // the group is ending
          connection.close();
        }
      }
    }
  }

  private void serve(NettyChannel<I> connection, Callback<? super NettyChannel<I>> body) {
    try {
      body.call(connection);
    } catch (Exception error) { // this connection's alone
      loop.loop().callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, error, connection, null));
    }
  }

  /** Begins to close the server, and the connections that nobody has accepted. Any thread; no effect the second time. */
  @Override
  public void close() {
    connections.close(channel);
  }

  /**
   * Waits until the server is closed, by whomever.
   *
   * @throws Exception what is raised while it waits; a cancel leaves the server as it is
   * @throws IllegalStateException if this is no coroutine of the loop
   */
  public void waitClosed() throws Exception {
    loop.waitClosed(channel);
  }

  @Override
  public String toString() {
    return "<NettyServer " + channel + ">";
  }
}
