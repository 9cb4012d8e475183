package io.github.aiotask.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.spec.tlc.Model;
import io.github.aiotask.spec.tlc.WalkedModels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's figures are those of models.json, which other tests compare with what is found. */
class ReadmeTest {
  @Test
  void figuresAreThoseOfTheManifest() throws IOException {
    List<Model> all = Model.all();
    WalkedModels walked = WalkedModels.of(all);
    String readme = Source.of("README.md").text();

    for (String says :
        List.of(
            "every transition of %d models".formatted(walked.models()),
            "%,d transitions of %,d states".formatted(walked.transitions(), walked.states()),
            "%d broken variants".formatted(all.stream().flatMap(model -> model.replacing().stream()).distinct().count()))) {
      assertTrue(readme.contains(says), () -> "the README must say: " + says);
    }
  }
}
