package io.github.aiotask.examples.service;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client of plain sockets, which can do all that is not allowed. */
final class Client implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  /** What came back. */
  record Answer(int status, Map<String, String> headers, String body) {}

  Client(InetSocketAddress address) throws IOException {
    this.socket = new Socket(address.getAddress(), address.getPort());
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  void get(String path, String id) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: here\r\nX-Request-Id: " + id + "\r\n\r\n");
  }

  Answer read() throws IOException {
    String start = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    return new Answer(Integer.parseInt(start.split(" ")[1]), headers, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the end, after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().trim();
  }

  /** Waits for the end of the connection. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
