package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.CoroutineClosed;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import io.github.aiotask.properties.run.DirectStyle;
import io.github.aiotask.properties.run.World;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that run in direct style give the same traces as those written by hand, on every carrier that the JVM has. */
class DirectStyleTest {
  private static final int PROGRAMS = 3_000;
  private static final int PROGRAMS_ON_THREADS = 1_500; // they take their time
  private static final int PARTS_OF_THE_CORPUS = 4; // each carrier runs another one: a part has all Pythons
  private static final int PARTS_ON_THREADS = Boolean.getBoolean("aiotask.nightly") ? PARTS_OF_THE_CORPUS : 16;
  private static final long SEED = 5;

  /** The library's direct style on one carrier. */
  private record OnCarrier(Carrier carrier) implements DirectStyle {
    @Override
    public Coroutine<Object> coroutine(Callable<Object> body) {
      return Direct.coroutine(carrier, body);
    }

    @Override
    public Object await(Awaitable<?> awaitable) throws Exception {
      return Direct.await(awaitable);
    }

    @Override
    public Object yielding(Object value) throws Exception {
      return Direct.yielding(value);
    }

    @Override
    public boolean isEnd(Throwable error) {
      return error instanceof CoroutineClosed;
    }
  }

  static Stream<Carrier> carriers() {
    return Stream.of(Carrier.values()).filter(Carrier::isAvailable);
  }

  @TestFactory
  Stream<DynamicTest> aRecordedProgramGivesTheTraceOfCPython() throws Exception {
    TaskRuntimeProvider provider = Providers.find(null);
    return Recordings.builtIn().stream()
        .filter(recording -> recording.cannot() == null)
        .flatMap(
            recording ->
                recording.versions().stream()
                    .flatMap(version -> carriers().map(carrier -> test(recording, version, provider, carrier))));
  }

  private static DynamicTest test(
      Recording recording, PythonVersion version, TaskRuntimeProvider provider, Carrier carrier) {
    return DynamicTest.dynamicTest(
        recording.id() + " as Python " + version.number() + " on " + carrier,
        () -> {
          List<String> expected = recording.expected(version);
          Program program = Objects.requireNonNull(recording.program());
          for (boolean contexts : program.usesContexts() ? new boolean[] {true} : new boolean[] {true, false}) {
            Callable<List<String>> run =
                () -> World.run(program, version, provider, contexts, program.kitLoop(), new OnCarrier(carrier));
            assertEquals(expected, run.call());
            assertEquals(expected, Direct.runLoop(run), "in a thread of the loop's own");
          }
        });
  }

  /** In a thread of the loop's own, as the next one: there a coroutine is resumed in another way than in the test's. */
  @ParameterizedTest
  @MethodSource("carriers")
  void aRandomProgramOfTheCorpusGivesTheTraceOfCPython(Carrier carrier) throws Exception {
    Checker checker = new Checker(Providers.find(null), new OnCarrier(carrier));
    List<Recording> corpus = Recordings.randomCorpus();
    int parts = carrier == Carrier.PLATFORM_THREAD ? PARTS_ON_THREADS : PARTS_OF_THE_CORPUS;
    for (int i = carrier.ordinal(); i < corpus.size(); i += parts) {
      Recording one = corpus.get(i);
      for (PythonVersion version : one.versions()) {
        assertEquals(null, Direct.runLoop(() -> checker.check(one, version)), one.id());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aRandomProgramGivesTheTraceOfTheModel(Carrier carrier) throws Exception {
    Checker checker = new Checker(Providers.find(null), new OnCarrier(carrier));
    int programs = carrier == Carrier.PLATFORM_THREAD ? PROGRAMS_ON_THREADS : PROGRAMS;
    int each = programs / PythonVersion.values().length / Profile.values().length;
    for (PythonVersion version : PythonVersion.values()) {
      for (Profile profile : Profile.values()) {
        ProgramGenerator generator = new ProgramGenerator(profile, version);
        for (int i = 0; i < each; i++) {
          Program program = generator.generate(SEED + i);
          assertEquals(null, Direct.runLoop(() -> checker.check(program, version)), () -> profile + " " + program);
        }
      }
    }
  }

  @Test
  void everyCarrierIsTested() {
    assertEquals(Runtime.version().feature() >= 21, Carrier.CONTINUATION.isAvailable(), Carrier.CONTINUATION.reason());
  }
}
