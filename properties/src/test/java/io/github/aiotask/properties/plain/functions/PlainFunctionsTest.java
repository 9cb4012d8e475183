package io.github.aiotask.properties.plain.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain functions agree with the model but for their faults, so that a fault is what is found. */
class PlainFunctionsTest {
  private static final int PROGRAMS = 150; // of each version

  @ParameterizedTest
  @EnumSource(names = {"FUNCTIONS", "SCOPES"})
  void withoutAFaultTheyAgreeWithTheModel(Profile profile) {
    Checker checker = new Checker(new PlainFunctionsProvider(null));
    for (PythonVersion version : PythonVersion.values()) {
      ProgramGenerator generator = new ProgramGenerator(profile, version);
      for (int seed = 0; seed < PROGRAMS; seed++) {
        Object difference = checker.check(generator.generate(seed), version);
        assertEquals(null, difference, () -> String.valueOf(difference));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachFaultBreaksRulesThatThereAre(FunctionFault fault) {
    assertTrue(RuleBook.builtIn().byNumber().keySet().containsAll(fault.rules()), () -> fault + " names " + fault.rules());
  }

  @Test
  void noTwoFaultsAreDescribedAlike() {
    Set<String> descriptions = new HashSet<>();
    Arrays.stream(FunctionFault.values()).forEach(fault -> assertTrue(descriptions.add(fault.description()), fault.name()));
  }
}
