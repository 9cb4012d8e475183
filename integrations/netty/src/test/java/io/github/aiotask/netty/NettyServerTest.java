package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.aiotask.CancelledError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that come to a server. */
class NettyServerTest extends NettyTestCase {

  private static void echo(NettyChannel<ByteBuf> client) throws Exception {
    for (ByteBuf next = client.read(); next != null; next = client.read()) {
      client.write(next); // which releases it
    }
  }

  @Test
  void eachConnectionHasATask() throws Exception {
    run(
        () -> {
          NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class);
          Task<?> serving = asyncio.createTask(coroutine(() -> server.serve(NettyServerTest::echo)));
          try (NettyChannel<ByteBuf> one = netty.connect(client(), server.localAddress(), ByteBuf.class);
              NettyChannel<ByteBuf> two = netty.connect(client(), server.localAddress(), ByteBuf.class)) {
            one.write(bytes("1a"));
            two.write(bytes("2a"));
            assertEquals("2a", text(two, 2));
            assertEquals("1a", text(one, 2));
            server.close();
            server.waitClosed();
            one.write(bytes("1b"));
            assertEquals("1b", text(one, 2)); // those that are there go on
            assertFalse(serving.isDone());
          }
          await(serving);
          return null;
        });
    assertEquals(List.of(), reports);
  }

  @Test
  void anErrorOfOneIsItsOwn() throws Exception {
    PlannedException error = new PlannedException();
    run(
        () -> {
          NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class);
          Task<?> serving =
              asyncio.createTask(
                  coroutine(
                      () ->
                          server.serve(
                              client -> {
                                String text = text(client, 1);
                                if (text.equals("x")) {
                                  throw error;
                                }
                                client.write(bytes("ok"));
                              })));
          try (NettyChannel<ByteBuf> bad = netty.connect(client(), server.localAddress(), ByteBuf.class);
              NettyChannel<ByteBuf> good = netty.connect(client(), server.localAddress(), ByteBuf.class)) {
            bad.write(bytes("x"));
            assertNull(bad.read());
            good.write(bytes("y"));
            assertEquals("ok", text(good, 2));
            server.close();
          }
          await(serving);
          return null;
        });
    assertEquals(List.of(Kind.CALLBACK_RAISED), reports.stream().map(one -> one.kind()).toList());
    assertSame(error, reports.get(0).exception());
  }

  private static final class PlannedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Also the connection of a task that had not begun, and one that nobody has accepted. */
  @Test
  void aCancelClosesAll() throws Exception {
    for (int yields = 1; yields < 40; yields++) {
      int some = yields;
      run(
          () -> {
            NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class);
            Task<?> serving = asyncio.createTask(coroutine(() -> server.serve(NettyServerTest::echo)));
            List<Task<NettyChannel<ByteBuf>>> connecting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
              connecting.add(
                  asyncio.createTask(
                      coroutine(() -> netty.connect(client(), server.localAddress(), ByteBuf.class))));
            }
            for (int i = 0; i < some; i++) {
              yieldNow();
            }
            serving.cancel();
            assertThrows(CancelledError.class, () -> await(serving));
            server.waitClosed();
            for (Task<NettyChannel<ByteBuf>> each : connecting) {
              try (NettyChannel<ByteBuf> client = await(each)) {
                assertNull(endOf(client));
              } catch (java.net.SocketException refused) {
                continue; // it came too late
              }
            }
            return null;
          });
    }
    assertEquals(List.of(), reports);
  }

  private static Object endOf(NettyChannel<ByteBuf> client) throws Exception {
    return client.read();
  }

  @Test
  void oneByOne() throws Exception {
    run(
        () -> {
          NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class);
          List<NettyChannel<ByteBuf>> ends = new ArrayList<>();
          for (int i = 0; i < 30; i++) {
            ends.add(netty.connect(client(), server.localAddress(), ByteBuf.class));
          }
          for (int i = 0; i < 20; i++) {
            ends.add(server.accept());
          }
          server.close(); // and the other ten
          for (NettyChannel<ByteBuf> end : ends.subList(20, 30)) {
            try {
              assertNull(end.read());
            } catch (java.io.IOException reset) {
              continue;
            }
          }
          ends.forEach(NettyChannel::close);
          return null;
        });
  }
}
