package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A chat server, and two who talk. Java's sockets block, and so are used in other threads; all else is in one, and needs no locks.
 */
final class Chat {

  /** A connection, a line at a time. */
  private static final class Line implements Closeable {
    private final Socket socket;
    private final BufferedReader in;
    private final PrintStream out;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      this.out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Null at the end. */
    String read() throws Exception {
      return await(Asyncio.current().toThread(() -> in.readLine()));
    }

    void write(String text) throws Exception {
      await(Asyncio.current().toThread(() -> out.println(text)));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private final List<Line> present = new ArrayList<>();

  private void serve(ServerSocket server) throws Exception {
    Asyncio.current()
        .taskGroup(
            group -> {
              while (true) {
                Socket socket = await(Asyncio.current().toThread(() -> server.accept()));
                group.createTask(coroutine(() -> talk(new Line(socket))));
              }
            });
  }

  private void talk(Line line) throws Exception {
    try (line) {
      String name = line.read();
      present.add(line);
      tellAll(name + " is here");
      for (String text = line.read(); text != null; text = line.read()) {
        tellAll(name + ": " + text);
      }
      present.remove(line);
      tellAll(name + " has left");
    } finally {
      present.remove(line);
    }
  }

  private void tellAll(String text) throws Exception {
    for (Line line : List.copyOf(present)) {
      line.write(text);
    }
  }

  static void run(PrintStream out) throws Exception {
    Asyncio.current().setDefaultExecutor(Executors.newCachedThreadPool()); // a thread for each that reads
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, here)) {
      Task<?> serving = Asyncio.current().createTask(coroutine(() -> new Chat().serve(server)));
      try (Line ann = new Line(new Socket(here, server.getLocalPort()))) {
        ann.write("Ann");
        out.println("Ann hears " + ann.read());
        try (Line bob = new Line(new Socket(here, server.getLocalPort()))) {
          bob.write("Bob");
          out.println("Ann hears " + ann.read());
          out.println("Bob hears " + bob.read());
          ann.write("hello Bob");
          out.println("Ann hears " + ann.read());
          out.println("Bob hears " + bob.read());
        }
        out.println("Ann hears " + ann.read());
      }
      serving.cancel();
    }
    out.println("closed");
  }

  public static void main(String[] args) throws Exception {
    Asyncio.run(asyncio -> run(System.out));
  }
}
