package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One program in the making: the cast first (futures, tasks, …), then the bodies, then what main does with them. A callback is
 * registered again only by code that is written after it, and plain bodies are written first: so callbacks come to an end.
 */
final class Draft {
  private static final int MAX_DEPTH = 2; // of try in try, and of soon in callback
  private static final int DEADLINES = 14; // 2^-9 is the least that is a whole number of nanoseconds; so up to 2^4
  private static final double FIRST_DEADLINE = 0x1p-9;
  private static final double FIRST_LAST_DEADLINE = 0x1p5; // those of safety stops are behind all others
  private static final int PAST_DEADLINES = 4; // -1 to -8
  private static final String[] ERRORS = {"ValueError", "ValueError", "LookupError", "ArithmeticError"};
  private static final String[] OTHER_ERRORS = {
    "CancelledError", "CancelledError", "CancelledError", "MyBase", "MyBase", "KeyboardInterrupt", "SystemExit"
  };
  private static final String[] TEXTS = {"", "a", "b", "c", "d"};

  private final ProgramGenerator generator;
  private final RandomGenerator random;
  private final ProgramGenerator.Weights weights;
  private final Move.Loop loop;
  private final boolean contexts;
  private final boolean circles;
  private final int ring; // so many tasks, from the first, do so before anything else
  private final boolean downwards; // tasks wait for tasks with lower numbers instead of higher ones
  private final boolean dispatchesInside;

  private final int tasks;
  private final int futures;
  private final int foreigners;
  private final int refusers;
  private final int coroutines;
  private final int plain;
  private final int elsewhere; // how many futures, from the first, belong to the other loop
  private final int poison; // the future that gets a StopIteration where nothing replaces it, or -1
  private final boolean closes;
  private final boolean handler;
  private final boolean debug;

  private final Map<String, List<Instruction>> bodies = new HashMap<>();
  private final List<String> callbacks = new ArrayList<>();
  private final List<String> callbackFutures = new ArrayList<>();
  private final List<List<String>> children = new ArrayList<>();
  private final boolean[] eager;
  private final int[] sends;
  private final boolean[] started;
  private final boolean[] awakened;
  private int handles;
  private int variables;
  private int errors;
  private int deadlines; // the bits of those that are taken
  private int lastDeadlines;
  private boolean zeroDeadline;
  private int pastDeadlines;
  private int contextValues;
  private final FunctionDraft functions = new FunctionDraft(this);

  Draft(ProgramGenerator generator, RandomGenerator random) {
    this.generator = generator;
    this.random = random;
    int kind = below(100);
    int own = percent(Trait.OWN_LOOP);
    loop =
        kind < own
            ? Move.Loop.OWN
            : kind < Math.min(95, own + percent(Trait.KIT_LOOP)) ? Move.Loop.KIT : Move.Loop.ANY;
    weights = generator.weights(loop);
    contexts = has(Trait.CONTEXTS) && !generator.isOld();
    circles = has(Trait.CIRCLE) && generator.hasCircles();
    downwards = below(2) == 0;
    dispatchesInside = loop == Move.Loop.KIT && below(3) == 0;
    tasks = oneToFour();
    ring = circles && chance(70) ? Math.min(tasks, (generator.isOld() ? 1 : 2) + below(2)) : 0;
    futures = oneToFour();
    foreigners = has(Trait.FOREIGN) ? 1 + below(6) / 5 : 0;
    refusers = has(Trait.REFUSING) ? 1 : 0;
    debug = loop == Move.Loop.OWN && has(Trait.DEBUG);
    coroutines = debug || has(Trait.COROUTINE) ? 1 + below(5) / 4 : 0;
    plain = has(Trait.PLAIN_BODY) ? 1 + below(4) / 3 : 0;
    elsewhere = has(Trait.OTHER_LOOP) ? 1 + below(futures) / 2 : 0;
    poison = generator.isOld() && futures > 1 && has(Trait.STOP_ITERATION) ? futures - 1 : -1;
    handler = loop == Move.Loop.OWN && has(Trait.HANDLER);
    eager = new boolean[tasks];
    closes = loop != Move.Loop.KIT && has(Trait.CLOSE);
    sends = new int[coroutines];
    started = new boolean[coroutines];
    awakened = new boolean[foreigners];
  }

  private int oneToFour() {
    int at = below(20);
    return at < 3 ? 1 : at < 9 ? 2 : at < 15 ? 3 : 4;
  }

  // ---- the source

  /** The high bits alone, so that it is the same on every JDK whatever nextInt does there. */
  int below(int bound) {
    return (int) ((random.nextLong() >>> 33) * bound >>> 31);
  }

