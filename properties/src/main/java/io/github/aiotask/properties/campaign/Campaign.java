package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.random.Shrinker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the programs of a shard on every subject and compares with the model. */
public final class Campaign {
  private static final int BATCH = 256;
  private static final int SHRINK_BUDGET = 2_000; // programs for each finding
  private static final long MOMENT = 300; // milliseconds: who was interrupted may hear of it later than who died of it

  private final RandomPrograms programs;
  private final Plan plan;
  private final List<Subject> subjects;
  private final Expectations expectations;
  private final Witness witness;
  private final BooleanSupplier stopped;

  private final Tally tally = new Tally();
  private final Findings findings = new Findings();
  private @Nullable String givenUp;

  private boolean isInSecondHalf;
  private long firstHalf; // so many programs
  private long halfTime;
  private long lastTime;

  /** Hears what came of each program. */
  @FunctionalInterface
  public interface Witness {
    /** Is told, in the order of the programs. */
    void saw(Subject subject, Case one, Outcome outcome);
  }

  /**
   * Of a plan.
   *
   * @param plan what to do
   * @param programs where they come from
   * @param subjects who runs them
   * @param expectations what is no surprise
   * @param witness hears of every outcome
   * @param stopped asked every now and then; once it says true, the campaign ends
   */
  public Campaign(
      Plan plan,
      RandomPrograms programs,
      List<? extends Subject> subjects,
      Expectations expectations,
      Witness witness,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.programs = programs;
    this.subjects = List.copyOf(subjects);
    this.expectations = expectations;
    this.witness = witness;
    this.stopped = stopped;
  }

