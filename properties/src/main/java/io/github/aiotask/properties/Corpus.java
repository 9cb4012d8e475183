package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.ArrayList;
import java.util.List;

/** The recorded programs of the kit. */
final class Corpus {
  private static final String RANDOM = "/io/github/aiotask/properties/random-3.14.jsonl.gz";

  private Corpus() {}

  /** Those that were written by hand, and the random ones if this kit was built with them. */
  static List<Recording> all() throws BadInput {
    List<Recording> all = new ArrayList<>(Recordings.builtIn());
    if (Corpus.class.getResource(RANDOM) != null) {
      all.addAll(Recordings.randomCorpus());
    }
    return all;
  }
}
