package io.github.aiotask.properties.suite;

import io.github.aiotask.properties.suite.CPythonGuest.PyError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection: calls of Python's, inside of which the plug calls Python, and so on. One thread of a world is not in Python at a
 * time, as with CPython's own lock.
 */
final class Conversation {
  private static final ThreadLocal<Conversation> OF_THREAD = new ThreadLocal<>();

  private final Wire wire;
  private final World world;
  private final ReentrantLock lock;

  Conversation(Wire wire, World world) {
    this.wire = wire;
    this.world = world;
    this.lock = world.lock;
  }

  /** Serves until the Python has gone. */
  void run() throws IOException {
    OF_THREAD.set(this);
    try {
      while (true) {
        Message call = wire.read();
        lock.lock();
        try {
          serve(call);
        } finally {
          lock.unlock();
        }
      }
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private void serve(Message call) throws IOException {
    if (call.op().compareTo(Op.HELLO) <= 0) {
      throw new Garbled(call.op() + " out of turn");
    }
    if (call.op() == Op.RELEASE) {
      world.release(call.numbers());
    } else {
      wire.write(world.answer(call));
    }
  }

  /**
   * Asks Python something, from inside of one of its calls.
   *
   * @return the numbers of the answer
   * @throws PyError what it raised
   */
  static long[] up(Op question, long... numbers) {
    try {
      return Objects.requireNonNull(OF_THREAD.get(), "no thread of Python's").ask(new Message(question, numbers));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private long[] ask(Message question) throws IOException {
    wire.write(question);
    while (true) {
      Message next;
      lock.unlock();
      try {
        next = wire.read();
      } finally {
        lock.lock();
      }
      switch (next.op()) {
        case ANSWER -> {
          return next.numbers();
        }
        case RAISED -> throw new PyError(next.at(0), next.at(1));
        default -> serve(next);
      }
    }
  }
}
