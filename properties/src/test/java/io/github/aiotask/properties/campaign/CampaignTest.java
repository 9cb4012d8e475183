package io.github.aiotask.properties.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.random.Shrinker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a campaign finds, and that it ends. */
@Tag("once")
class CampaignTest {
  private static final PythonVersion VERSION = PythonVersion.PYTHON_3_14;
  private static final Duration LONG = Duration.ofMinutes(10);

  private final List<Outcome> seen = new ArrayList<>();

  private Results run(Subject subject, long programs, Shard shard, BooleanSupplier stopped) {
    Plan plan = new Plan("test", 1, programs, shard, VERSION, RuleFilter.ALL);
    return new Campaign(
            plan,
            new RandomPrograms(1, VERSION, true),
            List.of(subject),
            Expectations.none(),
            (who, one, outcome) -> seen.add(outcome),
            stopped)
        .run(done -> {});
  }

  private Results run(Subject subject, long programs) {
    return run(subject, programs, Shard.WHOLE, () -> false);
  }

  private static Subject with(Fault fault) {
    return new JvmSubject(PlainRuntimeProvider.with(fault), LONG);
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    Results results = run(new JvmSubject(new PlainRuntimeProvider(), LONG), 400);
    assertEquals(List.of(), results.findings());
    assertEquals(400, results.generated());
    assertTrue(results.complete());
    assertTrue(results.rules().get("2.3") > 100, results.rules()::toString);
    assertEquals(400, seen.size());
  }

  @Test
  void aFaultIsFoundNamedAndMadeSmall() {
    Results results = run(with(Fault.CANCEL_UNCOUNTED), 500);
    Finding finding = results.findings().stream().filter(one -> one.rule().equals("6.4")).findFirst().orElseThrow();
    assertTrue(finding.programs() > 1, finding::toString);
    assertTrue(Shrinker.size(finding.example().program()) < 60, finding.example().program()::toString);
    assertEquals("6.4", assertNotNullDifference(finding));
  }

  @Test
  void oneCauseIsShownOnceAndKeepsAllPrograms() {
    for (Fault fault : List.of(Fault.CANCEL_UNCOUNTED, Fault.BARE_YIELD_TWO_HOPS, Fault.CALLBACKS_REVERSED)) {
      Results results = run(with(fault), 600);
      int rules = results.findings().size();
      assertTrue(rules >= 3 * results.causes().size(), () -> fault + ": " + rules + " rules, " + results.causes());
      assertEquals(programsOf(results), results.causes().stream().mapToLong(cause -> cause.shown().programs()).sum());
      assertEquals(
          List.copyOf(new TreeSet<>(results.findings().stream().map(Finding::rule).toList())),
          List.copyOf(new TreeSet<>(results.causes().stream().flatMap(cause -> cause.findings().stream()).map(Finding::rule).toList())));
    }
  }

  @Test
  void twoCausesAreTwo() {
    Subject both =
        new Stub() {
          private final Subject odd = with(Fault.CANCEL_UNCOUNTED);
          private final Subject even = with(Fault.BARE_YIELD_TWO_HOPS);

          @Override
          public List<Outcome> run(List<Case> cases) throws BadInput, InterruptedException {
            List<Outcome> outcomes = new ArrayList<>();
            for (Case one : cases) {
              outcomes.addAll((one.turn() % 2 == 0 ? even : odd).run(List.of(one)));
            }
            return outcomes;
          }
        };
    Results results = run(both, 600);
    List<String> rules = results.causes().stream().limit(2).map(cause -> cause.shown().rule()).sorted().toList();
    assertEquals(List.of("4.8", "6.4"), rules, () -> results.causes().toString());
  }

  @Test
  void whatIsNotComparedIsNotExercised() {
    Subject subject =
        new Stub() {
          private int count;

          @Override
          public List<Outcome> run(List<Case> cases) {
            return cases.stream().<Outcome>map(one -> count++ < 10 ? new Outcome.Agrees() : new Outcome.NotCompared("no")).toList();
          }
        };
    Results results = run(subject, 300);
    assertEquals(300, results.asked());
    assertEquals(10, results.compared());
    assertEquals(10, results.rules().get("1.1"));
  }

  private static String assertNotNullDifference(Finding finding) {
    assertNotNull(finding.difference());
    return finding.difference().rule();
  }

  @Test
  void shardsFindWhatTheWholeFinds() {
    long whole = programsOf(run(with(Fault.BARE_YIELD_TWO_HOPS), 300));
    long parts =
        LongStream.rangeClosed(1, 3)
            .map(i -> programsOf(run(with(Fault.BARE_YIELD_TWO_HOPS), 300, new Shard((int) i, 3), () -> false)))
            .sum();
    assertTrue(whole > 0);
    assertEquals(whole, parts);
  }

  private static long programsOf(Results results) {
    return results.findings().stream().mapToLong(Finding::programs).sum();
  }

  @Test
  void whoStopsItGetsTheResultsSoFar() {
    AtomicInteger asked = new AtomicInteger();
    Results results =
        run(new JvmSubject(new PlainRuntimeProvider(), LONG), 100_000, Shard.WHOLE, () -> asked.incrementAndGet() > 2);
    assertFalse(results.complete());
    assertTrue(results.generated() > 0 && results.generated() < 100_000, results::toString);
  }

