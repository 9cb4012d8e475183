package io.github.aiotask.properties.run;

import io.github.aiotask.Awaitable;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.functions.AsyncioFunctions;
import io.github.aiotask.properties.functions.Functions;
import io.github.aiotask.properties.functions.FunctionsProvider;
import io.github.aiotask.properties.functions.Scope;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of one program: a runtime, loops, variables, and the trace. */
public final class World {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int WAIT_REFUSES_COROUTINES = 11; // §10.24
  private static final Set<String> UNTIL = Set.of("first", "exception", "all"); // what a wait waits for

  private final Program program;
  private final PythonVersion version;
  private final boolean onKitLoop;
  private final @Nullable DirectStyle style; // null: by hand
  private final KitGuest guest;
  private final TaskRuntime runtime;
  private final @Nullable Puller puller; // null: the runtime resumes the coroutines
  private final KitLoop.Running running = new KitLoop.Running();
  private final KitPoller poller = new KitPoller(this::look);
  private final LoopDriver mainLoop;
  private final Names names = new Names();
  private final Tracer tracer;
  private final Looks looks;
  private final Functions functions;
  private final Performer performer;
  private final Map<String, @Nullable Object> variables = new HashMap<>();
  private int numbers;

  private World(
      Program program,
      PythonVersion version,
      TaskRuntimeProvider provider,
      boolean contexts,
      boolean onKitLoop,
      @Nullable DirectStyle style,
      @Nullable Function<RunView, TaskObserver> observer) {
    this.program = program.of(version);
    this.version = version;
    this.onKitLoop = onKitLoop;
    this.style = style;
    this.guest = new KitGuest(version, contexts);
    TaskRuntime.Options options = TaskRuntime.Options.DEFAULT.withVersion(version).withGuest(guest);
    this.runtime =
        provider.newRuntime(observer == null ? options : options.withObserver(observer.apply(new View())));
    this.puller = runtime instanceof PulledRuntime pulled ? pulled.puller() : null;
    boolean named = program.trace() == Program.Trace.ALL;
    this.tracer =
        new Tracer(
            program.trace(),
            named ? new Rendering(names::of) : Rendering.ANONYMOUS,
            poller::iteration,
            () -> runtime.registry().currentTask(loop()));
    this.mainLoop = newLoop(poller);
    this.looks = new Looks(tracer, names, runtime.registry(), mainLoop);
    TaskRuntimeProvider asked = provider instanceof PulledProvider pulled ? pulled.pushed() : provider;
    this.functions =
        asked instanceof FunctionsProvider own ? own.functions(runtime, loop()) : new AsyncioFunctions(runtime, loop());
    this.performer = new Performer(this);
  }

  /**
   * Runs a program on the loop that it asks for.
   *
   * @param program what to run
   * @param version as which Python
   * @param provider on which implementation
   * @param contexts whether the guest has contexts; without them the implementation may go another way, to the same trace
   * @return the trace, a line for each event
   */
  public static List<String> run(
      Program program, PythonVersion version, TaskRuntimeProvider provider, boolean contexts) {
    return run(program, version, provider, contexts, program.kitLoop());
  }

  /**
   * Runs a program.
   *
   * @param program what to run
   * @param version as which Python
   * @param provider on which implementation
   * @param contexts whether the guest has contexts; without them the implementation may go another way, to the same trace
   * @param onKitLoop whether to run it on the kit's own loop instead of the implementation's, to the same trace if {@link
   *     #needsRuntimeLoop} does not say otherwise
   * @return the trace, a line for each event
   */
  public static List<String> run(
      Program program, PythonVersion version, TaskRuntimeProvider provider, boolean contexts, boolean onKitLoop) {
    return run(program, version, provider, contexts, onKitLoop, null);
  }

  /**
   * Runs a program whose coroutines are of one style, to the same trace whichever that is.
   *
   * @param program what to run
   * @param version as which Python
   * @param provider on which implementation
   * @param contexts whether the guest has contexts
   * @param onKitLoop whether to run it on the kit's own loop
   * @param style how its bodies run as coroutines; null: as state machines written by hand
   * @return the trace, a line for each event
   */
  public static List<String> run(
      Program program,
      PythonVersion version,
      TaskRuntimeProvider provider,
      boolean contexts,
      boolean onKitLoop,
      @Nullable DirectStyle style) {
    World world = new World(program, version, provider, contexts, onKitLoop, style, null);
    world.runMain();
    return world.tracer.lines();
  }

