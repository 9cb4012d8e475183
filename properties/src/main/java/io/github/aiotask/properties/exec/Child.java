package io.github.aiotask.properties.exec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that is spoken to in lines. A thread of its own serves each of its streams, so no full pipe stops anybody. */
final class Child {
  private static final int LAST_LINES = 5;
  private static final int LINE_LENGTH = 200; // of those; Node shows a whole program that is one line
  private static final long LAST_SECONDS = 60; // for what is still on its way from a process that ends
  private static final long CLOSE_SECONDS = 2; // for its end, once it has no more input

  private final Process process;
  private final BlockingQueue<Optional<String>> in = new LinkedBlockingQueue<>(); // empty: the end
  private final BlockingQueue<Optional<String>> out = new LinkedBlockingQueue<>();
  private final Deque<String> errors = new ArrayDeque<>(); // guarded by itself
  private final Thread errorReader;

  /** No more lines come; says why. */
  static final class Gone extends Exception {
    private static final long serialVersionUID = 1L;

    Gone(String message) {
      super(message);
    }
  }

  /** Starts it, in the current folder. */
  Child(List<String> command) throws IOException {
    process = new ProcessBuilder(command).start();
    serve("reader", () -> readLines(process.getInputStream(), out::add, () -> out.add(Optional.empty())));
    errorReader = serve("errors", () -> readLines(process.getErrorStream(), this::keepError, () -> {}));
    serve("writer", this::writeLines);
  }

  private static Thread serve(String name, Runnable body) {
    Thread thread = new Thread(body, "exec-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void readLines(InputStream stream, Consumer<Optional<String>> sink, Runnable atEnd) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        sink.accept(Optional.of(line));
      }
    } catch (IOException e) {
      // it was killed: that is an end too
    } finally {
      atEnd.run();
    }
  }

  private void keepError(Optional<String> line) {
    synchronized (errors) {
      line.filter(text -> !text.isBlank())
          .map(text -> text.length() <= LINE_LENGTH ? text : text.substring(0, LINE_LENGTH) + "...")
          .ifPresent(errors::add);
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

  /** The next line that it writes. */
  String next(Duration limit) throws Gone, InterruptedException {
    Optional<String> line = out.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new Gone("gave no answer within " + seconds(limit) + lastErrors());
    }
    if (line.isEmpty()) {
      throw new Gone(end());
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

  /** Lets it end by itself, at the end of its input, but not for ever. */
  void close() throws InterruptedException {
    in.add(Optional.empty());
    process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
    kill();
  }

  /** Ends it and what it has started. */
  void kill() {
    in.add(Optional.empty());
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
