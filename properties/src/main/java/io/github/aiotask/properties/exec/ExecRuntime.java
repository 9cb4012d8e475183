package io.github.aiotask.properties.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.aiotask.properties.exec.Child.Gone;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.program.Shown;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A runtime behind a command. It is started again when it dies or hangs; the program that it died of has failed. Confined to
 * one thread.
 */
public final class ExecRuntime implements AutoCloseable {
  /** How long a program may take, if nobody says. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration HELLO_LIMIT = Duration.ofSeconds(60);
  private static final int PROTOCOL = 1;
  private static final int WINDOW = 64; // programs in flight
  private static final int STARTS = 5;
  private static final int SHOWN = 80; // characters of a line that cannot be read
  private static final int SAID = 200; // characters of what it says to people

  private static final JsonMapper READER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions of one protocol
          .build();

  private final List<String> command;
  private final Duration helloLimit;
  private final Duration limit;
  private @Nullable Child child; // null: to be started
  private Hello hello;

  /** The first line. */
  private record HelloLine(
      @Nullable Integer protocol, @Nullable String engine, @Nullable String version, @Nullable List<String> keys) {}

  /** Every other line. */
  private record ReplyLine(@Nullable String id, @Nullable List<@Nullable String> trace, @Nullable String cannot) {}

  private ExecRuntime(List<String> command, Duration helloLimit, Duration limit) throws BadInput, InterruptedException {
    this.command = List.copyOf(command);
    this.helloLimit = helloLimit;
    this.limit = limit;
    this.hello = start();
  }

  /**
   * Starts a command and reads what it says about itself.
   *
   * @param command the command's words
   * @param limit how long a program may take
   * @return the runtime
   * @throws BadInput if it is no runtime that this kit can talk to
   * @throws InterruptedException if this thread was interrupted
   */
  public static ExecRuntime start(List<String> command, Duration limit) throws BadInput, InterruptedException {
    return start(command, HELLO_LIMIT, limit);
  }

  static ExecRuntime start(List<String> command, Duration helloLimit, Duration limit)
      throws BadInput, InterruptedException {
    return new ExecRuntime(command, helloLimit, limit);
  }

  /**
   * Starts a command that is written as in a shell.
   *
   * @param command the command's line
   * @param limit how long a program may take
   * @return the runtime
   * @throws BadInput if it is no runtime that this kit can talk to
   * @throws InterruptedException if this thread was interrupted
   */
  public static ExecRuntime startShell(String command, Duration limit) throws BadInput, InterruptedException {
    return start(Commands.ofShell(command), limit);
  }

  /** What it said about itself. */
  public Hello hello() {
    return hello;
  }

  /**
   * Has programs run.
   *
   * @param questions the programs
   * @return what became of them, in their order
   * @throws BadInput if the runtime died and cannot be started again
   * @throws InterruptedException if this thread was interrupted
   */
  public List<Reply> ask(List<Question> questions) throws BadInput, InterruptedException {
    List<Reply> replies = new ArrayList<>();
    boolean finished = false;
    try {
      while (replies.size() < questions.size()) {
        Child running = running();
        try {
          answerAll(running, questions, replies);
        } catch (Gone gone) {
          replies.add(new Reply.Failed("the runtime " + gone.getMessage()));
          drop();
        }
      }
      finished = true;
      return replies;
    } finally {
      if (!finished) {
        drop(); // nobody will read what it still answers
      }
    }
  }

  /** Asks what has no reply yet, a few programs ahead of the answers. */
  private void answerAll(Child running, List<Question> questions, List<Reply> replies)
      throws Gone, InterruptedException {
    int sent = replies.size();
    while (replies.size() < questions.size()) {
      while (sent < questions.size() && sent < replies.size() + WINDOW) {
        running.send(QuestionWriter.toLine(questions.get(sent++)));
      }
      replies.add(parse(running.next(limit), questions.get(replies.size()).id()));
    }
  }

  private static Reply parse(String line, String id) throws Gone {
    ReplyLine reply;
    try {
      reply = READER.readValue(line, ReplyLine.class);
    } catch (JsonProcessingException e) {
      reply = null;
    }
    if (reply == null || !id.equals(reply.id) || (reply.trace == null) == (reply.cannot == null)) {
      throw new Gone("gave no answer to " + id + " but: " + shown(line));
    }
    if (reply.trace == null) {
      return new Reply.Cannot(Shown.line(Objects.requireNonNull(reply.cannot), SAID));
    }
    List<String> lines = new ArrayList<>();
    long size = 0;
    for (String entry : reply.trace) {
      if (entry == null) {
        throw new Gone("gave an answer with null in its trace: " + shown(line));
      }
      lines.add(entry);
      size += Math.max(1, entry.length());
    }
    if (size > Limits.TRACE) {
      throw new Gone(String.format(Locale.ROOT, "gave a trace of more than %,d characters", Limits.TRACE));
    }
    return new Reply.Trace(lines);
  }

  private static String shown(String line) {
    return Shown.line(line, SHOWN);
  }

  // ---- starting

  /** The process, started again if it has gone; to start may fail a few times. */
  private Child running() throws BadInput, InterruptedException {
    for (int left = STARTS; child == null; left--) {
      try {
        hello = start();
      } catch (BadInput bad) {
        if (left == 1) {
          throw new BadInput(bad.getMessage() + " (it ran before, and then failed to start " + STARTS + " times in a row)");
        }
      }
    }
    return child;
  }

  private Hello start() throws BadInput, InterruptedException {
    Child started;
    try {
      started = new Child(command);
    } catch (IOException e) {
      throw bad("cannot be started (" + e.getMessage() + "): check the command");
    }
    boolean good = false;
    try {
      Hello said = readHello(started.next(helloLimit));
      child = started;
      good = true;
      return said;
    } catch (Gone gone) {
      throw bad(gone.getMessage() + "; its first line must be one about itself, see \"--exec\" in the kit's README");
    } finally {
      if (!good) {
        started.kill();
      }
    }
  }

  private Hello readHello(String line) throws BadInput {
    HelloLine said;
    try {
      said = READER.readValue(line, HelloLine.class);
    } catch (JsonProcessingException e) {
      said = null;
    }
    if (said == null || said.protocol == null) {
      throw bad("begins with no line about itself but: " + shown(line) + "; see \"--exec\" in the kit's README");
    }
    if (said.protocol != PROTOCOL) {
      throw bad("speaks protocol " + said.protocol + ", and this kit " + PROTOCOL + ": use a kit and a runtime that fit");
    }
    if (said.engine == null || said.version == null || (said.keys != null && said.keys.contains(null))) {
      throw bad("leaves out \"engine\" or \"version\", or has null in \"keys\": " + shown(line));
    }
    return new Hello(Shown.line(said.engine, SAID), Shown.line(said.version, SAID), said.keys);
  }

  private BadInput bad(String what) {
    return new BadInput("the runtime \"" + String.join(" ", command) + "\" " + what);
  }

  private void drop() {
    if (child != null) {
      child.kill();
      child = null;
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    Child running = child;
    child = null;
    if (running != null) {
      try {
        running.close();
      } catch (InterruptedException e) {
        running.kill();
        Thread.currentThread().interrupt();
      }
    }
  }
}
