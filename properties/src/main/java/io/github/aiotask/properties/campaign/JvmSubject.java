package io.github.aiotask.properties.campaign;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.check.Setting;
import io.github.aiotask.properties.program.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An implementation in this JVM. Each program runs in one setting, all settings in turn. */
public final class JvmSubject implements Subject {
  private static final int SHOWN = 200; // characters of an error's text

  private final String name;
  private final Checker checker;
  private final Duration limit;
  private final Patience patience = new Patience();

  /**
   * Of an implementation.
   *
   * @param provider of the runtime under test
   * @param limit how long a program may take
   */
  public JvmSubject(TaskRuntimeProvider provider, Duration limit) {
    this.name = Shown.line(provider.name(), SHOWN);
    this.checker = new Checker(provider);
    this.limit = limit;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> notes() {
    return List.of(
        Arrays.stream(Setting.values())
            .map(Setting::toString)
            .collect(Collectors.joining(", ", "each program in one setting, all in turn: ", "")));
  }

  @Override
  public List<Outcome> run(List<Case> cases) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < cases.size() && !patience.isOver()) {
      List<Outcome> next = new Worker(cases.subList(outcomes.size(), cases.size()), patience.left()).outcomes();
      patience.see(next);
      outcomes.addAll(next);
    }
    return outcomes;
  }

  @Override
  public void close() {
    // nothing is open
  }

  /** Runs programs until one hangs, whose thread is given up, or so many in a row have failed. */
  private final class Worker implements Runnable {
    private final List<Case> cases;
    private final int most;
    private final @Nullable Outcome[] done;
    private volatile int at;
    private volatile boolean givenUp;

    Worker(List<Case> cases, int most) {
      this.cases = cases;
      this.most = most;
      this.done = new Outcome[cases.size()];
    }

    @Override
    public void run() {
      int failed = 0;
      while (at < done.length && failed < most && !givenUp) {
        Outcome outcome = check(cases.get(at));
        failed = outcome instanceof Outcome.Failed ? failed + 1 : 0;
        done[at] = outcome;
        at++; // the write that others read
      }
    }

    List<Outcome> outcomes() throws InterruptedException {
      Thread thread = new Thread(this, "campaign-" + name);
      thread.setDaemon(true);
      thread.start();
      int seen = -1;
      while (thread.isAlive() && seen < at) {
        seen = at;
        thread.join(limit.toMillis());
      }
      boolean hangs = thread.isAlive();
      List<Outcome> outcomes = new ArrayList<>();
      int finished = at;
      for (int i = 0; i < finished; i++) {
        Outcome outcome = done[i];
        if (outcome != null) {
          outcomes.add(outcome);
        }
      }
      if (hangs && finished < done.length) {
        givenUp = true;
        outcomes.add(new Outcome.Failed("gave no answer within " + limit.toSeconds() + " s"));
      }
      return outcomes;
    }
  }

  /** An error of others may have a text without end, or none. */
  private static String text(Throwable error) {
    try {
      return Shown.line(error.toString(), SHOWN);
    } catch (RuntimeException | Error worse) {
      return error.getClass().getName();
    }
  }

  private Outcome check(Case one) {
    List<Setting> fitting = Setting.of(one.program());
    Setting setting = fitting.get((int) (one.turn() % fitting.size()));
    try {
      Difference difference = checker.check(one.program(), one.version(), setting, one.expected());
      return difference == null ? new Outcome.Agrees() : new Outcome.Differs(difference);
    } catch (RuntimeException | Error error) {
      return new Outcome.Failed("raised " + text(error) + " out of the run " + setting);
    }
  }
}
