package io.github.aiotask.properties.html;

import io.github.aiotask.properties.html.Drawing.Arrow;
import io.github.aiotask.properties.html.Drawing.Cause;
import io.github.aiotask.properties.html.Drawing.Kind;
import io.github.aiotask.properties.html.Drawing.Lane;
import io.github.aiotask.properties.html.Drawing.Mark;
import io.github.aiotask.properties.html.Drawing.Sign;
import io.github.aiotask.properties.html.Drawing.Span;
import io.github.aiotask.properties.html.Layout.Column;
import io.github.aiotask.properties.html.Layout.Panel;
import io.github.aiotask.properties.html.Layout.Strip;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Writes strips as SVG. Each kind of line has its own dashes and each kind of mark its own shape: colour only helps. */
final class TimelineSvg {
  private static final double NAMES = 116;
  private static final double RIGHT = 4;
  private static final double HEAD = 20;
  private static final double TITLE = 19;
  private static final double GAP = 16;
  private static final double BAR = 17;
  private static final double PAD = 5;
  private static final int NAME_LETTERS = 15;

  private final Html html;
  private final String id;
  private final int line;
  private final BiFunction<Integer, Integer, String> tip;

  /**
   * Writes to a page.
   *
   * @param id begins the ids of all marks
   * @param line the index of the first line that differs
   * @param tip what there is to say about a line of a trace: that of which drawing, and which line
   */
  TimelineSvg(Html html, String id, int line, BiFunction<Integer, Integer, String> tip) {
    this.html = html;
    this.id = id;
    this.line = line;
    this.tip = tip;
  }

  /** Where a lane is. */
  private record Row(double top, double bar, double bottom) {}

  void write(Strip strip, String about) {
    double height = HEAD;
    Map<Panel, Map<Lane, Row>> rows = new HashMap<>();
    Map<Panel, Double> tops = new HashMap<>();
    for (Panel panel : strip.panels()) {
      tops.put(panel, height);
      height += TITLE;
      Map<Lane, Row> own = new HashMap<>();
      for (Lane lane : strip.lanes()) {
        Row row = row(panel, lane, height);
        own.put(lane, row);
        height = row.bottom;
      }
      rows.put(panel, own);
      height += GAP;
    }
    height -= GAP - 2;
    double width = NAMES + Layout.WIDTH + RIGHT;
    html.line().open(
        "svg", "class", "strip", "viewBox", "0 0 " + n(width) + " " + n(height), "width", n(width), "height", n(height),
        "preserveAspectRatio", "xMinYMin meet", "role", "group", "aria-label", about);
    writeColumns(strip, height);
    for (Panel panel : strip.panels()) {
      Map<Lane, Row> own = rows.getOrDefault(panel, Map.of());
      new Writer(strip, panel, tops.getOrDefault(panel, 0.0), own).write();
    }
    html.close().line();
  }

  private static String n(double value) {
    return Html.number(value);
  }

  private static Row row(Panel panel, Lane lane, double top) {
    double above = panel.goingOn(lane).size();
    double below = 0;
    for (int i = panel.from(); i < panel.to(); i++) {
      for (Mark mark : panel.drawing().moments().get(i).marks()) {
        int lines = mark.lane().equals(lane) ? Labels.wrap(mark.words()).size() : 0;
        if (panel.drawing().moments().get(i).look()) {
          below = Math.max(below, lines);
        } else {
          above = Math.max(above, lines);
        }
      }
    }
    double bar = top + PAD + above * Labels.LINE + BAR / 2;
    return new Row(top, bar, bar + BAR / 2 + Math.max(below * Labels.LINE, above == 0 ? Labels.LINE : 3) + PAD);
  }

  private void writeColumns(Strip strip, double height) {
    for (Column column : strip.columns()) {
      double x = NAMES + column.x();
      if (column.iteration() % 2 == 1) {
        html.empty(
            "rect", "class", "odd", "x", n(x), "y", "0", "width", n(column.width()), "height", n(height));
      }
      html.empty("line", "class", "border", "x1", n(x), "y1", "0", "x2", n(x), "y2", n(height));
      boolean says = column.continued() && column.width() > 150;
      String title = "iteration " + column.iteration() + (says ? ", continued" : "");
      html.element("text", title, "class", "iteration", "x", n(x + 5), "y", "14");
    }
  }

  /** Writes one panel. */
  private final class Writer {
    private final Strip strip;
    private final Panel panel;
    private final double top;
    private final Map<Lane, Row> rows;
    private final double left = NAMES;
    private final double right;

