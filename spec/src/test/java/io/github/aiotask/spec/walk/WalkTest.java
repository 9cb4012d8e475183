package io.github.aiotask.spec.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.impl.RuntimeProvider;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.run.PulledProvider;
import io.github.aiotask.spec.tlc.Checked;
import io.github.aiotask.spec.tlc.Model;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The implementations go all ways of the specification, and no other: of the models that say how many there are. */
@Tag("models")
class WalkTest {
  private static final int MOST_PULLED = 36_000; // transitions of a model: some of every kind have fewer

  static Stream<Arguments> walks() throws IOException {
    List<TaskRuntimeProvider> providers = List.of(new RuntimeProvider(), new PulledProvider(new RuntimeProvider()), new PlainRuntimeProvider());
    return Model.all().stream()
        .filter(Model::isWalked)
        .sorted(Comparator.comparing(Model::transitions).reversed()) // two run side by side: no long one last
        .flatMap(
            model ->
                providers.stream()
                    .filter(provider -> !(provider instanceof PulledProvider) || model.transitions() <= MOST_PULLED)
                    .map(provider -> Arguments.of(model, provider.name(), provider)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("walks")
  void goesAllWaysOfTheSpecificationAndNoOther(Model model, String name, TaskRuntimeProvider provider) throws Exception {
    long start = System.nanoTime();
    Walk walk = new Walk(Checked.of(model).graph(), Setting.of(model), provider);

    assertNull(walk.run());

    assertEquals(model.states(), walk.states());
    assertEquals(model.transitions(), walk.transitions(), "if the change is meant, correct models.json");
    System.out.println("aiotask: " + model + " on " + name + ": " + walk + ", " + millisSince(start) + " ms");
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
