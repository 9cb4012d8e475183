package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Instruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a draft has of asyncio's functions: what they have made so far, and what they can be given. Who waits for whom has no
 * circle: tasks are gathered in the direction in which tasks wait, by tasks alone, and each such gather is awaited where it was
 * made.
 */
final class FunctionDraft {
  private static final int MAX_DEPTH = 2;
  private static final int MOST_WORKERS = 14;

  private final Draft draft;
  private final List<String> all = new ArrayList<>(); // gathers and shields
  private final Map<String, Place> places = new HashMap<>(); // of gathers of tasks: where they were made
  private final Deque<Integer> open = new ArrayDeque<>(); // groups that the code is in
  private int given; // coroutines, j0 and so on
  private int gathers;
  private int shields;
  private int timeouts;
  private int groups;
  private int workers;

  FunctionDraft(Draft draft) {
    this.draft = draft;
  }

  /** How many coroutines there are to be given to functions. */
  int given() {
    return given;
  }

  /** One instruction. */
  String line(Move move, Place place, int depth) {
    return switch (move) {
      case GATHER -> gatherLine(place);
      case SHIELD -> shieldLine(place);
      case AWAIT_MADE -> {
        String found = awaitable(place);
        yield found == null ? draft.line(Move.AWAIT, place, depth) : "await " + found + draft.maybeToVariable();
      }
      case CANCEL_MADE -> {
        String found = any();
        yield found == null
            ? draft.line(Move.CANCEL_TASK, place, depth)
            : draft.chance(90) ? "cancel " + found + draft.message() : "set " + found + " " + draft.value();
      }
      case WAIT -> waitLine(place);
      case WAIT_FOR -> {
        String what = draft.chance(30) ? given(place) : draft.awaitable(place);
        yield "wait-for " + what + limit(place, 15) + draft.maybeToVariable();
      }
      case RESCHEDULE -> timeouts == 0 ? draft.logLine(place) : "reschedule l" + draft.below(timeouts) + limit(place, 15);
      case SPAWN -> spawnLine(place);
      case CANCEL_GROUP -> groups == 0 ? draft.logLine(place) : "cancel-group q" + group();
      default -> throw new IllegalArgumentException(move + " is no line");
    };
  }

  /** One that can be awaited there without a circle, or null. */
  private @Nullable String awaitable(Place place) {
    List<String> found = all.stream().filter(one -> places.getOrDefault(one, place).equals(place)).toList();
    return found.isEmpty() ? null : found.get(found.size() - 1 - draft.below(found.size()) / 2);
  }

  private @Nullable String any() {
    return all.isEmpty() ? null : all.get(draft.below(all.size()));
  }

  /** Coroutines to be given to functions. */
  void writeGiven(int count) {
    for (int i = 0; i < count; i++) {
      draft.put("j" + i, writeWorker());
      given++;
    }
  }

  private List<Instruction> writeWorker() {
    Place place = Place.worker(workers++);
    List<Instruction> code = new ArrayList<>();
    for (int left = draft.below(4); left > 0; left--) {
      draft.step(place, code, 1);
    }
    if (draft.chance(50)) {
      draft.add(code, draft.chance(50) ? "return " + draft.value() : draft.chance(60) ? "raise " + draft.error() : draft.awaitLine(place));
    }
    return code;
  }

  /** A coroutine that functions can be given; now and then one that has been given away. */
  private String given(Place place) {
    return given > 0 ? "j" + draft.below(given) : draft.readableFuture(place);
  }

  private String gatherLine(Place place) {
    String name = "i" + gathers++;
    StringBuilder line = new StringBuilder("gather ").append(name);
    boolean tasksToo = place.self() >= 0;
    for (int left = draft.chance(5) ? 0 : 1 + draft.below(4); left > 0; left--) {
      line.append(' ').append(child(place, draft.below(10)));
    }
    if (draft.chance(35)) {
      line.append(" returning");
    }
    all.add(name);
    if (tasksToo) {
      places.put(name, place);
    }
    return line.toString();
  }

  private String child(Place place, int at) {
    if (at < 3) {
      return given(place);
    }
    if (at < 6 && place.self() >= 0) {
      return draft.awaitedTask(place);
    }
    return at == 9 && draft.hasRefusers() ? "r0" : draft.libraryFuture(place);
  }

  private String shieldLine(Place place) {
    String name = "o" + shields++;
    all.add(name);
    return "shield " + name + " " + (draft.chance(25) ? given(place) : draft.anyFuture().replace("d0", "f0"));
  }