    Writer(Strip strip, Panel panel, double top, Map<Lane, Row> rows) {
      this.strip = strip;
      this.panel = panel;
      this.top = top;
      this.rows = rows;
      Column last = strip.columns().get(strip.columns().size() - 1);
      this.right = NAMES + last.x() + last.width();
    }

    void write() {
      double bottom = strip.lanes().isEmpty() ? top + TITLE : row(strip.lanes().get(strip.lanes().size() - 1)).bottom;
      String title =
          switch (panel.which()) {
            case 0 -> "EXPECTED";
            case 1 -> "ACTUAL";
            default -> "BOTH";
          };
      html.line().open("g", "class", "panel");
      html.empty("rect", "class", "frame", "x", "1", "y", n(top), "width", n(right - 1), "height", n(bottom - top));
      html.empty("rect", "class", "title", "x", "1", "y", n(top), "width", n(NAMES - 1), "height", n(TITLE));
      html.element("text", title, "class", "title", "x", "8", "y", n(top + 14));
      strip.lanes().forEach(this::writeName);
      panel.drawing().spans().forEach(this::writeSpan);
      writeDifference(bottom);
      panel.drawing().arrows().forEach(this::writeArrow);
      strip.lanes().forEach(this::writeGoingOn);
      for (int i = panel.from(); i < panel.to(); i++) {
        for (Mark mark : panel.drawing().moments().get(i).marks()) {
          writeMark(mark, i);
        }
      }
      html.close();
    }

    private Row row(Lane lane) {
      return rows.getOrDefault(lane, new Row(0, 0, 0));
    }

    private boolean isAfter(int moment) {
      return moment > panel.difference();
    }

    private String faded(String classes, boolean after) {
      return after ? classes + " after" : classes;
    }

    private void writeName(Lane lane) {
      Row row = row(lane);
      html.empty("line", "class", "lane", "x1", "1", "y1", n(row.top), "x2", n(right), "y2", n(row.top));
      double y = (row.top + row.bottom) / 2;
      html.open("g", "class", "name");
      html.element("title", lane.name() + ", " + lane.kind().about);
      html.element("text", Labels.cut(lane.name(), NAME_LETTERS), "class", "name", "x", "8", "y", n(y));
      html.element("text", lane.kind().about, "class", "about", "x", "8", "y", n(y + 11.5));
      html.close();
    }

    private double place(int moment) {
      return NAMES + panel.place(moment);
    }

    private double placeOrEdge(int moment) {
      return moment < panel.from() ? left : moment >= panel.to() ? right : place(moment);
    }

    // ---- stretches

    private void writeSpan(Span span) {
      if (!rows.containsKey(span.lane()) || span.from() >= panel.to() || span.to() < panel.from()) {
        return;
      }
      int cut = Math.max(span.from(), Math.min(span.to(), panel.difference()));
      writeSpan(span, span.from(), cut, false);
      writeSpan(span, cut, span.to(), true);
    }

    private void writeSpan(Span span, int from, int to, boolean after) {
      if (from >= to || from >= panel.to() || to < panel.from()) {
        return;
      }
      double y = row(span.lane()).bar;
      double x1 = placeOrEdge(from);
      double x2 = placeOrEdge(to);
      String stretch = span.stretch().name().toLowerCase(Locale.ROOT);
      switch (span.stretch()) {
        case RUNNING ->
            html.empty(
                "rect", "class", faded(stretch, after), "x", n(x1), "y", n(y - 4.5), "width", n(x2 - x1), "height", "9");
        case BUSY ->
            html.empty(
                "path", "class", faded(stretch, after), "d",
                "M" + n(x1) + " " + n(y - 3) + "V" + n(y + 3) + "M" + n(x1) + " " + n(y) + "H" + n(x2));
        default ->
            html.empty("line", "class", faded(stretch, after), "x1", n(x1), "y1", n(y), "x2", n(x2), "y2", n(y));
      }
    }

    private void writeGoingOn(Lane lane) {
      List<String> words = panel.goingOn(lane);
      writeLines(words, faded("going", isAfter(panel.from())), left + 4, row(lane).bar - 10 - (words.size() - 1) * Labels.LINE);
    }

    private void writeLines(List<String> lines, String classes, double x, double y) {
      double at = y;
      for (String one : lines) {
        html.element("text", one, "class", classes, "x", n(x), "y", n(at));
        at += Labels.LINE;
      }
    }

    // ---- the first difference

