package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.LoopError;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Semaphore;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Scheduled;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A thousand connections between two event loops, with timeouts and cancels at random: nothing is lost, and nothing is left. */
class NettyStormTest extends NettyTestCase {
  private static final int CONNECTIONS = 1000;
  private static final int AT_ONCE = 50;
  private static final long SEED = 20_261_201;

  private final EventLoopGroup serverGroup = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final NettyLoop servers = NettyLoop.on(serverGroup.next());
  private final DefaultChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<LoopError> serverReports = new CopyOnWriteArrayList<>();

  private int echoed; // the clients' thread
  private int late;
  private int cancelled;

  private void echo(NettyChannel<ByteBuf> client) throws Exception {
    open.add(client.channel());
    for (ByteBuf next = client.read(); next != null; next = client.read()) {
      client.write(next);
    }
  }

  /** Sends some numbers, and gets them back in their order, as far as there is time. */
  private void talk(SocketAddress address, Random random, int number) throws Exception {
    Duration limit = Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(3) : 60_000);
    try {
      Asyncio.current()
          .timeout(
              limit,
              () -> {
                try (NettyChannel<ByteBuf> server = netty.connect(client(), address, ByteBuf.class)) {
                  open.add(server.channel());
                  for (int i = 0; i < 5; i++) {
                    String text = number + "/" + i;
                    server.write(bytes(text));
                    assertEquals(text, text(server, text.length()));
                  }
                  echoed++;
                }
              });
    } catch (TimeoutException over) {
      late++;
    } catch (CancelledError end) {
      cancelled++;
      throw end;
    }
  }

  private void clients(SocketAddress address) throws Exception {
    Random random = new Random(SEED);
    Semaphore few = asyncio.semaphore(AT_ONCE);
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int number = i;
      long seed = random.nextLong();
      await(few.acquire());
      Task<?> task = asyncio.createTask(coroutine(() -> talk(address, new Random(seed), number)));
      task.addDoneCallback(done -> few.release());
      tasks.add(task);
      if (random.nextInt(4) == 0) {
        tasks.get(Math.max(0, tasks.size() - 1 - random.nextInt(AT_ONCE))).cancel();
      }
    }
    int ended = 0;
    for (Task<?> task : tasks) {
      try {
        await(task);
      } catch (CancelledError end) {
        ended++;
        continue;
      }
    }
    assertTrue(ended >= cancelled, () -> "cancelled before they began, or while they ran");
    assertEquals(CONNECTIONS, echoed + late + ended);
    assertTrue(echoed > CONNECTIONS / 4 && ended > 0, () -> echoed + " echoed, " + late + " late");
  }

  @Test
  void nothingIsLostAndNothingIsLeft() throws Exception {
    servers.setExceptionHandler(serverReports::add);
    CompletableFuture<NettyServer<ByteBuf>> bound = new CompletableFuture<>();
    CompletableFuture<?> serving =
        servers
            .asyncio()
            .runCoroutineThreadsafe(
                coroutine(
                    () -> {
                      NettyServer<ByteBuf> server = servers.bind(server(), anyPort(), ByteBuf.class);
                      bound.complete(server);
                      server.serve(this::echo);
                    }));
    NettyServer<ByteBuf> server = bound.get();

    run(
        () -> {
          clients(server.localAddress());
          return null;
        });

    server.close();
    serving.get(); // all its connections have ended
    for (Channel channel : open) {
      channel.closeFuture().sync();
    }
    assertEquals(List.of(), reports);
    for (LoopError report : serverReports) { // a client that is cancelled may reset its connection
      assertTrue(report.exception() instanceof java.io.IOException, report::toString);
    }
    for (NettyLoop loop : List.of(netty, servers)) {
      assertEquals(0, tasksOf(loop));
      assertEquals(0, loop.eventLoop().submit(() -> Scheduled.count(loop.eventLoop())).get());
      assertEquals(0, loop.eventLoop().submit(() -> loop.unread().size()).get());
    }
    servers.shutDown().get();
    stop(serverGroup);
  }

  /** Those that have not ended, when what has is taken out of the queue. */
  private static int tasksOf(NettyLoop loop) throws Exception {
    return loop.eventLoop().submit(() -> loop.asyncio().allTasks().size()).get();
  }
}
