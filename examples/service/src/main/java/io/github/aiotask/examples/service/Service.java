package io.github.aiotask.examples.service;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ReturnWhen;
import io.github.aiotask.asyncio.ThreadStates;
import io.github.aiotask.examples.service.backend.BackendServer;
import io.github.aiotask.jfr.TaskEvents;
import io.github.aiotask.netty.NettyChannel;
import io.github.aiotask.netty.NettyLoop;
import io.github.aiotask.netty.NettyServer;
import io.github.aiotask.propagation.ContextPropagation;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service: a loop on a thread of Netty's, from its start to its end. */
public final class Service {
  private final Settings settings;
  private final EventLoop eventLoop = TaskEventLoop.start();
  private final NettyLoop netty;
  private final Metrics metrics = new Metrics();
  private final ThreadStates.Registration mdc;
  private final Answers answers;
  private final NettyServer<FullHttpRequest> server;

  // In the loop's thread.
  private final Set<Connection> connections = new HashSet<>();
  private boolean draining;

  // The library holds tasks weakly.
  private final Task<@Nullable Void> serving;
  private final Task<@Nullable Void> measuring;

  private Service(Settings settings, List<BackendServer> backends) throws Exception {
    this.settings = settings;
    this.netty =
        NettyLoop.on(TaskRuntime.load(TaskRuntime.Options.DEFAULT.withObserver(new TaskEvents())), eventLoop);
    this.mdc = ContextPropagation.install(new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()));
    List<BackendClient> clients =
        backends.stream()
            .map(one -> new BackendClient(netty, one.name(), one.address(), settings.callsPerBackend()))
            .toList();
    this.answers = new Answers(settings.deadline(), new Offer(clients), metrics);
    metrics.gauge("tasks.alive", () -> netty.asyncio().allTasks().size());
    metrics.gauge("connections", connections::size);
    this.server = netty.asyncio().runCoroutineThreadsafe(coroutine(this::bind)).get();
    this.serving = start("serving", () -> server.serve(this::serve));
    this.measuring = start("measuring lag", () -> LoopLag.measure(metrics));
  }

  /**
   * Starts one, and waits until it listens.
   *
   * @param settings what can be chosen
   * @param backends what it asks
   * @return to be shut down
   * @throws Exception why it cannot listen
   */
  public static Service start(Settings settings, List<BackendServer> backends) throws Exception {
    return new Service(settings, backends);
  }

  private NettyServer<FullHttpRequest> bind() throws Exception {
    ServerBootstrap http = new ServerBootstrap().channel(NioServerSocketChannel.class).childHandler(new HttpPipeline());
    return netty.bind(http, new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), FullHttpRequest.class);
  }

  private Task<@Nullable Void> start(String name, io.github.aiotask.direct.Direct.Action body) throws Exception {
    return netty
        .asyncio()
        .runCoroutineThreadsafe(
            coroutine(() -> Asyncio.current().<@Nullable Void>createTask(coroutine(body), TaskOptions.named(name))))
        .get();
  }

  private void serve(NettyChannel<FullHttpRequest> channel) throws Exception {
    Connection connection = new Connection(channel, answers);
    connections.add(connection);
    try {
      if (!draining) {
        connection.serve();
      }
    } finally {
      connections.remove(connection);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  /** What is counted. */
  public Metrics metrics() {
    return metrics;
  }

  NettyLoop netty() {
    return netty;
  }

  /**
   * Takes no more connections, gives the requests that are under way the time of the settings to end, and cancels the rest. Waits for all
   * of that. Any thread but the loop's.
   *
   * @return what became of them
   * @throws Exception what goes wrong with that
   */
  public Drained shutDown() throws Exception {
    Drained drained = netty.asyncio().runCoroutineThreadsafe(coroutine(this::drain)).get();
    netty.shutDown().get();
    eventLoop.shutdownGracefully(0, 1, TimeUnit.MINUTES).sync();
    mdc.close();
    return drained;
  }

  private Drained drain() throws Exception {
    draining = true;
    measuring.cancel();
    server.close();
    int underWay = busy();
    connections.forEach(Connection::drain);
    await(Asyncio.current().<@Nullable Void>wait(List.of(serving), settings.drain(), ReturnWhen.ALL_COMPLETED));
    int late = busy();
    serving.cancel();
    await(Asyncio.current().<@Nullable Void>wait(List.of(serving), (@Nullable Duration) null, ReturnWhen.ALL_COMPLETED));
    return new Drained(underWay - late, late);
  }

  private int busy() {
    return (int) connections.stream().filter(Connection::isBusy).count();
  }
}