    private void writeDifference(double bottom) {
      if (!panel.has(panel.difference())) {
        return;
      }
      double x = place(panel.difference()) - 10;
      boolean ended = panel.difference() == panel.drawing().moments().size() - 1;
      String text = ended ? "≠ first difference: this trace ends" : "≠ first difference";
      double width = text.length() * Labels.LETTER * 1.06 + 12;
      double start = Math.max(NAMES, Math.min(x, right - width));
      html.empty("line", "class", "difference", "x1", n(x), "y1", n(top), "x2", n(x), "y2", n(bottom));
      html.empty("rect", "class", "flag", "x", n(start), "y", n(top), "width", n(width), "height", n(TITLE - 1));
      html.element("text", text, "class", "flag", "x", n(start + 6), "y", n(top + 13));
    }

    // ---- arrows

    private void writeArrow(Arrow arrow) {
      if (!rows.containsKey(arrow.from()) || arrow.start() >= panel.to() || arrow.end() < panel.from()) {
        return;
      }
      String classes = faded(arrow.cause().name().toLowerCase(Locale.ROOT), panel.which() >= 0 && isAfter(arrow.end()));
      if (!arrow.taken()) {
        classes += " refused";
      }
      double y1 = row(arrow.from()).bar;
      if (arrow.start() == arrow.end()) {
        double x = place(arrow.end());
        if (arrow.from().equals(arrow.to())) {
          writeLoop(classes, x, y1);
        } else if (rows.containsKey(arrow.to())) {
          writeVertical(arrow, classes, x, y1, row(arrow.to()).bar);
        }
      } else {
        writeRail(arrow, classes, y1);
      }
    }

    /** Of a task that cancels itself. */
    private void writeLoop(String classes, double x, double y) {
      String path = "M" + n(x + 3) + " " + n(y + 5) + "c1 13 15 13 15 5";
      html.empty("path", "class", classes, "d", path);
      html.empty("path", "class", classes + " head", "d", "M" + n(x + 18) + " " + n(y + 4.5) + "l-4 7h8z");
    }

    private void writeVertical(Arrow arrow, String classes, double x, double y1, double y2) {
      double down = y2 > y1 ? 1 : -1;
      boolean waits = arrow.cause() == Cause.WAITS;
      double end = y2 - down * (waits ? 4 : 12);
      double start = y1 + down * 6 - (down < 0 ? Labels.LINE * labelLines(arrow.from(), arrow.start()) : 0);
      html.empty("line", "class", classes, "x1", n(x), "y1", n(start), "x2", n(x), "y2", n(end));
      if (waits) {
        html.empty("circle", "class", classes + " ring", "cx", n(x), "cy", n(y2), "r", "4");
        return;
      }
      writeHead(classes, x, y2 - down * 4.5, down);
      if (arrow.cause() == Cause.CANCELS) {
        html.empty(
            "path", "class", classes + " cross", "d",
            "M" + n(x - 4) + " " + n(y2 - 4) + "l8 8m0 -8l-8 8");
      } else {
        html.empty("circle", "class", classes + " dot", "cx", n(x), "cy", n(y2), "r", "4");
      }
    }

    private void writeHead(String classes, double x, double y, double down) {
      html.empty(
          "path", "class", classes + " head", "d",
          "M" + n(x) + " " + n(y) + "l-4 " + n(-8 * down) + "h8z");
    }

    /** Along the lane of the future, which is done there, and then over to who hears of it. */
    private void writeRail(Arrow arrow, String classes, double y) {
      double x1 = placeOrEdge(arrow.start());
      double x2 = placeOrEdge(arrow.end());
      if (!panel.has(arrow.end()) || !rows.containsKey(arrow.to())) {
        html.empty("line", "class", classes, "x1", n(x1), "y1", n(y), "x2", n(x2), "y2", n(y));
        return;
      }
      double y2 = row(arrow.to()).bar;
      if (y2 == y) {
        html.empty("line", "class", classes, "x1", n(x1), "y1", n(y), "x2", n(x2), "y2", n(y2));
        return;
      }
      double down = y2 > y ? 1 : -1;
      double bend = Math.max(x1, x2 - 8);
      double end = down > 0 ? y2 - 12 - Labels.LINE * labelLines(arrow.to(), arrow.end()) : y2 + 7;
      html.empty(
          "path", "class", classes, "d",
          "M" + n(x1) + " " + n(y) + "H" + n(bend) + "Q" + n(x2) + " " + n(y) + " " + n(x2) + " " + n(y + 8 * down)
              + "V" + n(end - 7 * down));
      writeHead(classes, x2, end, down);
    }

