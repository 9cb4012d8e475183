package io.github.aiotask.properties.suite;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A Python that need not behave: one connection to a bridge, byte by byte. */
final class Peer implements Closeable {
  static final int VERSION = 13;
  private static final int HEADER = 3 * Integer.BYTES;
  private final SocketChannel channel;

  Peer(Bridge bridge) throws IOException {
    String address = bridge.address();
    boolean port = address.chars().allMatch(Character::isDigit);
    channel =
        SocketChannel.open(
            port ? new InetSocketAddress("127.0.0.1", Integer.parseInt(address)) : UnixDomainSocketAddress.of(Path.of(address)));
  }

  /** One that has said which process it is, and has been answered. */
  static Peer known(Bridge bridge, long process) throws IOException {
    Peer peer = new Peer(bridge);
    peer.send(Op.HELLO, VERSION, process);
    peer.expect(Op.ANSWER);
    return peer;
  }

  void send(Op op, long... numbers) throws IOException {
    sendHeader(numbers.length, 0, op.ordinal());
    ByteBuffer out = buffer(numbers.length * Long.BYTES);
    for (long number : numbers) {
      out.putLong(number);
    }
    write(out);
  }

  void sendHeader(int numbers, int text, int op) throws IOException {
    write(buffer(HEADER).putInt(numbers).putInt(text).putInt(op));
  }

  /** Reads a message, and gives its numbers. */
  long[] expect(Op op) throws IOException {
    ByteBuffer header = read(HEADER);
    long[] numbers = new long[header.getInt()];
    int text = header.getInt();
    Op got = Op.values()[header.getInt()];
    ByteBuffer rest = read(numbers.length * Long.BYTES);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = rest.getLong();
    }
    byte[] said = new byte[text];
    read(text).get(said);
    if (got != op) {
      throw new IOException("not " + op + " but " + got + " " + new String(said, StandardCharsets.UTF_16LE));
    }
    return numbers;
  }

  /** Waits for the other side to hang up. */
  void expectEnd() throws IOException {
    if (channel.read(buffer(1)) != -1) {
      throw new IOException("it goes on");
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    bytes.flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private ByteBuffer read(int size) throws IOException {
    ByteBuffer bytes = buffer(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("it has hung up");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