  /**
   * Runs a program on the loop that it asks for, for an observer (§9.9).
   *
   * @param program what to run
   * @param version as which Python
   * @param provider on which implementation
   * @param observer who is told
   * @return whether nothing is left to do in the program's own loop
   */
  public static boolean observe(
      Program program,
      PythonVersion version,
      TaskRuntimeProvider provider,
      Function<RunView, TaskObserver> observer) {
    World world = new World(program, version, provider, program.usesContexts(), program.kitLoop(), null, observer);
    world.runMain();
    return !world.mainLoop.hasWork();
  }

  /** Whether a program has instructions that are others on the kit's own loop. */
  public static boolean needsRuntimeLoop(Program program) {
    return program.any(one -> !one.op().isFor(true) || !one.op().isFor(program.kitLoop()));
  }

  private void runMain() {
    Body main = new Body(this, Who.MAIN, program.main());
    if (tracer.tracesAll()) {
      main.runOn(looks);
      return;
    }
    try {
      main.runThrough();
    } catch (Throwable error) {
      tracer.log("UNHANDLED " + tracer.rendering().error(error));
    }
  }

  private final class View implements RunView {
    @Override
    public @Nullable String nameOf(Object object) {
      return names.of(object);
    }

    @Override
    public ExceptionKind kindOf(Throwable error) {
      return guest.kindOf(error);
    }

    @Override
    public int instruction() {
      return performer.instruction();
    }
  }

  private void look() {
    looks.look();
  }

  /** A loop of the kind that this run is on. */
  LoopDriver newLoop(KitPoller clock) {
    return onKitLoop
        ? new KitLoop(guest, version, clock, running, tracer::reports, puller)
        : new RuntimeLoop(runtime.newLoop(clock), tracer::reports, puller);
  }

  // ---- parts

  TaskRuntime runtime() {
    return runtime;
  }

  KitGuest guest() {
    return guest;
  }

  Functions functions() {
    return functions;
  }

  KitPoller poller() {
    return poller;
  }

  LoopDriver mainLoop() {
    return mainLoop;
  }

  boolean isOnKitLoop() {
    return onKitLoop;
  }

  EventLoop loop() {
    return mainLoop.loop();
  }

  Looks looks() {
    return looks;
  }

  Tracer tracer() {
    return tracer;
  }

  Performer performer() {
    return performer;
  }

  /** A body as a coroutine. */
  BodyCoroutine newCoroutine(Who who, List<Instruction> code) {
    Body body = new Body(this, who, code);
    return style == null ? new HandWrittenBody(body) : new DirectBody(style, body);
  }

  /** Steps a task by hand. */
  void step(Task<?> task) {
    if (puller == null) {
      task.step(null, null);
    } else {
      puller.step(task);
    }
  }

  /** Wakes a task by hand. */
  void wakeup(Task<?> task, FutureLike<?> done) {
    if (puller == null) {
      task.wakeup(done);
    } else {
      puller.wakeup(task, done);
    }
  }

  /** Counts the bodies. */
  int nextNumber() {
    return numbers++;
  }

  // ---- variables

  void put(String name, @Nullable Object value) {
    if (!name.isEmpty()) {
      variables.put(name, value);
    }
  }

  /** Keeps what has no name of its own. */
  void hold(Object object) {
    names.hold(object);
  }

  /** Puts what the program has created. */
  void create(String name, Object created) {
    names.put(created, name);
    put(name, created);
  }

  /** Puts what an instruction gave where it wants it. */
  void keepResult(Instruction one, @Nullable Object value) {
    if (one.result() != null) {
      put(one.result(), value);
    }
  }

  @Nullable Object get(String name) {
    Object value = variables.get(name);
    if (value == null && !variables.containsKey(name)) {
      throw Raised.as(KitError.parse("NameError(" + name + ")"));
    }
    return value;
  }

  boolean has(String name) {
    return variables.containsKey(name);
  }

  /** A word of the program as a value: a variable, a number, None, a generator, 'text', or the word itself. */
  @Nullable Object value(String word) {
    Object variable = variables.get(word);
    if (variable != null || word.isEmpty() || word.equals("None") || variables.containsKey(word)) {
      return variable;
    }
    if (word.equals("generator")) {
      return newCoroutine(new Who(word, true), List.of());
    }
    if (word.startsWith("'") && word.endsWith("'") && word.length() > 1) {
      return word.substring(1, word.length() - 1);
    }
    return Limits.isNumber(word) ? (Object) Integer.valueOf(word) : word;
  }

  /** A word that must be a number. */
  int number(String word) {
    if (!Limits.isNumber(word)) {
      throw Raised.as(KitError.parse("ValueError(" + word + ")"));
    }
    return Integer.parseInt(word);
  }

  /** The error that a word stands for: a variable, or {@code Name(text)}. */
  Throwable error(String text) {
    if (variables.get(text) instanceof Throwable error) {
      return error;
    }
    if (text.startsWith("CancelledError(") && text.endsWith(")")) {
      String message = text.substring("CancelledError(".length(), text.length() - 1);
      return guest.newCancelled(null, message.isEmpty() ? null : message);
    }
    return KitError.parse(text);
  }

