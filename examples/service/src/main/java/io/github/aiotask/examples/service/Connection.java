package io.github.aiotask.examples.service;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.TaskGroup;
import io.github.aiotask.netty.NettyChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A client's connection: its requests one after another, in the order in which they came, each in a task of its own. Meanwhile the
 * connection reads on, so that it hears of a client that goes.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final NettyChannel<FullHttpRequest> channel;
  private final Answers answers;
  private @Nullable Task<?> present;
  private boolean gone;
  private boolean draining;

  Connection(NettyChannel<FullHttpRequest> channel, Answers answers) {
    this.channel = channel;
    this.answers = answers;
  }

  /** Until the client goes, or has all that it may have. */
  void serve() throws Exception {
    Asyncio.current().taskGroup(this::serve);
  }

  private void serve(TaskGroup group) throws Exception {
    Incoming next = read();
    while (next != null && channel.channel().isActive()) {
      Incoming request = next;
      Task<@Nullable Void> answering =
          group.createTask(coroutine(() -> answer(request)), TaskOptions.named("request " + request.id()));
      present = answering;
      next = read(); // of a client that sends its next one before it has its answer, that
      if (next == null && !answering.isDone()) {
        gone = true;
        answering.cancel();
      }
      await(Asyncio.current().wait(List.of(answering)));
      present = null;
    }
  }

  /** Null: there will be none. */
  private @Nullable Incoming read() throws Exception {
    try {
      FullHttpRequest request = channel.read();
      if (request == null) {
        return null;
      }
      try {
        return Incoming.of(request);
      } finally {
        request.release();
      }
    } catch (IOException reset) {
      return null;
    }
  }

  /** In a task of its own: what it puts into the MDC is in each line of it, and of the tasks that it creates. */
  private void answer(Incoming request) throws Exception {
    MDC.put("request", request.id());
    Reply reply = answers.answer(request, () -> gone);
    boolean keep = request.keepAlive() && !draining;
    try {
      channel.write(reply.toNetty(request.id(), keep));
    } catch (IOException error) {
      LOG.info("the client has gone before its answer: {}", error.toString());
      channel.close();
    }
    if (!keep) {
      channel.close();
    }
  }

  boolean isBusy() {
    Task<?> task = present;
    return task != null && !task.isDone();
  }

  /** It ends after the present request; at once if there is none. */
  void drain() {
    draining = true;
    if (!isBusy()) {
      channel.close();
    }
  }
}
