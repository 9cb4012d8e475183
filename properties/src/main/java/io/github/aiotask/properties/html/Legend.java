package io.github.aiotask.properties.html;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the lines and marks of a drawing mean. */
final class Legend {
  private static final String[][] LINES = {
    {"running", "its code runs"},
    {"waiting", "waits for a future"},
    {"ready", "scheduled, or has yielded"},
    {"pending", "a future, not done"},
    {"busy", "an instruction of main goes on"},
    {"waits", "begins to wait"},
    {"completes", "completes"},
    {"cancels", "cancels"},
    {"cancels refused", "cancels, refused"},
    {"wakes", "done, so a task goes on"},
    {"calls", "done, so a callback is called"}
  };

  private static final String[][] MARKS = {
    {"full", "M8 1l10 7l-10 7z", "starts", "starts"},
    {"hollow", "M8 2l9 6l-9 6z", "goes on", "goes_on"},
    {"full", "M12 4a4 4 0 1 0 .1 0z", "does something", "does"},
    {"thick", "M8 4l8 8m0 -8l-8 8", "does in vain", "fails"},
    {"thick", "M9.5 2v12m5 -12v12", "awaits", "awaits"},
    {"thick", "M12 2v12", "yields", "yields"},
    {"full", "M7 3h10v10h-10z", "returns", "returns"},
    {"white", "", "raises", "raises"},
    {"hollow", "M12 2.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z", "called", "called"},
    {"hollow", "M8 4h8v8h-8z", "logs", "logs"},
    {"hollow", "M12 1.5l6.5 11.5h-13z", "report to the handler", "reports"},
    {"full", "M12 3l5 5l-5 5l-5 -5z", "seen to be done", "completed"},
    {"thin", "M12 4v8", "seen to change", "changes"}
  };

  private final Html html;
  private final Set<String> used = new HashSet<>();

  /** For these drawings: what they do not have, it leaves out. */
  Legend(Html html, List<Drawing> drawings) {
    this.html = html;
    for (Drawing drawing : drawings) {
      drawing.spans().forEach(span -> used.add(name(span.stretch())));
      drawing.arrows().forEach(arrow -> used.add(name(arrow.cause()) + (arrow.taken() ? "" : " refused")));
      drawing.moments().forEach(moment -> moment.marks().forEach(mark -> used.add(name(mark.sign()))));
    }
  }

  private static String name(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  void write() {
    html.open("ul", "class", "legend");
    for (String[] one : LINES) {
      if (!used.contains(one[0])) {
        continue;
      }
      html.open("li").open("svg", "width", "40", "height", "16", "aria-hidden", "true");
      writeLine(one[0]);
      html.close().text(one[1]).close();
    }
    for (String[] one : MARKS) {
      if (!used.contains(one[3])) {
        continue;
      }
      html.open("li").open("svg", "width", "24", "height", "16", "aria-hidden", "true");
      if (one[1].isEmpty()) {
        html.empty("path", "class", "full", "d", "M6 2h12v12h-12z");
        html.empty("path", "class", "white", "d", "M8.8 4.8l6.4 6.4m0 -6.4l-6.4 6.4");
      } else {
        html.empty("path", "class", one[0], "d", one[1]);
      }
      html.close().text(one[2]).close();
    }
    html.close();
  }

  private void writeLine(String classes) {
    switch (classes) {
      case "running" -> html.empty("rect", "class", classes, "x", "2", "y", "3.5", "width", "36", "height", "9");
      case "waiting", "ready", "pending" ->
          html.empty("line", "class", classes, "x1", "2", "y1", "8", "x2", "38", "y2", "8");
      case "busy" -> html.empty("path", "class", classes, "d", "M3 5v6M3 8H38");
      case "waits" -> {
        html.empty("line", "class", classes, "x1", "2", "y1", "8", "x2", "30", "y2", "8");
        html.empty("circle", "class", classes + " ring", "cx", "34", "cy", "8", "r", "4");
      }
      default -> {
        html.empty("line", "class", classes, "x1", "2", "y1", "8", "x2", "30", "y2", "8");
        html.empty("path", "class", classes + " head", "d", "M38 8l-8 -4v8z");
      }
    }
  }
}