  @SuppressWarnings("unchecked") // programs are not typed: every payload is an Object
  Future<@Nullable Object> future(String name) {
    return (Future<@Nullable Object>) typed(name, Future.class, "Future");
  }

  FutureLike<?> futureLike(String name) {
    return typed(name, FutureLike.class, "FutureLike");
  }

  Task<?> task(String name) {
    return typed(name, Task.class, "Task");
  }

  /** What asyncio's functions take: futures, tasks and coroutines, which nobody else resumes from then on. */
  List<Awaitable<?>> awaitables(List<String> words) {
    List<Awaitable<?>> found = new ArrayList<>();
    for (String word : words) {
      Object value = get(word);
      if (!(value instanceof BodyCoroutine)) {
        typed(word, Future.class, "Awaitable");
      }
      found.add((Awaitable<?>) value);
    }
    for (int i = 0; i < words.size(); i++) {
      if (found.get(i) instanceof BodyCoroutine body && !body.body().isNew()) {
        throw taken(words.get(i));
      }
    }
    found.forEach(one -> {
      if (one instanceof BodyCoroutine body) {
        body.body().take();
      }
    });
    return found;
  }

  /** What an instruction of a coroutine awaits. */
  Awaitable<?> awaited(Instruction one) {
    performer.checkVersion(one.op());
    return switch (one.op()) {
      case WAIT -> waited(one);
      case WAIT_FOR -> {
        Long limit = limit(one.arg(1));
        yield functions.waitFor(awaitables(List.of(one.arg(0))).get(0), limit);
      }
      default -> futureLike(one.arg(0));
    };
  }

  /** Reads the words from the end: seconds, until when, and the futures before that. */
  private Awaitable<?> waited(Instruction one) {
    List<String> words = new ArrayList<>(one.args());
    boolean timed = !words.isEmpty() && Limits.isSeconds(words.get(words.size() - 1));
    Long nanos = timed ? (Long) nanos(words.remove(words.size() - 1)) : null;
    boolean said = !words.isEmpty() && UNTIL.contains(words.get(words.size() - 1));
    String until = said ? words.remove(words.size() - 1) : "all";
    if (words.isEmpty()) {
      throw Raised.as(KitError.parse("ValueError(wait)"));
    }
    return functions.wait(version.minor() < WAIT_REFUSES_COROUTINES ? awaitables(words) : futures(words), until, nanos);
  }

  private List<Future<?>> futures(List<String> words) {
    List<Future<?>> futures = new ArrayList<>();
    words.forEach(word -> futures.add(future(word)));
    return futures;
  }

  /** Enters a timeout or group, under its name if it has one. */
  Scope enter(Instruction one) {
    performer.checkVersion(one.op());
    boolean group = one.op() == Op.GROUP;
    Scope scope = group ? functions.enterGroup() : functions.enterTimeout(limit(one.arg(0)));
    String name = group ? one.arg(0) : one.option("as");
    if (name != null) {
      create(name, scope);
    }
    return scope;
  }

  RuntimeException taken(String word) {
    return Raised.as(KitError.parse("RuntimeError(" + word + " is taken)"));
  }

  /** A word that must be a time in seconds: in nanoseconds. */
  long nanos(String word) {
    if (!Limits.isSeconds(word)) {
      throw Raised.as(KitError.parse("ValueError(" + word + ")"));
    }
    return (long) (Double.parseDouble(word) * NANOS_PER_SECOND);
  }

  /** The same; without a word, or with None, there is no limit: null. */
  @Nullable Long limit(String word) {
    return word.isEmpty() || word.equals("None") ? null : (Long) nanos(word);
  }

  <T> T typed(String name, Class<T> type, String called) {
    Object value = get(name);
    if (!type.isInstance(value)) {
      throw Raised.as(KitError.parse("TypeError(" + name + " is no " + called + ")"));
    }
    return type.cast(value);
  }

  List<Instruction> body(String name) {
    List<Instruction> code = program.bodies().get(name);
    if (code == null) {
      throw Raised.as(KitError.parse("NameError(" + name + ")"));
    }
    return code;
  }

  boolean catches(String kind, Throwable error) {
    ExceptionKind is = guest.kindOf(error);
    return switch (kind) {
      case "Any" -> true;
      case "Cancelled" -> is == ExceptionKind.CANCELLED;
      default -> is == ExceptionKind.EXCEPTION
          || is == ExceptionKind.STOP_ITERATION
          || (is == ExceptionKind.CANCELLED && version.minor() < 8); // §3.15
    };
  }
}
