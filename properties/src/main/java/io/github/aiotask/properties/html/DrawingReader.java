package io.github.aiotask.properties.html;

import io.github.aiotask.properties.html.Drawing.Arrow;
import io.github.aiotask.properties.html.Drawing.Cause;
import io.github.aiotask.properties.html.Drawing.Kind;
import io.github.aiotask.properties.html.Drawing.Lane;
import io.github.aiotask.properties.html.Drawing.Mark;
import io.github.aiotask.properties.html.Drawing.Moment;
import io.github.aiotask.properties.html.Drawing.Sign;
import io.github.aiotask.properties.html.Drawing.Span;
import io.github.aiotask.properties.html.Drawing.Stretch;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out what there is to draw of a trace. Draws what the trace says, and no more: the trace may be wrong. */
final class DrawingReader {
  private static final Set<String> WAITING = Set.of("await", "wait", "wait-for", "yield");

  private final boolean all;
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Set<Lane> lanes = new LinkedHashSet<>();
  private final List<Moment> moments = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final Map<Lane, Going> going = new LinkedHashMap<>();
  private final Map<String, Integer> done = new HashMap<>();
  private final Map<String, Map<String, String>> seen = new HashMap<>();
  private int iteration;
  private int sinceMain = -1;

  /** A stretch that has begun. */
  private record Going(Stretch stretch, String of, int from) {}

  private DrawingReader(Program program) {
    this.all = program.trace() == Program.Trace.ALL;
    Stream.concat(program.main().stream(), program.bodies().values().stream().flatMap(List::stream)).forEach(this::collect);
  }

  private void collect(Instruction one) {
    Instruction inner = one.inner();
    if (inner != null) {
      collect(inner);
    } else if (one.op() == Op.TASK || one.op() == Op.SPAWN) {
      kinds.put(one.arg(one.op() == Op.TASK ? 0 : 1), Kind.TASK);
    } else if (one.op() == Op.COROUTINE) {
      kinds.putIfAbsent(one.arg(0), Kind.COROUTINE);
    } else if (one.op() == Op.LOOP) {
      kinds.putIfAbsent(one.arg(0), Kind.LOOP);
    }
  }

  /**
   * The drawing of a trace.
   *
   * @param program that was run
   */
  static Drawing read(Program program, List<String> trace) {
    DrawingReader reader = new DrawingReader(program);
    for (int i = 0; i < trace.size(); i++) {
      reader.read(trace.get(i), i);
    }
    return reader.end();
  }

  private void read(String line, int index) {
    int digits = 0;
    while (digits < line.length() && line.charAt(digits) >= '0' && line.charAt(digits) <= '9') {
      digits++;
    }
    String rest = digits < line.length() ? line.substring(digits + 1) : "";
    char mark = digits > 0 && digits < 9 && digits < line.length() ? line.charAt(digits) : ' ';
    if (mark == ':' || mark == '=') {
      iteration = Math.max(iteration, Integer.parseInt(line.substring(0, digits)));
    }
    if (!all || (mark != ':' && mark != '=')) {
      event(Lane.LOG, Sign.LOGS, List.of(mark == ' ' ? line : rest), index);
    } else if (mark == '=') {
      look(rest, index);
    } else {
      event(rest, index);
    }
  }

  private Drawing end() {
    List<Mark> still = new ArrayList<>();
    going.forEach(
        (lane, open) -> {
          if (open.stretch == Stretch.WAITING) {
            still.add(new Mark(lane, Sign.STILL, List.of("still waits for", open.of), Mark.NO_LINE));
          } else if (lane.kind() == Kind.TASK && open.stretch != Stretch.PENDING) {
            still.add(new Mark(lane, Sign.STILL, List.of("not done"), Mark.NO_LINE));
          }
        });
    moments.add(new Moment(iteration, false, still));
    List.copyOf(going.keySet()).forEach(lane -> stop(lane, moments.size() - 1));
    List<Lane> ordered = new ArrayList<>(lanes);
    ordered.sort(Comparator.comparing(lane -> rank(lane.kind())));
    return new Drawing(ordered, moments, spans, arrows);
  }

