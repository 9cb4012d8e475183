package io.github.aiotask.properties.contract;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.plain.functions.FunctionFault;
import io.github.aiotask.properties.plain.functions.PlainFunctionsProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault that is planted in plain functions is caught by the property of a rule that names it. */
@Tag("once")
class PlantedFunctionFaultsTest {

  @ParameterizedTest
  @EnumSource
  void isCaughtByARuleThatNamesIt(FunctionFault fault) {
    List<String> named = new ArrayList<>();
    Checker checker = new Checker(new PlainFunctionsProvider(fault));
    for (String rule : fault.rules()) {
      for (Case one : Cases.of(rule)) {
        Difference difference = checker.check(one.program(), one.version());
        if (difference != null && difference.rules().contains(rule)) {
          return;
        }
        if (difference != null) {
          named.add(difference.rule());
        }
      }
    }
    fail(fault + " is not caught by " + fault.rules() + ", but by " + named);
  }
}