  /**
   * Runs it, once.
   *
   * @param progress is told how many programs are through
   * @return the results, of the programs so far if it was stopped
   */
  public Results run(LongConsumer progress) {
    long start = System.nanoTime();
    String broken = null;
    ExecutorService threads = Executors.newFixedThreadPool(subjects.size(), Campaign::daemon);
    try {
      runAll(threads, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BadInput bad) {
      broken = bad.getMessage();
    } finally {
      threads.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean complete = tally.generated() == plan.size();
    List<Finding> found = broken == null ? findings.all().stream().map(this::shrunk).toList() : findings.all();
    return new Results(
        tally.generated(),
        tally.asked(),
        tally.compared(),
        seconds,
        rateOfSecondHalf(),
        tally.rules(),
        tally.notCompared(),
        found,
        broken == null ? Cause.group(found, this::simplest, expectations) : found.stream().map(Cause::of).toList(),
        complete,
        givenUp,
        broken);
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "campaign");
    thread.setDaemon(true);
    return thread;
  }

  // ---- running

  /** The subjects run one batch while the next one is written. */
  private void runAll(ExecutorService threads, LongConsumer progress) throws BadInput, InterruptedException {
    long first = plan.shard().first(plan.programs());
    long end = plan.shard().end(plan.programs());
    List<Case> next = batch(first, end);
    for (long at = first; at < end && givenUp == null && !stopped.getAsBoolean(); at += BATCH) {
      List<Case> written = next;
      List<Case> batch = written.stream().filter(this::isAskedFor).toList();
      Map<Subject, Future<List<Outcome>>> running = new LinkedHashMap<>();
      subjects.forEach(subject -> running.put(subject, threads.submit(work(subject, batch))));
      next = batch(at + BATCH, end);
      Map<Subject, List<Outcome>> outcomes = new LinkedHashMap<>();
      for (Map.Entry<Subject, Future<List<Outcome>>> one : running.entrySet()) {
        outcomes.put(one.getKey(), get(one.getValue()));
      }
      if (outcomes.values().stream().flatMap(List::stream).anyMatch(Outcome.Failed.class::isInstance) && isStoppedByNow()) {
        return; // the end of this program was that of the runtime
      }
      outcomes.forEach((subject, its) -> givenUp = its.size() < batch.size() ? subject.name() : givenUp);
      int done = outcomes.values().stream().mapToInt(List::size).min().orElse(0);
      List<Case> ran = batch.subList(0, done);
      tally(ran, outcomes.values());
      int through = done == batch.size() ? written.size() : written.indexOf(batch.get(done));
      tally.addGenerated(through);
      outcomes.forEach((subject, its) -> note(subject, ran, its));
      progress.accept(at - first + through);
      clock(end - first);
    }
  }

  private void tally(List<Case> ran, Collection<List<Outcome>> outcomes) {
    for (int i = 0; i < ran.size(); i++) {
      int at = i;
      tally.add(ran.get(i), outcomes.stream().allMatch(its -> its.get(at).isCompared()));
    }
  }

  private void clock(long size) {
    if (!isInSecondHalf && tally.generated() * 2 >= size) {
      isInSecondHalf = true;
      firstHalf = tally.generated();
      halfTime = System.nanoTime();
    }
    lastTime = System.nanoTime();
  }

  private double rateOfSecondHalf() {
    long programs = tally.generated() - firstHalf;
    return isInSecondHalf && programs > 0 ? programs * 1e9 / (lastTime - halfTime) : 0;
  }

  private boolean isAskedFor(Case one) {
    return plan.rules().isAll() || plan.rules().hasAny(one.rules());
  }

  private static Callable<List<Outcome>> work(Subject subject, List<Case> batch) {
    return () -> {
      try {
        return subject.run(batch);
      } catch (RuntimeException | Error error) {
        throw new KitFault("one of " + batch.get(0).id() + " to " + batch.get(batch.size() - 1).id(), error);
      }
    };
  }

  private static List<Outcome> get(Future<List<Outcome>> running) throws BadInput, InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadInput bad) {
        throw bad;
      }
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e.getCause() instanceof KitFault fault ? fault : new IllegalStateException(e.getCause());
    }
  }

  private boolean isStoppedByNow() throws InterruptedException {
    if (!stopped.getAsBoolean()) {
      Thread.sleep(MOMENT);
    }
    return stopped.getAsBoolean();
  }

  private List<Case> batch(long from, long end) {
    List<Case> batch = new ArrayList<>();
    for (long index = from; index < Math.min(end, from + BATCH); index++) {
      try {
        batch.add(programs.at(index));
      } catch (RuntimeException | Error error) {
        throw new KitFault(programs.idOf(index), error);
      }
    }
    return batch;
  }

  private void note(Subject subject, List<Case> batch, List<Outcome> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      Case one = batch.get(i);
      Outcome outcome = outcomes.get(i);
      if (outcome instanceof Outcome.Differs differs && plan.rules().hasAny(differs.difference().rules())) {
        findings.addDifference(subject.name(), one, differs.difference());
      } else if (outcome instanceof Outcome.Failed failed) {
        findings.addFailure(subject.name(), one, failed.why());
      } else if (outcome instanceof Outcome.NotCompared not) {
        tally.addNotCompared(subject.name(), not.why());
      }
      witness.saw(subject, one, outcome);
    }
  }

  // ---- shrinking

  private Finding shrunk(Finding finding) {
    return simpler(finding, difference -> difference.rule().equals(finding.rule()));
  }

  /** Whatever rule it breaks, if only that may have been the cause, is asked for, and as much of a surprise. */
  private Finding simplest(Finding finding) {
    Difference found = finding.difference();
    Optional<String> reason = expectations.reason(finding);
    return simpler(
        finding,
        other ->
            found != null
                && found.mayComeOf(other.rule())
                && plan.rules().hasAny(other.rules())
                && expectations.reason(finding.who(), other).equals(reason));
  }

  private Finding simpler(Finding finding, Predicate<Difference> isOne) {
    if (finding.difference() == null) {
      return finding; // to try programs that kill takes too long
    }
    Subject subject = subjects.stream().filter(one -> one.name().equals(finding.who())).findFirst().orElseThrow();
    try {
      Program simplest =
          Shrinker.shrink(
              finding.example().program(),
              program -> {
                Difference other = difference(subject, finding.example().with(program));
                return other != null && isOne.test(other);
              },
              SHRINK_BUDGET);
      Case example = finding.example().with(simplest);
      Difference difference = difference(subject, example);
      return difference == null ? finding : finding.with(example, difference);
    } catch (RuntimeException | Error error) {
      throw new KitFault("one that is simpler than " + finding.example().id(), error);
    }
  }

  private @Nullable Difference difference(Subject subject, Case one) {
    if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      return null;
    }
    try {
      List<Outcome> outcomes = subject.run(List.of(one)); // none if it was given up
      return !outcomes.isEmpty() && outcomes.get(0) instanceof Outcome.Differs differs ? differs.difference() : null;
    } catch (BadInput bad) {
      return null; // then the program stays as it is
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
