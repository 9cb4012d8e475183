package io.github.aiotask.jmh;

import io.github.aiotask.jmh.Target.Pair;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the results, one picture for each question; greys, dashes and marks differ, so that no colour is needed to read them.
 *
 * <pre>
 * java -cp jmh/target/benchmarks.jar io.github.aiotask.jmh.Charts jmh/results
 * </pre>
 */
public final class Charts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int SLANT = 20; // degrees: long names would overlap
  private static final Color[] GREYS = {new Color(0x22, 0x22, 0x22), new Color(0x77, 0x77, 0x77), new Color(0xaa, 0xaa, 0xaa), new Color(0xdd, 0xdd, 0xdd)};
  private static final Marker[] MARKS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS};
  private static final float[][] DASHES = {{1}, {8, 5}, {2, 4}, {12, 4, 2, 4}};
  private static final int[] TASKS = {1, 10, 1000, 100_000};

  private final Path folder;
  private final Map<String, Results> byJdk = new LinkedHashMap<>();

  private Charts(Path folder) throws IOException {
    this.folder = folder;
    List<Results> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        all.add(Results.read(file));
      }
    }
    all.sort(Comparator.comparing(Results::java).reversed());
    all.forEach(results -> byJdk.merge("JDK " + results.java(), results, Results::with));
  }

  /**
   * Draws.
   *
   * @param args the folder with the results, for the pictures too
   * @throws IOException if it cannot read or write there
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: Charts FOLDER");
      System.exit(2);
      return;
    }
    System.setProperty("java.awt.headless", "true");
    Charts charts = new Charts(Path.of(args[0]));
    charts.ratios();
    charts.peers();
    charts.growth();
    charts.direct();
    charts.bytes();
    charts.targets();
  }

  /** What was asked for, and what came of it. */
  private void targets() throws IOException {
    StringBuilder table = new StringBuilder("# Targets and what was reached\n\nWritten by `Charts` from the results beside it.\n\n");
    table.append("| target | rule | reach | aim |");
    byJdk.keySet().forEach(jdk -> table.append(' ').append(jdk).append(" |"));
    table.append("\n|---|---|---|---|").append("---|".repeat(byJdk.size())).append('\n');
    for (Target target : Target.all()) {
      table.append("| ").append(target.what()).append(" | ").append(target.rule());
      table.append(" | ").append(target.reach()).append(" | ").append(target.aim()).append(" |");
      for (Results results : byJdk.values()) {
        double value = target.value(results.byKey());
        table.append(' ').append(Double.isNaN(value) ? "" : rounded(value) + ", ");
        table.append(target.verdict(value, results.java()).text()).append(" |");
      }
      table.append('\n');
    }
    Files.writeString(folder.resolve("targets.md"), table.toString());
  }

  /** How many times the floor does a thing cost? */
  private void ratios() throws IOException {
    bars(
        "to-the-floor",
        "times the floor",
        Row::ratio,
        List.of(
            "yield-1", "yield-1000", "done-future", "floor-round-trip", "round-trip-10", "floor-create", "create-finish",
            "eager-start", "floor-cancel", "create-cancel", "floor-gather", "gather-10000", "call-soon"));
  }

  /** How many bytes does it allocate? */
  private void bytes() throws IOException {
    bars(
        "bytes",
        "bytes allocated",
        Row::bytes,
        List.of("yield-1000", "done-future", "round-trip-10", "create-finish", "eager-start", "create-cancel", "call-soon"));
  }

  private interface Value {
    double of(Row row);
  }

  private void bars(String file, String axis, Value value, List<String> variants) throws IOException {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(axis).build();
    int series = 0;
    for (Map.Entry<String, Results> one : byJdk.entrySet()) {
      Map<String, Row> rows = one.getValue().byKey();
      List<String> names = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (String variant : variants) {
        Row row = rows.get(variant + ":floor");
        if (row != null) {
          names.add(variant);
          values.add(rounded(value.of(row)));
        }
      }
      if (!names.isEmpty()) {
        CategorySeries bars = chart.addSeries(one.getKey(), names, values);
        bars.setFillColor(GREYS[series++ % GREYS.length]);
      }
    }
    style(chart.getStyler());
    chart.getStyler().setLabelsVisible(true).setLabelsPosition(1.0).setLabelsFontColor(Color.BLACK);
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setXAxisLabelRotation(SLANT);
    save(chart, file);
  }

  /** How many times faster than others is it? */
  private void peers() throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle("times faster than (logarithmic)").build();
    Set<Pair> peers = new LinkedHashSet<>();
    Target.all().stream().filter(target -> target.kind() == Target.Kind.FASTER).map(Target::pair).forEach(peers::add);
    Variants.COMPARISONS.stream().filter(pair -> !pair.base().startsWith("floor")).forEach(peers::add);
    int series = 0;
    for (Map.Entry<String, Results> one : byJdk.entrySet()) {
      Map<String, Row> rows = one.getValue().byKey();
      List<String> names = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (Pair pair : peers) {
        Row row = rows.get(pair.key());
        if (row != null) {
          names.add(pair.base());
          values.add(rounded(1 / row.ratio()));
        }
      }
      if (!names.isEmpty()) {
        CategorySeries bars = chart.addSeries(one.getKey(), names, values);
        bars.setFillColor(GREYS[series++ % GREYS.length]);
      }
    }
    style(chart.getStyler());
    chart.getStyler().setLabelsVisible(true).setLabelsPosition(1.0).setLabelsFontColor(Color.BLACK);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(1.0);
    chart.getStyler().setXAxisLabelRotation(SLANT);
    save(chart, "faster-than");
  }

  /** Does a step get dearer with the number of tasks? */
  private void growth() throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("tasks (logarithmic)")
            .yAxisTitle("ns of CPU time for each operation (logarithmic)")
            .build();
    Results newest = byJdk.values().iterator().next();
    int series = 0;
    for (String kind : List.of("floor", "yield", "round-trip", "create-finish")) {
      List<Integer> tasks = new ArrayList<>();
      List<Double> nanos = new ArrayList<>();
      for (int count : TASKS) {
        String name = kind.equals("floor") && count == 1 ? kind : kind + "-" + count;
        newest.rows().stream()
            .filter(row -> row.variant().equals(name) && row.base().startsWith("floor"))
            .findFirst()
            .ifPresent(
                row -> {
                  tasks.add(count);
                  nanos.add(rounded(row.nanos()));
                });
      }
      if (!tasks.isEmpty()) {
        XYSeries line = chart.addSeries(kind, tasks, nanos);
        line.setMarker(MARKS[series % MARKS.length]).setMarkerColor(Color.BLACK).setLineColor(Color.BLACK);
        line.setLineStyle(
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES[series++ % DASHES.length], 0));
      }
    }
    style(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setMarkerSize(9);
    save(chart, "growth");
  }

  /** What does a resume in direct style cost, on each kind of thread, and below the library? */
  private void direct() throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .yAxisTitle("µs a resume (logarithmic)")
            .build();
    List<Row> rows = byJdk.values().iterator().next().rows();
    int series = 0;
    for (DirectKind kind : DirectKind.values()) {
      List<String> names = new ArrayList<>(List.of("floor", "1 coroutine"));
      List<String> variants = new ArrayList<>(List.of("floor-" + kind.text(), "direct-" + kind.text() + "-1"));
      for (int tasks : Variants.DIRECT_TASKS) {
        if (tasks > 1) {
          names.add(tasks + " coroutines");
          variants.add("direct-" + kind.text() + "-" + tasks);
        }
      }
      names.add("round trip");
      variants.add("direct-" + kind.text() + "-round-trip");
      List<Double> values = new ArrayList<>();
      for (String variant : variants) {
        values.add(
            rows.stream()
                .filter(row -> row.variant().equals(variant) && row.base().equals("floor-" + kind.text()))
                .map(row -> rounded(row.nanos() / 1000))
                .findFirst()
                .orElse(null));
      }
      if (values.stream().anyMatch(value -> value != null)) {
        CategorySeries bars = chart.addSeries(kind.text(), names, values);
        bars.setFillColor(GREYS[series++ % GREYS.length]);
      }
    }
    style(chart.getStyler());
    chart.getStyler().setLabelsVisible(true).setLabelsPosition(1.0).setLabelsFontColor(Color.BLACK);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.01);
    save(chart, "direct");
  }

  private static void style(AxesChartStyler styler) {
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setChartTitleVisible(false);
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setXAxisLabelRotation(0);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    styler.setPlotGridVerticalLinesVisible(false);
  }

  private static double rounded(double value) {
    double unit = value < 10 ? 100 : value < 100 ? 10 : 1;
    return Math.round(value * unit) / unit;
  }

  private void save(org.knowm.xchart.internal.chartpart.Chart<?, ?> chart, String name) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(chart, folder.resolve(name).toString(), VectorGraphicsFormat.SVG);
  }
}