    /** How high the label is that stands above a mark. */
    private int labelLines(Lane lane, int moment) {
      return panel.drawing().moments().get(moment).marks().stream()
          .filter(mark -> mark.lane().equals(lane))
          .mapToInt(mark -> Labels.wrap(mark.words()).size())
          .max()
          .orElse(0);
    }

    // ---- marks

    private void writeMark(Mark mark, int moment) {
      boolean look = panel.drawing().moments().get(moment).look();
      boolean differs = mark.line() == line || (mark.line() == Mark.NO_LINE && moment == panel.difference());
      boolean after = mark.line() > line || (!differs && isAfter(moment));
      List<String> words = Labels.wrap(mark.words());
      Row row = row(mark.lane());
      double x = place(moment);
      String classes = faded("mark", after);
      int which = Math.max(0, panel.which());
      if (mark.line() == Mark.NO_LINE) {
        html.open("g", "class", classes);
      } else {
        String letter = which == 0 ? "e" : "a";
        html.open(
            "a", "class", classes, "id", id + "-m" + letter + mark.line(), "href", "#" + id + "-" + letter + mark.line());
        html.element("title", tip.apply(which, mark.line()));
      }
      double y = look ? row.bar + BAR / 2 + 9 : row.bar - 10 - (words.size() - 1) * Labels.LINE;
      if (differs && !words.isEmpty()) {
        double from = look ? row.bar - 8 : y - 11;
        double to = look ? y + (words.size() - 1) * Labels.LINE + 5 : row.bar + 8;
        double width = Math.max(18, Labels.width(words) + 8);
        html.empty("rect", "class", "differs", "x", n(x - 7), "y", n(from), "width", n(width + 4), "height", n(to - from));
      }
      writeSign(mark, x, row.bar);
      double shift = mark.sign() == Sign.STILL ? 0 : 4;
      writeLines(words, look ? "look" : mark.sign() == Sign.STILL ? "still" : "label", x - shift, y);
      html.close();
    }

    private void writeSign(Mark mark, double x, double y) {
      String at = "M" + n(x) + " " + n(y);
      if (mark.lane().kind() == Kind.QUEUE) {
        writeQueue(mark, x, y);
        return;
      }
      switch (mark.sign()) {
        case STARTS -> sign("full", at + "m-4 -7l10 7l-10 7z");
        case GOES_ON -> sign("hollow", at + "m-4 -6l9 6l-9 6z");
        case DOES -> html.empty("circle", "class", "full", "cx", n(x), "cy", n(y), "r", "3.6");
        case FAILS -> sign("thick", at + "m-4 -4l8 8m0 -8l-8 8");
        case LOGS -> sign("hollow", at + "m-3.5 -3.5h7v7h-7z");
        case AWAITS -> sign("thick", at + "m-2.5 -6v12m5 -12v12");
        case YIELDS -> sign("thick", at + "m0 -6v12");
        case RETURNS -> sign("full", at + "m-5 -5h10v10h-10z");
        case RAISES -> {
          sign("full", at + "m-6 -6h12v12h-12z");
          sign("white", at + "m-3.2 -3.2l6.4 6.4m0 -6.4l-6.4 6.4");
        }
        case CALLED -> sign("hollow", at + "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z");
        case REPORTS -> {
          sign("hollow", at + "m0 -6.5l6.5 11.5h-13z");
          sign("thin", at + "m0 -3v4m0 1.4v1.4");
        }
        case CHANGES -> sign("thin", at + "m0 -3v6");
        case COMPLETED -> sign("full", at + "m0 -5l5 5l-5 5l-5 -5z");
        case STILL -> sign("thick", at + "m-7 -5v10m3 -10v10");
      }
    }

    private void sign(String classes, String path) {
      html.empty("path", "class", classes, "d", path);
    }

    /** A box for each handle that is ready. */
    private void writeQueue(Mark mark, double x, double y) {
      String ready = mark.words().stream().filter(word -> word.startsWith("ready=")).findFirst().orElse("ready=");
      String number = ready.substring("ready=".length());
      if (!number.matches("[1-9][0-9]{0,3}")) {
        sign("thin", "M" + n(x) + " " + n(y) + "m-3 3h6");
        return;
      }
      int boxes = Math.min(7, Integer.parseInt(number));
      for (int i = 0; i < boxes; i++) {
        html.empty("rect", "class", "handle", "x", n(x - 4 + i * 8), "y", n(y - 4), "width", "6", "height", "8");
      }
    }
  }
}
