package com.example;

import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.contract.Case;
import io.github.aiotask.properties.contract.Cases;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The kit sees each fault, and names its rule. */
class PlantedFaultsTest {

  @Property
  void isSeen(@ForAll Fault fault, @ForAll boolean pulls) {
    Checker checker = new Checker(new ToyProvider(pulls, fault));
    List<String> others = new ArrayList<>();
    for (Case one : Cases.of(fault.rule)) {
      Difference difference = checker.check(one.program(), one.version());
      if (difference != null && difference.rules().contains(fault.rule)) {
        return;
      }
      if (difference != null) {
        others.add(difference.rule());
      }
    }
    throw new AssertionError(fault + " is not seen by §" + fault.rule + ", but by " + others);
  }
}
