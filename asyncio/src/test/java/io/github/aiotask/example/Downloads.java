package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import com.sun.net.httpserver.HttpServer;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Semaphore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/** Fetches pages by Java's HttpClient, two at a time, and waits for none of them longer than it wants to. */
final class Downloads {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Semaphore slots = Asyncio.current().boundedSemaphore(2);
  private int active;
  private int most;

  static void run(PrintStream out) throws Exception {
    try (Site site = new Site()) {
      Downloads downloads = new Downloads();
      List<Task<String>> pages = new ArrayList<>();
      Asyncio.current()
          .taskGroup(
              group -> {
                for (String path : List.of("/home", "/news", "/slow", "/lost", "/about")) {
                  Duration patience = path.equals("/slow") ? Duration.ofMillis(100) : MINUTE;
                  pages.add(group.createTask(coroutine(() -> downloads.fetch(site.address(path), patience))));
                }
              });
      for (Task<String> page : pages) {
        out.println(page.result());
      }
      out.println("never more than " + downloads.most + " at once");
    }
  }

  private String fetch(URI page, Duration patience) throws Exception {
    try {
      return page.getPath() + ": " + slots.hold(() -> Asyncio.current().timeout(patience, () -> get(page)));
    } catch (TimeoutException | IOException error) {
      return page.getPath() + ": " + error.getMessage();
    }
  }

  private String get(URI page) throws Exception {
    active++;
    most = Math.max(most, active);
    try {
      HttpRequest request = HttpRequest.newBuilder(page).build();
      HttpResponse<String> response = await(client.sendAsync(request, BodyHandlers.ofString()));
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return response.body();
    } finally {
      active--;
    }
  }

  /** In the place of the network. */
  private static final class Site implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);

    Site() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      for (String page : List.of("home", "news", "about")) {
        answer("/" + page, 200, "the " + page + " page");
      }
      answer("/lost", 404, "");
      server.createContext("/slow", exchange -> awaitClose());
      server.start();
    }

    private void answer(String path, int status, String text) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          path,
          exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
    }

    private void awaitClose() {
      try {
        closing.await();
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
      }
    }

    URI address(String path) {
      InetSocketAddress at = server.getAddress();
      return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + path);
    }

    @Override
    public void close() {
      closing.countDown();
      server.stop(0);
      threads.shutdown();
    }
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> run(System.out));
  }
}
