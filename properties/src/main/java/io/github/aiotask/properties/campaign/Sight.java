package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.model.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a runtime can see in looks: what it cannot is left out of the trace that is expected of it. */
final class Sight {
  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of(
              "state", "blocking", "callbacks", "message", "unretrieved", "waiter", "must", "cancelling", "ready", "current",
              "tasks", "closed"));

  /** Quotes and brackets keep together what is between them; what has no partner ends with the word. */
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\((?:[^()]|\\([^()]*\\))*\\)|[^ ])+");

  private final @Nullable Set<String> seen; // null: all

  Sight(@Nullable List<String> keys) {
    seen = keys == null ? null : Set.copyOf(keys);
  }

  /** The keys that are not compared, in their usual order. */
  List<String> unseen() {
    return seen == null ? List.of() : KEYS.stream().filter(key -> !seen.contains(key)).toList();
  }

  /** The lines without what is not seen, and without looks that then say nothing new. */
  List<Line> of(List<Line> lines) {
    if (unseen().isEmpty()) {
      return lines;
    }
    Map<String, String> last = new HashMap<>();
    List<Line> kept = new ArrayList<>();
    for (Line line : lines) {
      int mark = markOf(line.text());
      if (line.text().charAt(mark) != '=') {
        kept.add(line);
        continue;
      }
      String look = visible(line.text().substring(mark + 1));
      String name = look.split(" ", 2)[0];
      if (!look.equals(last.getOrDefault(name, name))) { // one that was never seen has nothing to be seen
        kept.add(new Line(line.text().substring(0, mark + 1) + look, line.rule(), keysOf(line), line.since()));
      }
      last.put(name, look);
    }
    return kept;
  }

  private static int markOf(String text) {
    int mark = 0;
    while (Character.isDigit(text.charAt(mark))) {
      mark++;
    }
    return mark;
  }

  /** The name and the keys that are seen. */
  private String visible(String look) {
    return WORD
        .matcher(look)
        .results()
        .map(MatchResult::group)
        .filter(word -> !KEYS.contains(keyOf(word)) || isSeen(keyOf(word)))
        .collect(Collectors.joining(" "));
  }

  private static String keyOf(String word) {
    return word.replaceFirst("(?s)=.*", "");
  }

  private boolean isSeen(String key) {
    return seen == null || seen.contains(key);
  }

  private Map<String, String> keysOf(Line line) {
    return line.keys().entrySet().stream()
        .filter(key -> isSeen(key.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
