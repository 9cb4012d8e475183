package io.github.aiotask.properties.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Model.Expected;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import io.github.aiotask.properties.random.Shrinker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A counterexample to a planted fault, found among programs about everything and shrunk, names a rule that the fault breaks. */
@Tag("once")
class NamedRulesTest {
  private static final int PROGRAMS = 700;
  private static final int SHRINK_BUDGET = 400;
  private static final int LIKELY = 3; // as a difference prints

  private int found;
  private int first;
  private int amongTheFirst;

  @Test
  void mostAreRight() {
    for (PythonVersion version : PythonVersion.values()) {
      ProgramGenerator generator = new ProgramGenerator(Profile.GENERAL, version);
      Map<Program, Expected> programs = new LinkedHashMap<>();
      LongStream.range(0, PROGRAMS).mapToObj(generator::generate).forEach(one -> programs.put(one, Model.run(one, version)));
      for (Fault fault : Fault.values()) {
        if (fault.versions().contains(version)) {
          look(fault, version, programs);
        }
      }
    }

    System.out.printf(
        "aiotask: %d faults were found by %d programs about everything: %d are named by the first rule, %d by one of %d%n",
        found, PROGRAMS, first, amongTheFirst, LIKELY);
    assertTrue(found >= 200 && first >= found * 0.6 && amongTheFirst >= found * 0.85, "see the line above");
  }

  private void look(Fault fault, PythonVersion version, Map<Program, Expected> programs) {
    Checker checker = new Checker(PlainRuntimeProvider.with(fault));
    programs.entrySet().stream()
        .filter(one -> checker.check(one.getKey(), version, one.getValue()) != null)
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(program -> {
          Program shrunk = Shrinker.shrink(program, simpler -> checker.check(simpler, version) != null, SHRINK_BUDGET);
          Difference difference = checker.check(shrunk, version);
          List<String> rules = difference == null ? List.of() : difference.rules();
          found++;
          first += fault.rules().contains(rules.get(0)) ? 1 : 0;
          amongTheFirst += rules.stream().limit(LIKELY).anyMatch(fault.rules()::contains) ? 1 : 0;
        });
  }
}
