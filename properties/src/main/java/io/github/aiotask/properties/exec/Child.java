package io.github.aiotask.properties.exec;

import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Lines;
import io.github.aiotask.properties.program.Shown;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is spoken to in lines. A thread of its own serves each of its streams, so no full pipe stops anybody. */
public final class Child {
  private static final int LAST_LINES = 5;
  private static final int LINE_LENGTH = 200; // of those; Node shows a whole program that is one line
  private static final long LAST_SECONDS = 60; // for what is still on its way from a process that ends
  private static final long CLOSE_SECONDS = 2; // for its end, once it has no more input
  private static final int AHEAD = 16; // lines that are kept until they are asked for: it may write without end

  private final Process process;
  private final BlockingQueue<Optional<String>> in = new LinkedBlockingQueue<>(); // empty: the end
  private final BlockingQueue<Optional<String>> out = new ArrayBlockingQueue<>(AHEAD);
  private final Deque<String> errors = new ArrayDeque<>(); // guarded by itself
  private final Thread reader;
  private final Thread errorReader;
  private volatile @Nullable String fault; // why no more lines are read

  /** No more lines come; says why. */
  public static final class Gone extends Exception {
    private static final long serialVersionUID = 1L;

    Gone(String message) {
      super(message);
    }
  }

  /**
   * Starts it, in the current folder.
   *
   * @param command the command's words
   * @throws IOException if it cannot be started
   */
  public Child(List<String> command) throws IOException {
    process = new ProcessBuilder(command).start();
    reader = serve("reader", this::readLines);
    errorReader = serve("errors", this::readErrors);
    serve("writer", this::writeLines);
  }

  private static Thread serve(String name, Runnable body) {
    Thread thread = new Thread(body, "exec-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void readLines() {
    try {
      try (Reader stream = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
        Lines lines = new Lines(stream, Limits.LINE);
        for (String line = lines.next(); line != null; line = lines.next()) {
          out.put(Optional.of(line));
        }
      } catch (Lines.TooLong e) {
        fault = "wrote " + e.getMessage();
      } catch (IOException e) {
        // it was killed: that is an end too
      }
      out.put(Optional.empty());
    } catch (InterruptedException e) {
      // nobody will ask
    }
  }

  private void readErrors() {
    try (Reader stream = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      Lines lines = new Lines(stream, LINE_LENGTH + 1); // one more: so it is seen that it was cut
      for (String line = lines.nextCut(); line != null; line = lines.nextCut()) {
        keepError(line);
      }
    } catch (IOException e) {
      // it was killed
    }
  }

  private void keepError(String line) {
    synchronized (errors) {
      if (!line.isBlank()) {
        errors.add(Shown.line(line, LINE_LENGTH));
      }
      if (errors.size() > LAST_LINES) {
        errors.remove();
      }
    }
  }

  private void writeLines() {
    try (OutputStream stream = process.getOutputStream()) {
      for (Optional<String> line = in.take(); line.isPresent(); line = in.take()) {
        stream.write((line.get() + "\n").getBytes(StandardCharsets.UTF_8));
        if (in.isEmpty()) {
          stream.flush();
        }
      }
    } catch (IOException | InterruptedException e) {
      // it has gone: whoever waits for its answers will hear of it
    }
  }

  /** Sends a line, later if it does not read now. */
  void send(String line) {
    in.add(Optional.of(line));
  }

  /**
   * The next line that it writes.
   *
   * @param limit how long to wait for it
   * @return the line
   * @throws Gone if none comes any more, or none within the limit
   * @throws InterruptedException if this thread was interrupted
   */
  public String next(Duration limit) throws Gone, InterruptedException {
    Optional<String> line = out.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new Gone("gave no answer within " + seconds(limit) + lastErrors());
    }
    if (line.isEmpty()) {
      throw new Gone(fault == null ? end() : fault + lastErrors());
    }
    return line.get();
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  private String end() throws InterruptedException {
    if (!process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
      return "closed its output" + lastErrors();
    }
    errorReader.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
    return "ended with exit code " + process.exitValue() + lastErrors();
  }

  private String lastErrors() {
    synchronized (errors) {
      return errors.isEmpty() ? "" : ": " + String.join(" | ", errors);
    }
  }

  /**
   * Lets it end by itself, at the end of its input, but not for ever.
   *
   * @throws InterruptedException if this thread was interrupted
   */
  public void close() throws InterruptedException {
    in.add(Optional.empty());
    process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
    kill();
  }

  /** Ends it and what it has started. */
  public void kill() {
    in.add(Optional.empty());
    reader.interrupt();
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
