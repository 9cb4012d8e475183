package io.github.aiotask.spec.trace;

import io.github.aiotask.spec.tlc.Tlc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the specification says to a trace.
 *
 * @param number of the trace, from 1, as TLC counts
 * @param trace which one
 * @param heard how many of its events can be
 * @param complete whether nothing must follow the last one
 */
record Verdict(int number, Trace trace, int heard, boolean complete) {
  private static final Pattern HEARD = Pattern.compile("<<(\\d+), (\\d+), (\\d+)>>");
  private static final int SHOWN = 20;

  /** Of all traces, by one run of TLC. */
  static List<Verdict> on(List<Trace> traces, Path folder) throws Exception {
    TraceModule module = new TraceModule(traces);
    Files.writeString(folder.resolve(TraceModule.NAME + ".tla"), module.text());
    Tlc tlc = Tlc.run("traces", TraceModule.READER, module.configuration(), folder);
    if (tlc.exit() != Tlc.PASSED) {
      throw new IOException("TLC failed on " + traces.size() + " traces:\n" + tlc.log());
    }
    int[] heard = new int[traces.size()];
    boolean[] complete = new boolean[traces.size()];
    for (Matcher line = HEARD.matcher(tlc.log()); line.find(); ) {
      int number = Integer.parseInt(line.group(1)) - 1;
      int events = Integer.parseInt(line.group(2));
      heard[number] = Math.max(heard[number], events);
      complete[number] |= events == traces.get(number).events().size() && line.group(3).equals("0");
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < heard.length; i++) {
      verdicts.add(new Verdict(i + 1, traces.get(i), heard[i], complete[i]));
    }
    return verdicts;
  }

  boolean accepts() {
    return heard == trace.events().size() && complete;
  }

  /** The event that cannot be; what must follow a trace that ends too early is none. */
  String refused() {
    return heard < trace.events().size() ? trace.events().get(heard).toString() : complete ? "nothing" : "the end";
  }

  @Override
  public String toString() {
    if (accepts()) {
      return "trace " + number + " is accepted";
    }
    int from = Math.max(0, heard - SHOWN);
    StringBuilder text = new StringBuilder("trace " + number + ", " + trace.name() + " as " + trace.version().number() + ": ");
    text.append("event ").append(heard + 1).append(" cannot be: ").append(refused()).append("\n  after");
    for (int i = from; i < heard; i++) {
      Event event = trace.events().get(i);
      text.append("\n    ").append(i + 1).append(' ').append(event);
      text.append(event.by() == 0 ? "" : " (instruction " + event.by() + ")");
    }
    return text.append("\n  program ").append(trace.programLine()).append('\n').toString();
  }
}
