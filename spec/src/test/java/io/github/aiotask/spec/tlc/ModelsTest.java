package io.github.aiotask.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the model checker on each row of models.json. */
class ModelsTest {
  /** Set by the profile for larger models. */
  private static final boolean NIGHTLY = Boolean.getBoolean("aiotask.nightly");

  static List<Model> models() throws IOException {
    return Model.all().stream().filter(model -> NIGHTLY || !model.nightly()).toList();
  }

  @Tag("models")
  @ParameterizedTest
  @MethodSource("models")
  void comesOutAsExpected(Model model) throws Exception {
    Tlc tlc = Checked.of(model).tlc();

    String violated = tlc.isViolatedAtLast() ? String.join(" and ", model.only()) : tlc.violated();
    assertEquals(model.violates(), violated, () -> "violated\n" + tlc.log());
    assertEquals(model.violates() == null, tlc.exit() == Tlc.PASSED, () -> "exit code " + tlc.exit() + "\n" + tlc.log());
    // How many states a run that fails has seen is a matter of order.
    if (model.violates() == null) {
      assertAll(
          () -> assertEquals(model.states(), tlc.states(), "distinct states: if the change is meant, correct models.json"),
          () -> assertEquals(model.depth(), tlc.depth(), "depth: if the change is meant, correct models.json"));
    }
  }

  /** What nothing violates may hold by construction: it says nothing. */
  @Test
  void whateverIsCheckedCanFail() throws IOException {
    Set<String> violated = models().stream().map(Model::violates).filter(Objects::nonNull).collect(Collectors.toSet());

    assertEquals(List.of(), Model.allChecks().stream().filter(check -> !violated.contains(check)).toList());
  }

  /** What a Python mended is violated as the last one before, and by nothing from it on: the same model as that very one holds. */
  @Test
  void whatAPythonMendedHoldsFromThenOn() throws IOException {
    List<Model> mended = models().stream().filter(model -> model.mended() != null).toList();
    assertFalse(mended.isEmpty());
    for (Model model : mended) {
      int since = model.mended();
      int before =
          Arrays.stream(PythonVersion.values()).mapToInt(PythonVersion::minor).filter(minor -> minor < since).max().orElseThrow();
      assertEquals(before, model.version(), () -> model + ": the last Python before");
      assertTrue(model.name().startsWith("mended in 3." + since + ": "), model.name());

      List<Integer> holds = new ArrayList<>();
      for (Model other : models()) {
        boolean isLeftOut = other.without() != null && other.without().contains(model.violates());
        if (other.version() >= since) {
          assertFalse(isLeftOut, () -> other + " leaves out what was mended: " + model.violates());
        }
        if (other.violates() == null && other.checks(model.violates()) && other.isAsAnotherPython(model)) {
          holds.add(other.version());
        }
      }
      assertTrue(holds.contains(since), () -> model + ": the same model as 3." + since + " must hold, and is not there");
    }
  }
}
