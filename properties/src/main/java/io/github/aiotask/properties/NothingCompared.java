package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.RuleFilter;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where nothing was compared nothing can differ, which is no success, unless that is allowed. */
final class NothingCompared {
  @Option(
      names = "--allow-nothing-compared",
      description = "no exit code 1 for what was asked for if there was nothing to compare")
  private boolean allowed;

  /**
   * What was asked for, and not compared.
   *
   * @param filter which rules were asked for
   * @param exercised the rules of what was compared
   * @param compared how many programs were
   */
  static Optional<String> of(RuleFilter filter, Collection<String> exercised, long compared) {
    if (compared == 0) {
      return Optional.of("NOTHING WAS COMPARED" + (filter.isAll() ? "" : " about §" + String.join(", §", filter.globs())));
    }
    return Optional.of(filter.without(exercised))
        .filter(globs -> !globs.isEmpty())
        .map(globs -> "NOTHING WAS COMPARED about §" + String.join(", §", globs));
  }

  /** What it says, with what that means. */
  String explained(String what) {
    return what + (allowed ? ", which is allowed" : ": this is no success (unless by --allow-nothing-compared)");
  }

  /** The exit code of what else has none but success. */
  int exitCode() {
    return allowed ? 0 : Conform.DIFFERS;
  }
}