  boolean chance(int percent) {
    return below(100) < percent;
  }

  boolean has(Trait trait) {
    return chance(percent(trait));
  }

  ProgramGenerator generator() {
    return generator;
  }

  private int percent(Trait trait) {
    return generator.profile().percent(trait);
  }

  private int factor(Move move) {
    return generator.profile().factor(move);
  }

  String oneOf(String... words) {
    return words[below(words.length)];
  }

  // ---- the whole

  Program write() {
    int size = chance(8) ? 24 + below(14) : chance(8) ? 3 + below(6) : 6 + below(11) + below(8);
    int cast = tasks + futures + foreigners + refusers + coroutines + (elsewhere > 0 ? 1 : 0);
    int left = Math.max(3, size - cast - 2) + (generator.hasFunctions() ? 4 : 0);
    List<Integer> late = castTasks();
    writePlainBodies();
    writeCoroutines();
    if (generator.hasFunctions()) {
      functions.writeGiven(below(3));
    }
    int forBodies = left / 2;
    for (int i = tasks - 1; i >= 0; i--) {
      int budget = i == 0 ? forBodies : below(2 * forBodies / (i + 1) + 1);
      forBodies = Math.max(0, forBodies - budget);
      bodies.put(bodyOf(i), writeTask(i, budget));
    }
    return new Program(writeMain(left - left / 2, late), bodies, loop == Move.Loop.KIT, Program.Trace.ALL);
  }

  private String[] taskLines = new String[0];
  private String[] taskBodies = new String[0];

  private String bodyOf(int task) {
    return taskBodies[task];
  }