  @Test
  void whoInterruptsItGetsTheResultsSoFar() {
    Subject subject =
        new Stub() {
          @Override
          public List<Outcome> run(List<Case> cases) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    Thread.currentThread().interrupt();
    Results results = run(subject, 1000);
    assertTrue(Thread.interrupted());
    assertFalse(results.complete());
  }

  @Test
  void aSubjectThatCannotGoOnEndsItWithTheResultsSoFar() {
    Subject subject =
        new Stub() {
          private int batches;

          @Override
          public List<Outcome> run(List<Case> cases) throws BadInput {
            if (batches++ > 0) {
              throw new BadInput("it is gone");
            }
            return cases.stream().<Outcome>map(one -> new Outcome.Failed("it died")).toList();
          }
        };
    Results results = run(subject, 1000);
    assertEquals("it is gone", results.broken());
    assertEquals(1, results.findings().size());
    assertEquals(results.generated(), programsOf(results));
    assertTrue(results.generated() > 0);
  }

  @Test
  void failuresThatAreAlikeAreOneFindingWithTheSimplestProgram() {
    Subject subject =
        new Stub() {
          @Override
          public List<Outcome> run(List<Case> cases) {
            return cases.stream()
                .<Outcome>map(one -> new Outcome.Failed("gave no answer to " + one.id() + " but: <Task at 0x" + one.turn() + "7f>"))
                .toList();
          }
        };
    Finding finding = run(subject, 100).findings().get(0);
    assertEquals(100, finding.programs());
    int simplest = cases(100).stream().mapToInt(one -> Shrinker.size(one.program())).min().orElseThrow();
    assertEquals(simplest, Shrinker.size(finding.example().program()));
    assertTrue(String.valueOf(finding.failure()).contains(finding.example().id() + " "), finding::toString);
  }

  @Test
  void anImplementationThatHangsEachTimeIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TaskRuntimeProvider hanging =
        new TaskRuntimeProvider() {
          @Override
          public String name() {
            return "hanging";
          }

          @Override
          public TaskRuntime newRuntime(TaskRuntime.Options options) {
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            throw new IllegalStateException();
          }
        };
    Results results = run(new JvmSubject(hanging, Duration.ofMillis(50)), 300);
    never.countDown();
    assertEquals("hanging", results.givenUp());
    assertEquals(20, results.generated());
    assertEquals(1, results.findings().size());
    assertFalse(results.complete());
  }

  @Test
  void anImplementationThatRaisesEachTimeIsGivenUpAsSoon() {
    TaskRuntimeProvider raising =
        new TaskRuntimeProvider() {
          @Override
          public String name() {
            return "raising";
          }

          @Override
          public TaskRuntime newRuntime(TaskRuntime.Options options) {
            throw new IllegalStateException();
          }
        };
    Results results = run(new JvmSubject(raising, LONG), 300);
    assertEquals("raising", results.givenUp());
    assertEquals(20, results.generated());
  }

  @Test
  void whatIsRaisedInTheKitSaysAtWhichProgram() {
    Subject subject =
        new Stub() {
          @Override
          public List<Outcome> run(List<Case> cases) {
            throw new IllegalStateException("our own");
          }
        };
    String message = String.valueOf(assertThrows(KitFault.class, () -> run(subject, 100)).getMessage());
    assertEquals("one of r1-0 to r1-99", message);
  }

  /** A subject that does one thing. */
  private abstract static class Stub implements Subject {
    @Override
    public String name() {
      return "stub";
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  // ---- implementations that do worse than to differ

  private static List<Case> cases(int count) {
    RandomPrograms programs = new RandomPrograms(1, VERSION, true);
    return LongStream.range(0, count).mapToObj(programs::at).toList();
  }

  /** Creates runtimes, and does something before the third one. */
  private static TaskRuntimeProvider beforeTheThird(Runnable what) {
    AtomicInteger count = new AtomicInteger();
    PlainRuntimeProvider plain = new PlainRuntimeProvider();
    return new TaskRuntimeProvider() {
      @Override
      public String name() {
        return "bad";
      }

      @Override
      public TaskRuntime newRuntime(TaskRuntime.Options options) {
        if (count.incrementAndGet() == 3) {
          what.run();
        }
        return plain.newRuntime(options);
      }
    };
  }

  @Test
  void anImplementationThatHangsLosesThatProgramOnly() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TaskRuntimeProvider hanging =
        beforeTheThird(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    List<Outcome> outcomes = new JvmSubject(hanging, Duration.ofSeconds(20)).run(cases(6));
    assertEquals(6, outcomes.size());
    assertEquals("gave no answer within 20 s", assertInstanceOf(Outcome.Failed.class, outcomes.get(2)).why());
    assertEquals(5, outcomes.stream().filter(Outcome.Agrees.class::isInstance).count());
    never.countDown();
  }

  @Test
  void anImplementationThatRaisesOutOfTheRunLosesThatProgramOnly() throws Exception {
    TaskRuntimeProvider raising =
        beforeTheThird(
            () -> {
              throw new StackOverflowError();
            });
    List<Outcome> outcomes = new JvmSubject(raising, LONG).run(cases(6));
    assertTrue(assertInstanceOf(Outcome.Failed.class, outcomes.get(2)).why().contains("StackOverflowError"));
    assertEquals(5, outcomes.stream().filter(Outcome.Agrees.class::isInstance).count());
  }
}
