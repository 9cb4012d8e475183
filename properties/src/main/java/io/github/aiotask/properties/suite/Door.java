package io.github.aiotask.properties.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a bridge is connected to: the path of a socket, which is nobody else's; where there are none, a port of this machine.
 *
 * @param server accepts
 * @param address the path or the port
 * @param folder of the socket, made for it; null with a port
 */
record Door(ServerSocketChannel server, String address, @Nullable Path folder) implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1}; // as plug.py has it, also where IPv6 is preferred

  /**
   * Opens one.
   *
   * @param parent of the folder that is made
   * @throws IOException if there can be neither
   */
  static Door open(Path parent) throws IOException {
    try {
      return ofPath(parent);
    } catch (IOException | UnsupportedOperationException noSuchSocket) { // or the path is too long for one
      return ofPort();
    }
  }

  private static Door ofPath(Path parent) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Path folder = null;
    try {
      folder = Files.createTempDirectory(parent, "aiotask");
      Path socket = folder.resolve("suite");
      server.bind(UnixDomainSocketAddress.of(socket));
      return new Door(server, socket.toString(), folder);
    } catch (IOException e) {
      server.close();
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
      throw e;
    }
  }

  private static Door ofPort() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));
      return new Door(server, String.valueOf(server.socket().getLocalPort()), null);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      if (folder != null) {
        Files.deleteIfExists(folder.resolve("suite"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // a folder stays behind
    }
  }
}