  private String waitLine(Place place) {
    StringBuilder line = new StringBuilder("wait");
    for (int left = 1 + draft.below(3); left > 0; left--) {
      boolean coroutine = draft.generator().waitsTakeCoroutines() && draft.chance(20);
      line.append(' ').append(coroutine ? given(place) : draft.chance(50) ? draft.readableFuture(place) : draft.task(place));
    }
    line.append(draft.oneOf("", " first", " exception", " all"));
    return line + (draft.chance(50) ? limit(place, 0) : "") + draft.maybeToVariable();
  }

  /** A time in seconds, behind a space; some are over already, some are None. */
  private String limit(Place place, int percentOver) {
    if (draft.chance(percentOver)) {
      return draft.chance(50) ? " 0" : draft.chance(50) ? " -1" : percentOver > 0 ? " None" : "";
    }
    if (!place.once() || !draft.hasDeadlines()) {
      return percentOver > 0 ? " None" : "";
    }
    return " " + draft.newDeadline();
  }

  /** What chance would hardly put together, if it can stand there. */
  boolean writeSeldom(Move move, Place place, List<Instruction> code) {
    boolean waits = place.step() && place.rank() < Place.PLAIN;
    if (move == Move.SHIELD && (waits || place.isMain())) {
      writeTwoShields(place, code);
      return true;
    }
    if (move == Move.WAIT_FOR && waits && place.once() && workers < MOST_WORKERS) {
      writeFailingCleanup(place, code);
      return true;
    }
    return false;
  }

  /** Both are cancelled before their future fails (§10.18). */
  private void writeTwoShields(Place place, List<Instruction> code) {
    String future = draft.libraryFuture(place);
    int first = shields;
    for (int left = 2; left > 0; left--) {
      all.add("o" + shields);
      draft.add(code, "shield o" + shields++ + " " + future);
    }
    draft.add(code, "cancel o" + first + draft.message());
    draft.add(code, "cancel o" + (first + 1) + draft.message());
    draft.add(code, place.isMain() ? "run 1" : "yield");
    draft.add(code, "fail " + future + " " + draft.error());
  }

  /** A wait without time for what is cancelled by it, and fails then (§10.29). */
  private void writeFailingCleanup(Place place, List<Instruction> code) {
    Place worker = Place.worker(workers);
    String name = "w" + workers++;
    List<Instruction> body = new ArrayList<>();
    draft.add(body, "try");
    draft.add(body, draft.awaitLine(worker));
    draft.add(body, "catch " + (draft.chance(50) ? "Cancelled " : "Any ") + draft.newError());
    if (draft.chance(50)) {
      draft.step(worker, body, MAX_DEPTH);
    }
    draft.add(body, "raise " + draft.error());
    draft.add(body, "end");
    draft.put(name, body);
    draft.add(code, "task " + name);
    draft.add(code, "yield");
    draft.add(code, "wait-for " + name + (draft.chance(80) ? " 0" : " -1") + draft.maybeToVariable());
  }

  void writeScope(Move move, Place place, List<Instruction> code, int depth) {
    if (move == Move.TIMEOUT) {
      String limit = limit(place, 12);
      draft.add(code, "timeout" + limit + " as l" + timeouts++);
    } else {
      open.push(groups);
      draft.add(code, "group q" + groups++);
      for (int left = 1 + draft.below(2); left > 0; left--) {
        draft.add(code, spawnLine(place));
      }
    }
    for (int left = draft.below(3); left > 0; left--) {
      draft.attempt(place, code, depth);
    }
    if (move == Move.GROUP) {
      open.pop();
    }
    draft.add(code, "end");
    if (move == Move.TIMEOUT && draft.chance(30)) {
      draft.add(code, "log {l" + (timeouts - 1) + ".expired}");
    }
  }

  /** The one that the code is in, or now and then another one. */
  private int group() {
    Integer around = open.peek();
    return around != null && draft.chance(85) ? around : groups - 1 - draft.below(groups) / 2;
  }

  /** A group takes tasks from whoever has it. */
  private String spawnLine(Place place) {
    if (groups == 0 || !place.once() || workers >= MOST_WORKERS) {
      return draft.logLine(place);
    }
    int group = group();
    String name = "w" + workers;
    draft.put(name, List.of());
    draft.put(name, writeWorker());
    return "spawn q" + group + " " + name + (draft.chance(10) ? " name n" + name : "") + (draft.has(Trait.EAGER) ? " eager" : "");
  }
}
