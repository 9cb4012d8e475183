package io.github.aiotask.spec.walk;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.impl.RuntimeProvider;
import io.github.aiotask.spec.Source;
import io.github.aiotask.spec.tlc.Checked;
import io.github.aiotask.spec.tlc.Counterexample;
import io.github.aiotask.spec.tlc.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The shortest counterexamples on the implementation. What TLC finds against a Python, and a later one mended, happens as that
 * Python, and as all from the one that mended it on it does not; counterexamples.md tells all of them.
 */
@Tag("models")
class CounterexamplesTest {
  private static final TaskRuntimeProvider PROVIDER = new RuntimeProvider();
  private static final String FILE = "counterexamples.md";

  private static final String HEAD =
      """
      # Counterexamples

      The shortest that TLC finds: what a version of Python mended, in the last one before that the library has, and each
      broken variant of the specification. Each step says what is done, and what that changes in the state. All are replayed
      on the implementation; *in italics* stands the action of the specification where the implementation does nothing that
      looks the same. (Of a ready queue it is seen how long it is, not in which order: some broken variants look alike to the
      end.)

      """;

  @Test
  void happenUntilTheyAreMended() throws Exception {
    List<Story> mended = stories().stream().filter(story -> story.model().mended() != null).toList();
    assertFalse(mended.isEmpty());
    List<Executable> checks = new ArrayList<>();
    for (Story story : mended) {
      checks.add(() -> assertTrue(story.its().isComplete(), story::text));
      checks.add(() -> assertFalse(story.mended().isEmpty(), story::text));
      for (Replay replay : story.mended()) {
        checks.add(() -> assertFalse(replay.isComplete(), () -> "as " + replay.version().number() + "\n" + story.text()));
      }
    }
    assertAll(checks);
  }

  @Test
  void areTold() throws Exception {
    StringBuilder told = new StringBuilder(HEAD);
    stories().forEach(story -> told.append(story.text()).append('\n'));

    Path actual = Source.root().resolve("spec/target").resolve(FILE);
    Files.writeString(Files.createDirectories(actual.getParent()).resolve(FILE), told);
    assertEquals(
        Files.readString(Model.folder().resolve(FILE)), told.toString(), "if the change is meant, take spec/target/" + FILE);
  }

  private static List<Story> stories() throws Exception {
    List<Story> stories = new ArrayList<>();
    for (Model model : Model.all()) {
      if (model.violates() != null && model.specification() == null) {
        stories.add(story(model));
      }
    }
    return stories;
  }

  private static Story story(Model model) throws Exception {
    Counterexample found = Counterexample.of(Checked.of(model).tlc());
    Setting setting = Setting.of(model);
    List<Replay> mended = new ArrayList<>();
    for (PythonVersion version : PythonVersion.values()) {
      if (model.mended() != null && version.minor() >= model.mended()) {
        mended.add(Replay.of(found, setting.as(version), PROVIDER));
      }
    }
    return new Story(model, found, Replay.of(found, setting, PROVIDER), mended);
  }
}
