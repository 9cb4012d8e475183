package io.github.aiotask.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of a dump. */
final class PsText {
  private static final List<String> HEAD =
      List.of("loop", "task", "state", "waits for", "coroutine stack", "awaited by");
  private static final int WIDEST = 60;

  private final Dump dump;
  private final List<List<String>> rows = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  PsText(Dump dump) {
    this.dump = dump;
  }

  String text() {
    if (dump.loops().isEmpty()) {
      return LoopText.NONE;
    }
    for (LoopDump loop : dump.loops()) {
      text.append(LoopText.of(loop));
      addRows(loop);
    }
    int[] widths = new int[HEAD.size()];
    measure(widths, HEAD);
    rows.forEach(row -> measure(widths, row));
    text.append("\n");
    write(widths, HEAD);
    int dashes = 0;
    for (int width : widths) {
      dashes += width + 2;
    }
    text.append("-".repeat(Math.max(dashes - 2, 0))).append("\n");
    rows.forEach(row -> write(widths, row));
    return text.toString();
  }

  private void addRows(LoopDump loop) {
    Map<Integer, String> names = new HashMap<>();
    loop.tasks().forEach(task -> names.put(task.id(), task.name()));
    loop.futures().forEach(future -> names.put(future.id(), future.what()));
    Map<Integer, List<Integer>> awaitedBy = loop.awaitedBy();
    for (TaskDump task : loop.tasks()) {
      String awaiters =
          awaitedBy.getOrDefault(task.id(), List.of()).stream()
              .map(id -> names.getOrDefault(id, "?"))
              .collect(Collectors.joining(", "));
      String calls = task.stack().stream().map(Call::code).collect(Collectors.joining(" -> "));
      rows.add(
          List.of(
              String.valueOf(loop.id()), task.name(), LoopText.state(task), LoopText.waits(task), calls, awaiters));
    }
  }

  private static void measure(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length && i < row.size(); i++) {
      widths[i] = Math.max(widths[i], Math.min(row.get(i).length(), WIDEST));
    }
  }

  private void write(int[] widths, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length && i < row.size(); i++) {
      String cell = LoopText.oneLine(row.get(i));
      line.append(cell).append(" ".repeat(Math.max(widths[i] - cell.length(), 0))).append("  ");
    }
    text.append(line.toString().stripTrailing()).append("\n");
  }
}