  /** Tasks and coroutines stay in the order in which they appear. */
  static int rank(Kind kind) {
    return kind == Kind.COROUTINE ? Kind.TASK.ordinal() : kind.ordinal();
  }

  // ---- lanes and stretches

  private Lane lane(Kind kind, String name) {
    return switch (kind) {
      case MAIN -> Lane.MAIN;
      case CALLBACKS -> Lane.CALLBACKS;
      default -> new Lane(kind, name);
    };
  }

  /** The lane of who does something. */
  private Lane laneOfWho(String who, String what) {
    Kind kind = kinds.get(who);
    if (kind == Kind.TASK || kind == Kind.COROUTINE) {
      return lane(kind, who);
    }
    if (who.equals("main")) {
      return Lane.MAIN;
    }
    boolean coroutine = what.startsWith(" starts") || what.startsWith(" awaits ") || what.startsWith(" returns ");
    return coroutine ? lane(Kind.COROUTINE, who) : Lane.CALLBACKS;
  }

  /** The lane of what can be completed. */
  private Lane laneOfFuture(String name) {
    return lane(kinds.getOrDefault(name, Kind.FUTURE), name);
  }

  private void go(Lane lane, Stretch stretch, String of, int now) {
    stop(lane, now);
    going.put(lane, new Going(stretch, of, now));
  }

  private void stop(Lane lane, int now) {
    Going open = going.remove(lane);
    if (open != null && now > open.from) {
      spans.add(new Span(lane, open.stretch, open.of, open.from, now));
    }
  }

  private boolean is(Lane lane, Stretch stretch) {
    Going open = going.get(lane);
    return open != null && open.stretch == stretch;
  }

  private void point(Cause cause, Lane from, int start, Lane to, int end, boolean taken) {
    lanes.add(from);
    lanes.add(to);
    arrows.add(new Arrow(cause, from, start, to, end, taken));
  }

  private void complete(String name, int now) {
    if (done.putIfAbsent(name, now) == null) {
      Lane lane = laneOfFuture(name);
      if (lane.kind() == Kind.FUTURE) {
        stop(lane, now);
      }
    }
  }

  // ---- events

  private int event(Lane lane, Sign sign, List<String> words, int index) {
    lanes.add(lane);
    moments.add(new Moment(iteration, false, List.of(new Mark(lane, sign, words, index))));
    return moments.size() - 1;
  }

  private void event(String text, int index) {
    if (text.startsWith("report ")) {
      event(Lane.CALLBACKS, Sign.REPORTS, List.of("report", text.substring("report ".length())), index);
      return;
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ':') {
      end++;
    }
    String subject = text.substring(0, end);
    String what = text.substring(end);
    int at = subject.indexOf('@');
    String who = at < 0 ? subject : subject.substring(0, at);
    Lane lane = laneOfWho(who, what);
    List<String> words = new ArrayList<>();
    if (lane.kind() == Kind.CALLBACKS) {
      words.add(subject);
    } else if (at >= 0) {
      words.add(subject.substring(at).equals("@-") ? "(in no task)" : "(in " + subject.substring(at + 1) + ")");
    }
    boolean instruction = what.startsWith(": ");
    String said = instruction ? what.substring(2) : what.strip();
    int split = instruction ? answer(said) : said.length();
    words.add(said.substring(0, split).strip());
    if (split < said.length()) {
      words.add(said.substring(split).strip());
    }
    int now = event(lane, sign(instruction, said), words, index);
    if (instruction) {
      instruction(lane, said, now);
    } else {
      happens(lane, who, said, now);
    }
    followMain(lane, now);
  }

  /** Where the answer of an instruction begins. */
  private static int answer(String said) {
    int error = said.indexOf(" ! ");
    int value = said.indexOf(" = ");
    int first = error < 0 ? value : value < 0 ? error : Math.min(error, value);
    return first < 0 ? said.length() : first;
  }

