package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Finding;
import io.github.aiotask.properties.check.Difference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The report of a campaign as a page that needs no other file. */
final class HtmlReport {
  private static final String STYLE =
      "body{font:14px sans-serif;margin:2em}pre,td,th{font:13px monospace;text-align:left;white-space:pre-wrap}"
          + "table{border-collapse:collapse}td,th{padding:0 1em 0 0;vertical-align:top}tr.differs{background:#fdd}";

  private HtmlReport() {}

  /** Writes a new file. */
  static void write(Path file, CampaignReport report) throws IOException {
    Files.write(file, lines(report), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static List<String> lines(CampaignReport report) {
    List<String> lines = new ArrayList<>();
    String title = report.head().get(0);
    lines.add("<!DOCTYPE html>");
    lines.add("<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title) + "</title>");
    lines.add("<style>" + STYLE + "</style></head><body>");
    lines.add("<h1>aiotask-conform</h1>");
    addText(lines, report.head());
    addText(lines, report.tail());
    for (Finding finding : report.results().findings()) {
      lines.add("<h2>" + escape(report.title(finding)) + "</h2>");
      report.subtitles(finding).forEach(line -> lines.add("<p>" + escape(line) + "</p>"));
      addText(lines, ProgramText.lines(finding.example().program()));
      Difference difference = finding.difference();
      if (difference != null) {
        addTable(lines, CampaignReport.sideBySide(difference));
      }
    }
    lines.add("</body></html>");
    return lines;
  }

  private static void addText(List<String> lines, List<String> text) {
    lines.add("<pre>" + escape(String.join("\n", text)) + "</pre>");
  }

  private static void addTable(List<String> lines, SideBySide traces) {
    lines.add("<table><tr><th>" + escape(traces.leftTitle()) + "</th><th>" + escape(traces.rightTitle()) + "</th></tr>");
    for (SideBySide.Row row : traces.rows()) {
      lines.add(
          (row.same() ? "<tr>" : "<tr class=\"differs\">")
              + "<td>" + escape(row.left()) + "</td><td>" + escape(row.right()) + "</td></tr>");
    }
    lines.add("</table>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
