package io.github.aiotask.properties.html;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.RuleBook.Rule;
import java.util.List;

/**
 * A rule that changed.
 *
 * @param rule which
 * @param changes where it came, went, or says another thing, in the order of the versions
 */
public record HistoryRow(Rule rule, List<Change> changes) {

  /**
   * Between two versions.
   *
   * @param before the last one before it
   * @param after the first one behind it
   * @param shown programs that show it; those that the version before could not run have one trace only
   * @param without why no program did another thing before; empty if one did
   */
  public record Change(PythonVersion before, PythonVersion after, List<Shown> shown, String without) {
    /** Copies the list. */
    public Change {
      shown = List.copyOf(shown);
    }
  }

  /**
   * A recorded program.
   *
   * @param id its name
   * @param about what it shows, in plain words
   * @param program its lines, none if its text is elsewhere
   * @param href leads to its file
   * @param before what the version before did; none if it could not run it
   * @param after what the version behind the change did
   */
  public record Shown(String id, String about, List<String> program, String href, List<String> before, List<String> after) {
    /** Copies the lists. */
    public Shown {
      program = List.copyOf(program);
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** The first line that is not the same in both traces. */
    int firstDifference() {
      int line = 0;
      while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
        line++;
      }
      return line;
    }
  }

  /** Copies the list. */
  public HistoryRow {
    changes = List.copyOf(changes);
  }

  /** Whether it says another thing from that version on, and holds before too. */
  boolean changesIn(PythonVersion version) {
    return changes.stream().anyMatch(change -> change.after() == version && rule.isOf(change.before()) && rule.isOf(version));
  }
}
