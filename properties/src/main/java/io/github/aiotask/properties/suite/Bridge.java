package io.github.aiotask.properties.suite;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where Pythons connect: each thread of a Python has connections of its own, each process a {@link World} of its own, also one that
 * was forked.
 */
public final class Bridge implements AutoCloseable {
  /** The variable of the environment that tells a Python where. */
  public static final String ADDRESS = "AIOTASK_SUITE";

  private static final long STACK = 256L << 20; // bytes: calls nest as deep as Python's
  private final TaskRuntimeProvider provider;
  private final Door door;
  private final Map<Long, World> worlds = new ConcurrentHashMap<>();
  private volatile @Nullable String fault;

  /**
   * Opens it.
   *
   * @param provider whose Task and Future
   * @throws BadInput if this machine lets nobody listen
   */
  public Bridge(TaskRuntimeProvider provider) throws BadInput {
    this(provider, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** One whose socket is a path in that folder, if such a path can be one. */
  Bridge(TaskRuntimeProvider provider, Path parent) throws BadInput {
    this.provider = provider;
    try {
      this.door = Door.open(parent);
    } catch (IOException e) {
      throw new BadInput("no Python can connect to this JVM: " + e.getMessage());
    }
    start("bridge", this::accept);
  }

  /** What {@link #ADDRESS} must be: the path of a socket, or a port of this machine. */
  public String address() {
    return door.address();
  }

  /** What the last Python did wrong that spoke no sense; asked once. */
  public Optional<String> takeFault() {
    String found = fault;
    fault = null;
    return Optional.ofNullable(found);
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(null, body, name, STACK);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = door.server().accept();
        start("python", () -> talk(channel));
      }
    } catch (IOException closed) {
      // nobody connects any more
    }
  }

  private void talk(SocketChannel channel) {
    try (Wire wire = new Wire(channel)) {
      Message hello = wire.read();
      if (hello.op() != Op.HELLO) {
        throw new Garbled("it begins with " + hello.op());
      }
      World world = worldOf(hello.at(0), hello.at(1));
      wire.write(new Message(Op.ANSWER));
      new Conversation(wire, world).run();
    } catch (Garbled garbled) {
      fault = "a Python spoke no sense: " + garbled.getMessage();
    } catch (IOException gone) {
      // it has ended, or this thread of it
    }
  }

  private World worldOf(long minor, long process) throws Garbled {
    for (PythonVersion version : PythonVersion.values()) {
      if (version.minor() == minor) {
        return worlds.computeIfAbsent(process, of -> new World(provider, version));
      }
    }
    throw new Garbled("there are no rules for Python 3." + minor);
  }

  /** Forgets the processes that were there: all have ended. */
  public void forget() {
    worlds.clear();
  }

  @Override
  public void close() {
    door.close();
  }
}
