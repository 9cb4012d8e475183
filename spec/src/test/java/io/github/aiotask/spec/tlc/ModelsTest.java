package io.github.aiotask.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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
}