  /** Who creates which task: the answer is those that main creates late. */
  private List<Integer> castTasks() {
    taskLines = new String[tasks];
    taskBodies = new String[tasks];
    List<Integer> late = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      children.add(new ArrayList<>());
      String name = "t" + i;
      taskBodies[i] = chance(10) ? "b" + i : name;
      eager[i] = chance(generator.isOld() ? percent(Trait.EAGER) / 5 : percent(Trait.EAGER));
      taskLines[i] =
          "task " + name
              + (taskBodies[i].equals(name) ? "" : " body " + taskBodies[i])
              + (has(Trait.NAMED) ? " name n" + i : "")
              + (eager[i] ? " eager" : "");
      if (i > 0 && has(Trait.CHILD)) {
        String line = taskLines[i];
        children.get(below(i)).add(chance(80) ? line : chance(50) ? "soon " + line : "callback " + anyFuture() + " " + line);
        taskLines[i] = "";
      } else if (chance(closes ? 40 : 12)) {
        late.add(i);
      }
    }
    return late;
  }

  private List<Instruction> writeMain(int budget, List<Integer> late) {
    List<Instruction> main = new ArrayList<>();
    if (debug) {
      add(main, "debug");
    }
    if (handler) {
      add(main, "handler p9");
      bodies.put("p9", writeHandler());
    }
    if (elsewhere > 0) {
      add(main, "loop L0");
    }
    for (int i = 0; i < futures; i++) {
      add(main, i < elsewhere ? "future f" + i + " on L0" : "future f" + i);
    }
    for (int i = 0; i < foreigners; i++) {
      add(main, "duck d" + i);
    }
    for (int i = 0; i < refusers; i++) {
      add(main, "raising r" + i);
    }
    for (int i = 0; i < functions.given(); i++) {
      add(main, "coroutine j" + i);
    }
    for (int i = 0; i < coroutines; i++) {
      add(main, bodies.containsKey("g" + i) ? "coroutine g" + i : "coroutine g" + i + " body k" + i);
    }
    if (contexts) {
      add(main, setContext());
    }
    for (int i = 0; i < tasks; i++) {
      if (!taskLines[i].isEmpty() && !late.contains(i)) {
        add(main, taskLines[i]);
        if (chance(15)) {
          act(main);
        }
      }
    }
    writeSchedule(main, budget, late);
    return main;
  }

  private void writeSchedule(List<Instruction> main, int budget, List<Integer> late) {
    int end = main.size() + budget;
    if (debug) {
      add(main, "soon-coroutine g0"); // refused in debug mode alone, from 3.6 on
      add(main, "log {" + (chance(50) ? libraryFuture(Place.MAIN) : task(Place.MAIN)) + ".traced}");
    }
    if (elsewhere > 0 && mayRunAnywhere() && chance(15 * factor(Move.RUN))) { // each loop is run by code of the other one
      add(main, "callback f0 run 1");
      add(main, "set f0 " + value());
      add(main, "soon run 1 on L0");
    }
    if (ring > 0) {
      add(main, "run 2");
      add(main, "cancel t" + below(ring) + message());
    } else if (chance(60)) {
      add(main, runLine());
    }
    if (contexts) {
      writeContexts(main);
    }
    while (main.size() < end) {
      for (int count = 1 + below(3); count > 0; count--) {
        act(main);
      }
      if (coroutines > 0 && chance(50)) {
        add(main, line(Move.SEND, Place.MAIN, 0)); // one alone shows little
      }
      if (!late.isEmpty() && chance(50)) {
        add(main, taskLines[late.remove(0)]);
      }
      add(main, runLine());
    }
    int refused = closes && !late.isEmpty() && chance(75) ? late.remove(0) : -1;
    for (int task : late) {
      add(main, taskLines[task]);
    }
    if (closes) {
      writeClose(main, refused);
    }
    if (elsewhere > 0 && chance(60)) {
      add(main, "run on L0");
    }
    if (loop == Move.Loop.OWN && chance(30)) {
      add(main, "run"); // what a stop left behind has another one
    }
    add(main, "run");
    if (chance(12 * factor(Move.EXCEPTION))) {
      String task = task(Place.MAIN);
      add(main, chance(50) ? "result " + task : "exception " + task);
      add(main, "exception " + task); // the first reader of what was cancelled may get more than the second
    }
  }

  /** What runs later is set up with one value, and set off with another. */
  private void writeContexts(List<Instruction> main) {
    String future = libraryFuture(Place.MAIN);
    add(main, chance(70) ? "callback " + future + " " + logContext() : "soon " + logContext());
    if (handler && chance(70)) {
      add(main, "soon raise " + error());
    }
    add(main, setContext());
    if (chance(60)) {
      add(main, "set " + future + " " + value());
    }
  }

  /** And what comes after it; {@code refused} is a task that is created too late, or -1. */
  private void writeClose(List<Instruction> main, int refused) {
    add(main, "close");
    if (refused >= 0) {
      add(main, taskLines[refused]);
    }
    for (int count = 1 + below(3); count > 0; count--) {
      act(main);
    }
    if (chance(30)) {
      add(main, "close");
    }
  }

  private String runLine() {
    int at = below(10);
    String line = at < 6 ? "run 1" : at < 8 ? "run 2" : at < 9 ? "run 3" : "run";
    return elsewhere > 0 && chance(25) ? line + " on L0" : line;
  }

  /** Whether a run that stands in a callback is refused, or at least resumes no coroutine that is running. */
  private boolean mayRunAnywhere() {
    return !generator.isOld() && !dispatchesInside;
  }

  /** Something that main does. */
  private void act(List<Instruction> main) {
    if (contexts && chance(25)) {
      add(main, chance(75) ? setContext() : logContext());
    } else {
      write(weights.inMain(this), Place.MAIN, main, 0);
    }
  }

  // ---- bodies

  private List<Instruction> writeTask(int task, int budget) {
    Place place = Place.task(task);
    List<Instruction> code = new ArrayList<>();
    if (contexts && chance(eager[task] ? 85 : 60)) {
      add(code, eager[task] && chance(75) ? setContext() : logContext());
    }
    if (eager[task] && chance(30)) {
      add(code, "log {all}"); // by its name nobody knows it yet
    }
    if (!children.get(task).isEmpty() && chance(40)) {
      step(place, code, 0);
    }
    for (String child : children.get(task)) {
      add(code, child);
      if (contexts && chance(60)) {
        add(code, logContext());
      }
    }
    if (task < ring) {
      add(code, "await t" + (task + 1) % ring);
    }
    while (code.size() < budget) {
      step(place, code, 0);
    }
    if (code.isEmpty() || chance(35)) {
      int at = below(10);
      add(code, at < 5 ? "return " + value() : at < 6 ? "return" : at < 9 ? "raise " + error() : awaitLine(place));
    }
    return code;
  }

  void step(Place place, List<Instruction> code, int depth) {
    if (contexts && chance(20)) {
      add(code, chance(40) ? setContext() : logContext());
    } else {
      write(weights.inBody(this), place, code, depth);
    }
  }

  /** So many yields that no send can reach the end: what an ended coroutine answers is the language's business. */
  private void writeCoroutines() {
    for (int i = 0; i < coroutines; i++) {
      Place place = Place.coroutine(i);
      List<Instruction> code = new ArrayList<>();
      int yields = 1 + below(3);
      for (int left = yields; left > 0; left--) {
        if (chance(50)) {
          add(code, "try");
          step(place, code, MAX_DEPTH);
          add(code, "catch Any " + newError());
          add(code, "end");
        }
        add(code, chance(60) ? "yield" : chance(50) ? "yield " + below(10) : "yield " + below(10) + toVariable());
      }
      if (chance(60)) {
        add(code, chance(50) ? "return " + value() : "raise " + error());
      }
      sends[i] = yields + 1;
      bodies.put(chance(70) ? "g" + i : "k" + i, code);
    }
  }

  private void writePlainBodies() {
    for (int i = plain - 1; i >= 0; i--) {
      List<Instruction> code = new ArrayList<>();
      for (int left = 1 + below(3); left > 0; left--) {
        if (chance(75)) {
          add(code, inner(Place.plain(i), 1));
        } else {
          step(Place.plain(i), code, 1);
        }
      }
      bodies.put("p" + i, code);
    }
  }

  /** A handler schedules nothing that could be reported to it again. */
  private List<Instruction> writeHandler() {
    List<Instruction> code = new ArrayList<>();
    add(code, contexts ? logContext() : "log reported {current}");
    Place place = Place.plain(9);
    for (int left = below(3); left > 0; left--) {
      Move[] moves = {
        Move.SET, Move.FAIL, Move.CANCEL, Move.CANCEL_TASK, Move.RESULT, Move.EXCEPTION, Move.LOG, Move.RAISE, Move.STOP
      };
      add(code, line(moves[below(moves.length)], place, 0));
    }
    return code;
  }

  private void writeTry(Place place, List<Instruction> code, int depth) {
    String error = newError();
    add(code, "try");
    for (int left = 1 + below(2); left > 0; left--) {
      attempt(place, code, depth);
    }
    if (chance(15)) {
      add(code, "raise " + error());
    }
    int kind = below(20);
    add(code, "catch " + (kind < 9 ? "Cancelled " : kind < 13 ? "Exception " : "Any ") + error);
    int how = below(20);
    if (how < 4) {
      add(code, "log caught {" + error + "}");
    }
    if (how >= 6 && how < 14) {
      attempt(place, code, depth); // cleanup, which may wait again
      if (chance(30)) {
        attempt(place, code, depth);
      }
    }
    if (how >= 10 && how < 17) {
      add(code, "raise " + error);
    } else if (how == 17 && !place.isMain()) {
      add(code, "return " + value());
    } else if (how == 18) {
      add(code, "raise " + error());
    } else if (how == 19) {
      add(code, "fail " + libraryFuture(place) + " " + error);
    }
    add(code, "end");
  }

  /** The variable of a catch. */
  String newError() {
    return "e" + errors++;
  }

  /** Inside of try and catch: something to wait for more often than not. */
  void attempt(Place place, List<Instruction> code, int depth) {
    if (!place.isMain() && chance(45)) {
      add(code, awaitLine(place));
    } else {
      write(place.isMain() ? weights.inMain(this) : weights.inBody(this), place, code, Math.max(1, depth + 1));
    }
  }

  /** Puts the body of that name. */
  void put(String name, List<Instruction> code) {
    bodies.put(name, code);
  }

  boolean hasRefusers() {
    return refusers > 0;
  }

  // ---- instructions

  void add(List<Instruction> code, String line) {
    code.add(generator.read(line));
  }

  /** Writes a move, which may take several instructions. */
  private void write(Move move, Place place, List<Instruction> code, int depth) {
    switch (move) {
      case TRY -> {
        if (depth < MAX_DEPTH) {
          writeTry(place, code, depth);
        } else {
          add(code, line(Move.LOG, place, 0));
        }
      }
      case TIMEOUT, GROUP -> {
        if (depth < MAX_DEPTH && !place.isMain() && place.step() && place.rank() < Place.PLAIN
            && (!place.isWorker() || chance(30))) {
          functions.writeScope(move, place, code, depth);
        } else {
          add(code, line(Move.LOG, place, 0));
        }
      }
      case HAND_MADE -> {
        String target = awaitable(place);
        add(code, "handshake " + target);
        add(code, "yield " + target + maybeToVariable());
      }
      case ENTER -> {
        String task = task(place);
        add(code, "enter " + task);
        if (!isFirstStepEager(place) && chance(75)) {
          if (chance(40)) {
            add(code, line(chance(50) ? Move.LOG : Move.CANCEL_TASK, place, 0));
          }
          add(code, "leave " + (chance(85) ? task : task(place)));
        }
      }
      case SWAP -> {
        add(code, line(move, place, 0));
        if (!isFirstStepEager(place) && chance(70)) {
          add(code, "swap None");
        }
      }
      case FOREVER, COMPLETE -> {
        if (place.isMain() && depth == 0) {
          if (move == Move.COMPLETE && chance(30)) {
            String future = readableFuture(place);
            add(code, "fail " + future + (chance(50) ? " KeyboardInterrupt()" : " SystemExit()"));
            add(code, "at " + (2 + below(3)) + " stop"); // such a future does not end the run
            add(code, "complete " + future);
          } else {
            add(code, safetyStop());
            add(code, move == Move.FOREVER ? "forever" : completeLine(place));
          }
        } else {
          add(code, line(Move.LOG, place, 0));
        }
      }
      case SEND -> {
        if (depth > 0 || place.rank() >= Place.COROUTINES) { // what is skipped or repeated cannot be counted
          add(code, line(Move.LOG, place, 0));
        } else {
          add(code, line(move, place, 0));
        }
      }
      case RESULT, EXCEPTION -> {
        String line = line(move, place, 0);
        add(code, line);
        if (chance(30)) {
          add(code, line); // who reads again may get something else
        }
      }
      case UNCANCEL -> {
        String task = task(place);
        for (int count = chance(50) ? 1 + below(2) : 0; count > 0; count--) {
          add(code, "cancel " + task + message());
        }
        add(code, "uncancel " + task + maybeToVariable());
      }
      case REMOVE -> {
        if (place.step() && place.self() >= 0 && chance(70)) {
          writeRemovedBehind(place, code);
        } else {
          add(code, line(move, place, 0));
        }
      }
      case SHIELD, WAIT_FOR -> {
        if (!chance(15) || !functions.writeSeldom(move, place, code)) {
          add(code, line(move, place, 0));
        }
      }
      case LATER -> {
        add(code, line(move, place, 0));
        for (int count = place.once() && chance(35) ? 1 + below(2) : 0; count > 0; count--) {
          add(code, pastLine(place, 0));
        }
      }
      case AWAIT -> {
        add(code, line(move, place, 0));
        if (contexts && chance(50)) {
          add(code, logContext());
        }
      }
      default -> add(code, line(move, place, 0));
    }
  }

  /** A callback of the task itself goes while its next step is queued: with a request (§6.3), with an answer (§4.11). */
  private void writeRemovedBehind(Place place, List<Instruction> code) {
    String task = "t" + place.self();
    add(code, callbackLine(task, place, 1));
    String callback = callbacks.get(callbacks.size() - 1);
    if (chance(50)) {
      add(code, "soon cancel " + task + (chance(70) ? " m" + below(4) : ""));
    }
    add(code, "soon remove " + task + " " + callback + maybeToVariable());
    Move[] moves = {Move.YIELD, Move.YIELD_NUMBER, Move.YIELD_GENERATOR, Move.YIELD_FUTURE};
    add(code, line(moves[below(moves.length)], place, 0));
  }

  /** What another running task there would do is our own affair: CPython asserts that there is none. */
  private boolean isFirstStepEager(Place place) {
    return place.step() && place.self() >= 0 && eager[place.self()] && chance(95);
  }

  /** What forever and complete need before them, so that they end. */
  private String safetyStop() {
    if (chance(35)) {
      return "soon stop";
    }
    if (chance(40) || lastDeadlines == 8) {
      return "at " + (1 + below(4)) + " stop";
    }
    return "later " + number(FIRST_LAST_DEADLINE * (1 << lastDeadlines++)) + " stop";
  }

  private String completeLine(Place place) {
    return "complete " + (chance(60) ? task(place) : readableFuture(place)) + maybeToVariable();
  }

  /** The instruction that something later runs. */
  private String inner(Place place, int depth) {
    return contexts && chance(35) ? logContext() : line(weights.inner(this), place, depth);
  }

  /** One instruction; depth counts those around it. */
  String line(Move move, Place place, int depth) {
    return switch (move) {
      case AWAIT, AWAIT_TASK, AWAIT_SELF, AWAIT_FOREIGN, AWAIT_REFUSING, AWAIT_OTHER_LOOP ->
          "await " + awaited(move, place) + maybeToVariable();
      case YIELD -> chance(85) ? "yield" : "yield" + " None" + toVariable();
      case YIELD_FUTURE -> "yield " + awaitable(place);
      case YIELD_SELF ->
          "yield " + (place.self() < 0 || (generator.isOld() && !circles) ? awaitable(place) : "t" + place.self());
      case YIELD_GENERATOR -> place.rank() >= Place.COROUTINES ? "yield" : "yield generator";
      case YIELD_NUMBER -> "yield " + below(10) + maybeToVariable();
      case HAND_MADE, HANDSHAKE -> "handshake " + (chance(80) ? anyFuture() : awaitable(place));
      case SET -> "set " + completable(place) + " " + value();
      case FAIL -> failLine("fail ", completable(place));
      case BASE_SET -> "base-set " + (chance(50) ? task(place) : libraryFuture(place)) + " " + value();
      case BASE_FAIL -> failLine("base-fail ", chance(50) ? task(place) : libraryFuture(place));
      case BASE_CANCEL -> {
        boolean ofTask = !place.step() && !dispatchesInside && chance(60);
        yield "base-cancel " + (ofTask ? task(place) : libraryFuture(place)) + message() + maybeToVariable();
      }
      case CANCEL -> "cancel " + cancellable(place) + message() + maybeToVariable();
      case CANCEL_TASK -> "cancel " + task(place) + message() + maybeToVariable();
      case CANCEL_SELF ->
          "cancel " + (place.self() < 0 ? task(place) : "t" + place.self()) + message() + maybeToVariable();
      case UNCANCEL -> "uncancel " + task(place) + maybeToVariable();
      case RESULT -> "result " + readable(place) + maybeToVariable();
      case EXCEPTION -> "exception " + anyFuture() + (chance(40) ? " -> x" + below(2) : "");
      case RAISE -> "raise " + error();
      case TASK_OF_NOTHING -> "task-of-nothing";
      case SEND -> sendLine(place, depth);
      case SEND_FOREIGN -> wakeForeignLine(place, depth);
      case SOON_COROUTINE ->
          coroutines > 0 ? "soon-coroutine g" + below(coroutines) : line(Move.SOON, place, depth);
      case SOON -> {
        String name = maybeHandle(40);
        yield "soon " + name + rest(place.later(), depth);
      }
      case LATER -> laterLine(place, depth);
      case AT -> "at " + (1 + below(4)) + " " + rest(place.later(), depth);
      case THREAD -> "thread " + rest(place.later(), depth);
      case DROP -> handles == 0 ? "soon as h" + handles++ + " " + rest(place.later(), depth) : "drop h" + below(handles);
      case CALLBACK -> callbackLine(place, depth);
      case ADD -> {
        int found = callbacks.size() - 1 - below(callbacks.size() + 1);
        yield found < 0
            ? callbackLine(place, depth)
            : "add " + (chance(50) ? callbackFutures.get(found) : anyFuture()) + " " + callbacks.get(found);
      }
      case REMOVE -> {
        int found = callbacks.size() - 1 - below(callbacks.size() + 1);
        yield found < 0
            ? callbackLine(place, depth)
            : "remove " + (chance(80) ? callbackFutures.get(found) : anyFuture()) + " " + callbacks.get(found)
                + maybeToVariable();
      }
      case WATCH -> "watch " + anyFuture();
      case CALL -> callLine(place);
      case ENTER -> "enter " + task(place);
      case LEAVE -> isFirstStepEager(place) ? logLine(place) : "leave " + task(place);
      case SWAP ->
          isFirstStepEager(place)
              ? logLine(place)
              : "swap " + (chance(25) ? "None" : task(place)) + (chance(40) ? " -> s0" : "");
      case REGISTER -> "register " + task(place);
      case UNREGISTER -> "unregister " + task(place);
      case STEP -> {
        String task = steppable(place);
        yield task == null ? line(Move.LOG, place, depth) : "step " + task;
      }
      case WAKEUP -> {
        String task = steppable(place);
        yield task == null ? line(Move.LOG, place, depth) : "wakeup " + task + " " + wakingFuture(place);
      }
      case STOP -> "stop";
      case FOREVER, COMPLETE ->
          place.step() || elsewhere > 0 // only what runs in the main loop's run is sure to be refused
              ? logLine(place)
              : move == Move.FOREVER ? "forever" : completeLine(place);
      case RUN -> place.step() || !mayRunAnywhere() ? logLine(place) : "run 1" + (elsewhere > 0 && chance(70) ? " on L0" : "");
      case CLOSE -> "close";
      case DISPATCH ->
          place.isMain() || !place.step() || (dispatchesInside && place.self() >= 0)
              ? "dispatch"
              : line(Move.LOG, place, depth);
      case CONTEXT -> contexts ? setContext() : line(Move.LOG, place, depth);
      case LET -> "let " + variable() + " " + below(10);
      case GATHER, SHIELD, AWAIT_MADE, CANCEL_MADE, WAIT, WAIT_FOR, RESCHEDULE, SPAWN, CANCEL_GROUP -> functions.line(move, place, depth);
      case TRY, TIMEOUT, GROUP, LOG -> logLine(place);
    };
  }

  /** What a handle or callback runs. */
  private String rest(Place place, int depth) {
    return depth < MAX_DEPTH ? inner(place, depth + 1) : line(leaf(), place, depth);
  }

  private Move leaf() {
    Move[] moves = {Move.LOG, Move.SET, Move.CANCEL, Move.CANCEL_TASK, Move.FAIL, Move.RAISE};
    return moves[below(moves.length)];
  }

  private String laterLine(Place place, int depth) {
    if (!place.once() || Integer.bitCount(deadlines) == DEADLINES) {
      return "soon " + rest(place.later(), depth);
    }
    String seconds;
    if (!zeroDeadline && chance(20)) {
      zeroDeadline = true;
      seconds = "0";
    } else if (chance(5)) {
      return pastLine(place, depth);
    } else {
      seconds = newDeadline();
    }
    return "later " + seconds + " " + maybeHandle(60) + rest(place.later(), depth);
  }

  boolean hasDeadlines() {
    return Integer.bitCount(deadlines) < DEADLINES;
  }

  /** That no other timer has; there must be one. */
  String newDeadline() {
    int bit = below(DEADLINES);
    while ((deadlines & 1 << bit) != 0) {
      bit = (bit + 1) % DEADLINES;
    }
    deadlines |= 1 << bit;
    return number(FIRST_DEADLINE * (1 << bit));
  }

  /** A timer that is late already: only what is created at the same time meets it, so its deadline is its own too. */
  private String pastLine(Place place, int depth) {
    if (!place.once() || pastDeadlines + 1 == 1 << PAST_DEADLINES) {
      return "soon " + rest(place.later(), depth);
    }
    int bit = below(PAST_DEADLINES);
    while ((pastDeadlines & 1 << bit) != 0) {
      bit = (bit + 1) % PAST_DEADLINES;
    }
    pastDeadlines |= 1 << bit;
    return "later -" + (1 << bit) + " " + maybeHandle(60) + rest(place.later(), depth);
  }

  /** Powers of two only: no sum of some is the sum of others, so two timers never have the same deadline. */
  private static String number(double power) {
    return power >= 1 ? Long.toString((long) power) : Double.toString(power);
  }

  private String maybeHandle(int percent) {
    return chance(percent) ? "as h" + handles++ + " " : "";
  }

  private String callbackLine(Place place, int depth) {
    String future = anyFuture();
    if (chance(35)) {
      return "callback " + future + " " + rest(place.later(), depth);
    }
    return callbackLine(future, place, depth);
  }

  /** One that has a name, by which it can be removed. */
  private String callbackLine(String future, Place place, int depth) {
    String code = rest(place.again(), depth);
    String name = "c" + callbacks.size();
    callbacks.add(name);
    callbackFutures.add(future);
    return "callback " + future + " as " + name + " " + code;
  }

  private String callLine(Place place) {
    int lowest = Math.max(0, place.rank() - Place.PLAIN + 1);
    return lowest < plain ? "call p" + (lowest + below(plain - lowest)) : logLine(place);
  }

  private String sendLine(Place place, int depth) {
    if (coroutines == 0) {
      return line(Move.SEND_FOREIGN, place, depth);
    }
    int number = below(coroutines);
    if (!place.once() || place.rank() >= Place.COROUTINES || sends[number] == 0) {
      return logLine(place);
    }
    sends[number]--;
    boolean running = started[number];
    started[number] |= place.isMain();
    return "send g" + number + " " + (running && place.isMain() ? value() : "None") + (chance(30) ? " -> y0" : "");
  }

  /** A foreign future calls its waiters once. */
  private String wakeForeignLine(Place place, int depth) {
    for (int i = 0; i < foreigners; i++) {
      if (!awakened[i] && place.once() && chance(70)) {
        awakened[i] = true;
        return "send d" + i + " 11";
      }
    }
    return line(Move.SET, place, depth);
  }

  private String failLine(String word, String target) {
    boolean stop =
        generator.isOld()
            ? target.equals("f" + poison) && chance(50)
            : has(Trait.STOP_ITERATION);
    return word + target + " " + (stop ? "StopIteration(s)" : error());
  }

  String logLine(Place place) {
    int at = below(10);
    if (contexts && at < 5) {
      return logContext();
    }
    if (variables > 0 && at < 7) {
      return "log {v" + below(variables) + "}";
    }
    return switch (at) {
      case 0, 1, 2 -> "log " + oneOf("a", "b", "c") + " {" + task(place) + ".state}";
      case 3, 4, 5 -> "log {current}";
      case 6 -> "log {" + task(place) + ".word}";
      case 7 -> generator.hasNames() ? "log {" + task(place) + ".name}" : "log here";
      case 8 -> "log {" + libraryFuture(place) + ".state}";
      default -> "log here";
    };
  }

  /** Another value each time, so that it shows which one was read. */
  private String setContext() {
    return "context u" + below(6) / 5 + " " + contextValues++;
  }

  private String logContext() {
    return "log {context.u" + below(6) / 5 + "}";
  }

  // ---- words

  String task(Place place) {
    if (place.self() >= 0 && chance(30)) {
      return "t" + place.self();
    }
    return "t" + below(tasks);
  }

  /** A task whose step cannot lead back to here, or null. */
  private @Nullable String steppable(Place place) {
    if (dispatchesInside || place.rank() >= Place.COROUTINES) {
      return null; // that could resume a coroutine that is running
    }
    if (!place.step()) {
      return "t" + below(tasks);
    }
    if (place.self() >= 0 && !generator.isOld() && chance(25)) {
      return "t" + place.self();
    }
    int lowest = place.rank() + 1;
    return lowest < tasks ? "t" + (lowest + below(tasks - lowest)) : null;
  }

  String libraryFuture(Place place) {
    return "f" + below(futures);
  }

  /** One whose result can be raised where that is. */
  String readableFuture(Place place) {
    int number = below(futures);
    return "f" + (number == poison ? 0 : number);
  }

  String anyFuture() {
    int at = below(100);
    if (at < 58 || (at < 66 && refusers == 0)) {
      return "f" + below(futures);
    }
    return at < 66 ? "r0" : at < 99 || foreigners == 0 ? "t" + below(tasks) : "d0";
  }

  private String readable(Place place) {
    String found = anyFuture();
    return found.equals("f" + poison) ? "f0" : found;
  }

  private String completable(Place place) {
    int at = below(100);
    return at < 10 ? task(place) : at < 20 && refusers > 0 ? "r0" : libraryFuture(place);
  }

  private String cancellable(Place place) {
    int at = below(100);
    return at < 10 && foreigners > 0 ? "d" + below(foreigners) : at < 20 && refusers > 0 ? "r0" : libraryFuture(place);
  }

  private String wakingFuture(Place place) {
    int at = below(100);
    return at < 15 && foreigners > 0 ? "d" + below(foreigners) : at < 30 ? task(place) : readableFuture(place);
  }

  String awaitLine(Place place) {
    return "await " + awaitable(place) + maybeToVariable();
  }

  /** Anything that a body can wait for. */
  String awaitable(Place place) {
    int at = below(20);
    Move move =
        at < 11
            ? Move.AWAIT
            : at < 16
                ? Move.AWAIT_TASK
                : at < 18 ? Move.AWAIT_FOREIGN : at < 19 ? Move.AWAIT_REFUSING : Move.AWAIT_OTHER_LOOP;
    return awaited(move, place);
  }

  private String awaited(Move move, Place place) {
    return switch (move) {
      case AWAIT_FOREIGN -> foreigners > 0 ? "d" + below(foreigners) : readableFuture(place);
      case AWAIT_REFUSING -> refusers > 0 ? "r0" : readableFuture(place);
      case AWAIT_OTHER_LOOP -> elsewhere > 0 ? "f" + below(elsewhere) : readableFuture(place);
      case AWAIT_TASK -> awaitedTask(place);
      case AWAIT_SELF -> place.self() >= 0 && (circles || !generator.isOld()) ? "t" + place.self() : awaitedTask(place);
      default -> readableFuture(place);
    };
  }

  String awaitedTask(Place place) {
    int self = place.self();
    if (place.isWorker()) {
      return readableFuture(place);
    }
    if (circles || self < 0) {
      return "t" + below(tasks);
    }
    if (downwards) {
      return self > 0 ? "t" + below(self) : readableFuture(place);
    }
    return self + 1 < tasks ? "t" + (self + 1 + below(tasks - self - 1)) : readableFuture(place);
  }

  String message() {
    return chance(35) ? " m" + below(4) : "";
  }

  String value() {
    int at = below(10);
    return at == 0 ? "None" : at < 3 && variables > 0 ? "v" + below(variables) : Integer.toString(below(10));
  }

  String error() {
    return has(Trait.NO_EXCEPTION)
        ? OTHER_ERRORS[below(OTHER_ERRORS.length)] + "(" + oneOf(TEXTS) + ")"
        : ERRORS[below(ERRORS.length)] + "(" + oneOf(TEXTS) + ")";
  }

  String maybeToVariable() {
    return chance(25) ? toVariable() : "";
  }

  private String toVariable() {
    return " -> " + variable();
  }

  private String variable() {
    variables = Math.min(3, variables + 1);
    return "v" + below(variables);
  }
}
