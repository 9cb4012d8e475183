package io.github.aiotask.properties.suite;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** A connection: messages as a header (how many numbers, bytes of text, which message), numbers and UTF-16, little-endian. */
final class Wire implements AutoCloseable {
  private static final int HEADER = 3 * Integer.BYTES;
  private static final int FIRST_SIZE = 4096;

  private final SocketChannel channel;
  private ByteBuffer in = newBuffer(FIRST_SIZE);
  private ByteBuffer out = newBuffer(FIRST_SIZE);

  Wire(SocketChannel channel) {
    this.channel = channel;
    in.limit(0);
  }

  private static ByteBuffer newBuffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The next message.
   *
   * @throws EOFException if there is none any more
   * @throws Garbled if it is no message
   */
  Message read() throws IOException {
    fill(HEADER);
    int count = in.getInt();
    int length = in.getInt();
    Op op = Op.ofPython(in.getInt());
    if (count < 0 || count > Message.MOST_NUMBERS || length < 0 || length > Message.LONGEST_TEXT || length % Character.BYTES != 0) {
      throw new Garbled(op + " with " + count + " numbers and " + length + " bytes");
    }
    fill(count * Long.BYTES + length);
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.getLong();
    }
    char[] text = new char[length / Character.BYTES];
    for (int i = 0; i < text.length; i++) {
      text[i] = in.getChar();
    }
    return new Message(op, numbers, new String(text));
  }

  /** Has at least so many bytes to read. */
  private void fill(int bytes) throws IOException {
    if (in.remaining() >= bytes) {
      return;
    }
    ByteBuffer larger = bytes > in.capacity() ? newBuffer(bytes) : in;
    if (larger == in) {
      in.compact();
    } else {
      larger.put(in);
      in = larger;
    }
    while (in.position() < bytes) {
      if (channel.read(in) < 0) {
        throw new EOFException("the Python has gone");
      }
    }
    in.flip();
  }

  /** Sends a message. */
  void write(Message message) throws IOException {
    long[] numbers = message.numbers();
    int size = HEADER + numbers.length * Long.BYTES + message.text().length() * Character.BYTES;
    if (size > out.capacity()) {
      out = newBuffer(size);
    }
    out.clear();
    out.putInt(numbers.length).putInt(message.text().length() * Character.BYTES).putInt(message.op().ordinal());
    for (long number : numbers) {
      out.putLong(number);
    }
    for (int i = 0; i < message.text().length(); i++) {
      out.putChar(message.text().charAt(i));
    }
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