  private static Sign sign(boolean instruction, String said) {
    String first = said.split(" ", 2)[0];
    if (instruction) {
      return WAITING.contains(first) ? Sign.GOES_ON : said.contains(" ! ") ? Sign.FAILS : Sign.DOES;
    }
    return switch (first) {
      case "starts" -> Sign.STARTS;
      case "awaits" -> Sign.AWAITS;
      case "yields" -> Sign.YIELDS;
      case "returns" -> Sign.RETURNS;
      case "raises" -> Sign.RAISES;
      case "called" -> Sign.CALLED;
      case "log" -> Sign.LOGS;
      default -> Sign.DOES;
    };
  }

  /** An instruction of main is told when it is done: what was told meanwhile is its doing. */
  private void followMain(Lane lane, int now) {
    if (lane.kind() != Kind.MAIN) {
      sinceMain = sinceMain < 0 ? now : sinceMain;
      return;
    }
    if (sinceMain >= 0) {
      spans.add(new Span(Lane.MAIN, Stretch.BUSY, "", sinceMain, now));
    }
    sinceMain = -1;
  }

  private void happens(Lane lane, String who, String said, int now) {
    String[] words = said.split(" ", 2);
    String operand = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "starts" -> go(lane, Stretch.RUNNING, "", now);
      case "awaits" -> {
        go(lane, Stretch.WAITING, operand, now);
        awaited(operand).forEach(one -> point(Cause.WAITS, lane, now, laneOfFuture(one), now, true));
      }
      case "yields" -> go(lane, Stretch.READY, "", now);
      case "leaves" -> goOn(lane, now);
      case "returns", "raises" -> {
        stop(lane, now);
        if (lane.kind() == Kind.TASK) {
          complete(who, now);
        }
      }
      case "called" -> {
        Integer since = done.get(operand);
        if (since != null) {
          point(Cause.CALLS, laneOfFuture(operand), since, lane, now, true);
        }
      }
      default -> {}
    }
  }

  /** What is waited for: a future, or the operands of a wait or wait-for. */
  private static List<String> awaited(String operand) {
    List<String> words = List.of(operand.split(" "));
    return switch (words.get(0)) {
      case "wait" -> words.subList(1, words.size()).stream().takeWhile(word -> !isOption(word)).toList();
      case "wait-for" -> words.stream().skip(1).limit(1).toList();
      default -> List.of(operand);
    };
  }

  private static boolean isOption(String word) {
    return Limits.isSeconds(word) || Set.of("first", "exception", "all", "->").contains(word);
  }

  private void instruction(Lane lane, String said, int now) {
    String[] words = said.split(" ");
    String operand = words.length > 1 ? words[1] : "";
    boolean raised = said.contains(" ! ");
    boolean taken = said.endsWith(" = True");
    switch (words[0]) {
      case "await", "wait", "wait-for", "yield" -> goOn(lane, now);
      case "task" -> create(operand, raised, said, now);
      case "spawn" -> create(words.length > 2 ? words[2] : "", raised, said, now);
      case "future", "duck", "raising", "gather", "shield" -> {
        if (!raised) {
          done.remove(operand);
          go(laneOfFuture(operand), Stretch.PENDING, "", now);
        }
      }
      case "set", "fail", "base-set", "base-fail" -> {
        if (!raised) {
          point(Cause.COMPLETES, lane, now, laneOfFuture(operand), now, true);
          complete(operand, now);
        }
      }
      case "cancel", "base-cancel" -> {
        if (!raised) {
          point(Cause.CANCELS, lane, now, laneOfFuture(operand), now, taken);
          if (taken && (words[0].equals("base-cancel") || laneOfFuture(operand).kind() == Kind.FUTURE)) {
            complete(operand, now);
          }
        }
      }
      case "send" -> {
        if (!raised && laneOfFuture(operand).kind() == Kind.FUTURE) {
          point(Cause.COMPLETES, lane, now, laneOfFuture(operand), now, true);
          complete(operand, now);
        }
      }
      default -> {}
    }
  }

  private void create(String task, boolean raised, String said, int now) {
    if (!raised && !said.contains(" eager")) {
      done.remove(task);
      go(lane(Kind.TASK, task), Stretch.READY, "", now);
    }
  }

  /** A coroutine is resumed, unless it never stopped: it has found done what it awaits. */
  private void goOn(Lane lane, int now) {
    Going open = going.get(lane);
    if (open == null || open.stretch == Stretch.RUNNING) {
      return;
    }
    Integer since = open.stretch == Stretch.WAITING ? done.get(open.of) : null;
    if (since != null) {
      point(Cause.WAKES, laneOfFuture(open.of), since, lane, now, true);
    }
    go(lane, Stretch.RUNNING, "", now);
  }

  // ---- looks

  private void look(String text, int index) {
    String name = text.split(" ", 2)[0];
    Lane lane = name.equals("loop") ? Lane.QUEUE : laneOfFuture(name);
    Map<String, String> keys = keysOf(text.substring(name.length()));
    Map<String, String> before = seen.getOrDefault(name, Map.of());
    List<String> words = new ArrayList<>();
    keys.forEach(
        (key, word) -> {
          if (!word.equals(before.get(key)) || (key.equals("ready") && lane.equals(Lane.QUEUE))) {
            words.add(key.equals("state") ? word.substring("state=".length()) : word);
          }
        });
    before.keySet().stream().filter(key -> !keys.containsKey(key)).forEach(key -> words.add("no " + key));
    seen.put(name, keys);
    lanes.add(lane);
    int last = moments.size() - 1;
    Moment open = last < 0 ? null : moments.get(last);
    Mark mark = new Mark(lane, isCompleted(keys, before) ? Sign.COMPLETED : Sign.CHANGES, words, index);
    if (open == null || !open.look() || open.iteration() != iteration
        || open.marks().stream().anyMatch(one -> one.lane().equals(lane))) {
      moments.add(new Moment(iteration, true, List.of(mark)));
    } else {
      List<Mark> marks = new ArrayList<>(open.marks());
      marks.add(mark);
      moments.set(last, new Moment(iteration, true, List.copyOf(marks)));
    }
    follow(lane, name, keys, moments.size() - 1);
  }

  private static boolean isCompleted(Map<String, String> keys, Map<String, String> before) {
    return isDone(keys) && !isDone(before);
  }

  private static boolean isDone(Map<String, String> keys) {
    return !keys.getOrDefault("state", "state=pending").equals("state=pending");
  }

  private static Map<String, String> keysOf(String look) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String word : words(look)) {
      int is = word.indexOf('=');
      keys.put(is < 0 ? word : word.substring(0, is), word);
    }
    return keys;
  }

  /** Words, where quotes and brackets keep together what is between them. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == '\'' && depth <= 0;
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ' ' && !quoted && depth <= 0) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    words.removeIf(String::isEmpty);
    return words;
  }

  /** What a look says about stretches, where events have not said it. */
  private void follow(Lane lane, String name, Map<String, String> keys, int now) {
    if (!keys.containsKey("state")) {
      return;
    }
    if (isDone(keys)) {
      complete(name, now);
      if (lane.kind() != Kind.FUTURE && !is(lane, Stretch.RUNNING)) {
        stop(lane, now);
      }
      return;
    }
    done.remove(name);
    String waiter = keys.getOrDefault("waiter", "");
    if (lane.kind() == Kind.FUTURE && !going.containsKey(lane)) {
      go(lane, Stretch.PENDING, "", now);
    } else if (!waiter.isEmpty() && is(lane, Stretch.READY)) {
      go(lane, Stretch.WAITING, waiter.substring("waiter=".length()), now);
    } else if (lane.kind() == Kind.TASK && !going.containsKey(lane) && !seenBefore(lane, now)) {
      go(lane, Stretch.READY, "", now);
    }
  }

  private boolean seenBefore(Lane lane, int now) {
    return moments.subList(0, now).stream().flatMap(one -> one.marks().stream()).anyMatch(mark -> mark.lane().equals(lane));
  }
}
