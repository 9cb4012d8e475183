package io.github.aiotask.properties.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.aiotask.properties.exec.Child;
import io.github.aiotask.properties.exec.Child.Gone;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.suite.TestOutcome.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tests of asyncio that an interpreter comes with: which there are, and what comes of them. */
public final class PythonTests {
  private static final Duration START_LIMIT = Duration.ofSeconds(120); // until it says something
  private static final Duration GRACE = Duration.ofSeconds(30); // for a Python to end a test that takes too long, by itself
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> command;
  private final Duration limit;
  private final Duration grace;
  private final String version;
  private final String release;
  private final List<String> modules;

  /**
   * Asks an interpreter.
   *
   * @param interpreter its path
   * @param limit how long each test may take
   * @throws BadInput if it has no such tests
   * @throws InterruptedException if this thread was interrupted
   */
  public PythonTests(String interpreter, Duration limit) throws BadInput, InterruptedException {
    this(Commands.ofTests(interpreter), interpreter, limit, GRACE);
  }

  PythonTests(List<String> command, String interpreter, Duration limit, Duration grace) throws BadInput, InterruptedException {
    this.command = command;
    this.limit = limit;
    this.grace = grace;
    List<String> found = new ArrayList<>();
    String[] said = {};
    Child child = start(command);
    try {
      for (String line = child.next(START_LIMIT); !line.equals("end"); line = child.next(START_LIMIT)) {
        String[] words = line.split(" ", 4);
        switch (words[0]) {
          case "version" -> said = words;
          case "module" -> found.add(words[1]);
          case "missing" -> throw new BadInput(
              interpreter + " has no package " + words[1] + " (" + line.substring(line.indexOf(words[1]) + words[1].length()).strip()
                  + "): take a CPython with its tests; some distributions have them in a package of their own");
          case "accelerated" -> {
            if (!words[1].equals("True")) {
              throw new BadInput(interpreter + " has no _asyncio: there is nothing to compare with");
            }
          }
          default -> throw new BadInput(interpreter + " says what no CPython says: " + line);
        }
      }
    } catch (Gone gone) {
      throw new BadInput(interpreter + " " + gone.getMessage());
    } finally {
      child.kill();
    }
    if (said.length < 4 || !said[3].equals("cpython")) {
      throw new BadInput(interpreter + " is no CPython");
    }
    version = said[1];
    release = said[2];
    modules = List.copyOf(found);
  }

  private static Child start(List<String> command) throws BadInput {
    try {
      return new Child(command);
    } catch (IOException e) {
      throw new BadInput(command.get(0) + " cannot be started: " + e.getMessage());
    }
  }

  /** As in 3.13. */
  public String version() {
    return version;
  }

  /** As in 3.13.0. */
  public String release() {
    return release;
  }

  /** Those that there are. */
  public List<String> modules() {
    return modules;
  }

  /**
   * Runs tests. A test that hangs, or of which the Python dies, has failed; the others run on in a new one.
   *
   * @param name a module, a class of it, or one test
   * @param plug with this file in the place of the accelerator; null: with that
   * @param address of the bridge that the file needs
   * @return what came of each
   * @throws BadInput if the interpreter cannot be started
   * @throws InterruptedException if this thread was interrupted
   */
  public TestRun run(String name, @Nullable String plug, @Nullable String address) throws BadInput, InterruptedException {
    Tally tally = new Tally();
    int first = 0;
    while (true) {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of(name, String.valueOf(first), String.valueOf(limit.toSeconds())));
      if (plug != null && address != null) {
        words.addAll(List.of(plug, address));
      }
      Reader reader = new Reader(start(words), first, tally);
      String fault = reader.run();
      if (fault == null || reader.next == first) { // not because of a test: it would happen again
        return tally.end(fault);
      }
      first = reader.next;
    }
  }

  /** What came of the tests, and how many that should be. */
  private static final class Tally {
    final List<TestOutcome> outcomes = new ArrayList<>();
    int announced; // tests
    int ended; // tests
    private boolean unfit; // a class or module, whose tests do not run

    void add(TestOutcome outcome) {
      outcomes.add(outcome);
      ended++;
    }

    void addUnfit(TestOutcome outcome) {
      outcomes.add(outcome);
      unfit = true;
    }

    TestRun end(@Nullable String fault) {
      String lost = null;
      if (fault != null) {
        lost = "it was given up after " + ended + " of " + announced + " tests: " + fault;
      } else if (announced == 0) {
        lost = "it has no tests";
      } else if (ended != announced && !unfit) {
        lost = "it came to " + ended + " of " + announced + " tests";
      } else if (ended == 0 && outcomes.stream().allMatch(one -> one.kind() == Kind.FAILED)) {
        lost = "it came to no test";
      }
      return new TestRun(outcomes, lost);
    }
  }

  /** Reads what one process says. */
  private final class Reader {
    final Child child;
    final Tally tally;
    int next; // the test to go on with
    private @Nullable String running;

    Reader(Child child, int next, Tally tally) {
      this.child = child;
      this.next = next;
      this.tally = tally;
    }

    /** Reads to the end; why that came too early, or null. */
    @Nullable String run() throws InterruptedException {
      boolean good = false;
      try {
        for (String line = read(); !line.equals("end"); line = read()) {
          take(line);
        }
        good = true;
        return null;
      } catch (Gone | JsonProcessingException | ArrayIndexOutOfBoundsException | NumberFormatException e) {
        String why = e instanceof Gone ? "the Python " + e.getMessage() : "the Python wrote no line of a test: " + e.getMessage();
        if (running == null) {
          tally.outcomes.add(new TestOutcome("(between two tests)", Kind.FAILED, why));
        } else {
          end(Kind.FAILED, why);
        }
        return why;
      } finally {
        if (good) {
          child.close();
        } else {
          child.kill();
        }
      }
    }

    private String read() throws Gone, InterruptedException {
      return child.next(running == null ? START_LIMIT : limit.plus(grace));
    }

    private void take(String line) throws JsonProcessingException {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "tests" -> tally.announced = Integer.parseInt(words[1]);
        case "start" -> {
          next = Integer.parseInt(words[1]) + 1;
          running = words[2];
        }
        case "fixture" -> tally.addUnfit(new TestOutcome(words[1], Kind.FAILED, text(words[2])));
        case "unfit" -> tally.addUnfit(new TestOutcome(words[1], Kind.SKIPPED, text(words[2])));
        case "ok" -> end(Kind.OK, "");
        case "skip" -> end(Kind.SKIPPED, text(line.substring(words[0].length())));
        case "fail" -> end(Kind.FAILED, text(line.substring(words[0].length())));
        default -> throw new NumberFormatException(line);
      }
    }

    private void end(Kind kind, String text) {
      if (running == null) {
        throw new NumberFormatException(kind + " of no test");
      }
      tally.add(new TestOutcome(running, kind, text));
      running = null;
    }

    private String text(String json) throws JsonProcessingException {
      return JSON.readValue(json, String.class);
    }
  }
}
