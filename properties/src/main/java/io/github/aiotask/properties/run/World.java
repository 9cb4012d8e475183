package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of one program: a runtime, a loop, variables, and the trace. An error that a program does not handle is part of its
 * trace.
 */
public final class World {
  private static final int ITERATIONS = 200;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Program program;
  private final PythonVersion version;
  private final KitGuest guest;
  private final TaskRuntime runtime;
  private final KitPoller poller = new KitPoller();
  private final EventLoop loop;
  private final Map<String, @Nullable Object> variables = new HashMap<>();
  private final Expressions expressions;
  private final List<String> trace = new ArrayList<>();

  private World(Program program, PythonVersion version, TaskRuntimeProvider provider, boolean contexts) {
    this.program = program.of(version);
    this.version = version;
    this.guest = new KitGuest(contexts);
    this.runtime = provider.newRuntime(TaskRuntime.Options.DEFAULT.withVersion(version).withGuest(guest));
    this.loop = program.kitLoop() ? new KitLoop(guest, poller, this::report) : newLoop(poller);
    this.expressions = new Expressions(this);
  }

  /**
   * Runs a program.
   *
   * @param program what to run
   * @param version as which Python
   * @param provider on which implementation
   * @param contexts whether the guest has contexts; without them the implementation may go another way, to the same trace
   * @return the trace, a line for each event
   */
  public static List<String> run(
      Program program, PythonVersion version, TaskRuntimeProvider provider, boolean contexts) {
    World world = new World(program, version, provider, contexts);
    try {
      new Body(world, world.program.main()).runThrough();
    } catch (Throwable error) {
      world.log("UNHANDLED " + Rendering.error(error));
    }
    return world.trace;
  }

  private RunnableLoop newLoop(KitPoller clock) {
    RunnableLoop created = runtime.newLoop(clock);
    created.setExceptionHandler(this::report);
    return created;
  }

  // ---- the trace

  void log(String text) {
    trace.add(poller.iteration() + ":" + text);
  }

  private void report(LoopError error) {
    Throwable exception = error.exception();
    log("EH[" + error.kind() + "]" + (exception == null ? "" : " " + Rendering.error(exception)));
  }

  // ---- variables

  void put(String name, @Nullable Object value) {
    variables.put(name, value);
  }

  @Nullable Object get(String name) {
    if (!variables.containsKey(name)) {
      throw Raised.as(KitError.parse("NameError(" + name + ")"));
    }
    return variables.get(name);
  }

  boolean has(String name) {
    return variables.containsKey(name);
  }

  /** A word of the program as a value: a variable, a number, None, a generator, 'text', or the word itself. */
  @Nullable Object value(String word) {
    if (variables.containsKey(word)) {
      return variables.get(word);
    }
    if (word.isEmpty() || word.equals("None")) {
      return null;
    }
    if (word.equals("generator")) {
      return new Body(this, List.of());
    }
    if (word.startsWith("'") && word.endsWith("'") && word.length() > 1) {
      return word.substring(1, word.length() - 1);
    }
    return word.matches("-?[0-9]+") ? (Object) Integer.valueOf(word) : word;
  }

  /** The error that a word stands for: a variable, or {@code Name(text)}. */
  private Throwable errorOf(String text) {
    if (variables.get(text) instanceof Throwable error) {
      return error;
    }
    if (text.startsWith("CancelledError(")) {
      String message = text.substring("CancelledError(".length(), text.length() - 1);
      return guest.newCancelled(message.isEmpty() ? null : message);
    }
    return KitError.parse(text);
  }

  @SuppressWarnings("unchecked") // programs are not typed: every payload is an Object
  Future<@Nullable Object> future(String name) {
    return (Future<@Nullable Object>) typed(name, Future.class);
  }

  Task<?> task(String name) {
    return (Task<?>) typed(name, Task.class);
  }

  private Object typed(String name, Class<?> type) {
    Object value = get(name);
    if (!type.isInstance(value)) {
      throw Raised.as(KitError.parse("TypeError(" + name + " is no " + type.getSimpleName() + ")"));
    }
    return value;
  }

  List<Instruction> body(String name) {
    List<Instruction> code = program.bodies().get(name);
    if (code == null) {
      throw Raised.as(KitError.parse("NameError(" + name + ")"));
    }
    return code;
  }

  EventLoop loop() {
    return loop;
  }

  TaskRuntime runtime() {
    return runtime;
  }

  KitGuest guest() {
    return guest;
  }

  KitPoller poller() {
    return poller;
  }

  int readyCount() {
    return loop instanceof RunnableLoop runnable ? runnable.readyCount() : ((KitLoop) loop).readyCount();
  }

  private RunnableLoop runnable() {
    if (loop instanceof RunnableLoop runnable) {
      return runnable;
    }
    throw new UnsupportedOperationException("this instruction needs the implementation's own loop");
  }

  boolean catches(String kind, Throwable error) {
    ExceptionKind is = guest.kindOf(error);
    return switch (kind) {
      case "Any" -> true;
      case "Cancelled" -> is == ExceptionKind.CANCELLED;
      default -> is == ExceptionKind.EXCEPTION
          || is == ExceptionKind.STOP_ITERATION
          || (is == ExceptionKind.CANCELLED && version == PythonVersion.PYTHON_3_4); // §3.15
    };
  }

  // ---- instructions

  void perform(Instruction one) throws Throwable {
    Object result = null;
    switch (one.op()) {
      case FUTURE -> put(one.arg(0), runtime.createFuture(loopOption(one)));
      case DUCK -> put(one.arg(0), new Duck(loop, 11));
      case RAISING -> put(one.arg(0), new RaisingFuture(runtime.createFuture(loop)));
      case LOOP -> put(one.arg(0), newLoop(new KitPoller()));
      case TASK -> createTask(one);
      case TASK_OF_NOTHING -> runtime.createTask(loop, nothing(), TaskOptions.DEFAULT);
      case COROUTINE -> put(one.arg(0), newBody(one));
      case LOG -> log(expressions.fill(one.text()));
      case HANDSHAKE -> ((FutureLike<?>) typed(one.arg(0), FutureLike.class)).setBlocking(true);
      case SET -> future(one.arg(0)).setResult(value(one.arg(1)));
      case FAIL -> future(one.arg(0)).setException(errorOf(one.arg(1)));
      case BASE_SET -> runtime.base().setResult(future(one.arg(0)), value(one.arg(1)));
      case BASE_FAIL -> runtime.base().setException(future(one.arg(0)), errorOf(one.arg(1)));
      case BASE_CANCEL -> result = runtime.base().cancel(future(one.arg(0)), messageOf(one));
      case CANCEL -> result = cancel(one);
      case UNCANCEL -> result = task(one.arg(0)).uncancel();
      case RESULT -> result = future(one.arg(0)).result();
      case EXCEPTION -> result = future(one.arg(0)).exception();
      case RAISE -> throw errorOf(one.text());
      case SOON -> result = loop.callSoon(code(inner(one)), one, null);
      case SOON_COROUTINE -> loop.callSoon((Body) typed(one.arg(0), Body.class), null, null);
      case THREAD -> inAnotherThread(code(inner(one)), one);
      case LATER -> result = callLater(one);
      case AT -> hop(Integer.parseInt(one.arg(0)), inner(one));
      case DROP -> ((Handle) typed(one.arg(0), Handle.class)).cancel();
      case CALLBACK -> result = addCallback(one);
      case ADD -> future(one.arg(0)).addDoneCallback(callback(one.arg(1)));
      case REMOVE -> result = future(one.arg(0)).removeDoneCallback(callback(one.arg(1)));
      case WATCH -> future(one.arg(0))
          .addDoneCallback(done -> log("done-cb " + one.arg(0) + " " + Rendering.state(done)));
      case CALL -> new Body(this, body(one.arg(0))).runThrough();
      case RUN -> run(one);
      case FOREVER -> runnable().runForever();
      case COMPLETE -> result = runnable().runUntilComplete(future(one.arg(0)));
      case STOP -> runnable().stop();
      case CLOSE -> runnable().close();
      case DISPATCH -> ((KitLoop) loop).dispatch();
      case STEP -> task(one.arg(0)).step(null, null);
      case WAKEUP -> task(one.arg(0)).wakeup((FutureLike<?>) typed(one.arg(1), FutureLike.class));
      case SEND -> result = send(one);
      case ENTER -> runtime.registry().enter(loop, get(one.arg(0)));
      case LEAVE -> runtime.registry().leave(loop, get(one.arg(0)));
      case SWAP -> result = runtime.registry().swap(loop, one.arg(0).equals("None") ? null : get(one.arg(0)));
      case REGISTER -> runtime.registry().register(loop, get(one.arg(0)));
      case UNREGISTER -> runtime.registry().unregister(loop, get(one.arg(0)));
      case DEBUG -> runnable().setDebug(true);
      case HANDLER -> runnable().setExceptionHandler(error -> runPlain(body(one.arg(0))));
      case CONTEXT -> guest.context().put(one.arg(0), value(one.arg(1)));
      case LET -> put(one.arg(0), expressions.value(one.arg(1)));
      case YIELD, AWAIT, RETURN, TRY, CATCH, END -> {} // Body's; in plain code there is nobody to yield to
    }
    if (one.result() != null && one.op() != Op.CALLBACK) {
      put(one.result(), result);
    }
  }

  /** What is no coroutine. */
  private static <T> T nothing() {
    return null;
  }

  private EventLoop loopOption(Instruction one) {
    String name = one.option("on");
    return name == null ? loop : (EventLoop) typed(name, EventLoop.class);
  }

  private Body newBody(Instruction one) {
    String name = one.option("body");
    return new Body(this, body(name == null ? one.arg(0) : name));
  }

  private void createTask(Instruction one) {
    TaskOptions options = new TaskOptions(one.option("name"), null, one.args().contains("eager"));
    put(one.arg(0), runtime.createTask(loop, newBody(one), options));
  }

  private boolean cancel(Instruction one) {
    FutureLike<?> future = (FutureLike<?>) typed(one.arg(0), FutureLike.class);
    return future.cancel(messageOf(one));
  }

  private @Nullable Object messageOf(Instruction one) {
    return one.args().size() > 1 ? value(one.arg(1)) : null;
  }

  private static Instruction inner(Instruction one) {
    Instruction inner = one.inner();
    if (inner == null) {
      throw new IllegalArgumentException("an instruction is missing behind " + one.op().text());
    }
    return inner;
  }

  private Callback<Object> code(Instruction inner) {
    return ignored -> runPlain(List.of(inner));
  }

  private void runPlain(List<Instruction> code) {
    try {
      new Body(this, code).runThrough();
    } catch (Throwable error) {
      throw Raised.as(error);
    }
  }

  private void inAnotherThread(Callback<Object> body, Object argument) throws InterruptedException {
    Thread other = new Thread(() -> loop.callSoonThreadsafe(body, argument, null));
    other.start();
    other.join();
  }

  private Handle callLater(Instruction one) {
    long when = loop.time() + (long) (Double.parseDouble(one.arg(0)) * NANOS_PER_SECOND);
    return loop.callAt(when, code(inner(one)), one, null);
  }

  private void hop(int left, Instruction inner) {
    loop.callSoon(
        ignored -> {
          if (left > 1) {
            hop(left - 1, inner);
          } else {
            runPlain(List.of(inner));
          }
        },
        inner,
        null);
  }

  private @Nullable Object addCallback(Instruction one) {
    Callback<Object> callback = code(inner(one));
    if (one.result() != null) {
      put(one.result(), callback);
    }
    future(one.arg(0)).addDoneCallback(callback);
    return null;
  }

  @SuppressWarnings("unchecked") // only addCallback stores callbacks, and they take any object
  private Callback<Object> callback(String name) {
    return (Callback<Object>) typed(name, Callback.class);
  }

  private @Nullable Object send(Instruction one) throws Throwable {
    Object target = get(one.arg(0));
    if (target instanceof Duck duck) {
      duck.wakeWaiters();
      return null;
    }
    Coroutine<?> coroutine = (Coroutine<?>) typed(one.arg(0), Coroutine.class);
    Object yielded = coroutine.send(value(one.arg(1)));
    return yielded == Coroutine.RETURNED ? coroutine.returned() : yielded;
  }

  /** Runs iterations while there is something to do; what leaves the run is logged. */
  private void run(Instruction one) {
    EventLoop target = loopOption(one);
    int limit = one.arg(0).matches("[0-9]+") ? Integer.parseInt(one.arg(0)) : ITERATIONS;
    try {
      for (int left = limit; left > 0 && hasWork(target); left--) {
        if (target instanceof RunnableLoop runnable) {
          if (!runnable.runOnce()) {
            return;
          }
        } else {
          ((KitLoop) target).runOnce();
        }
      }
    } catch (Throwable error) {
      log("ESCAPED run_forever " + Rendering.error(error));
    }
  }

  private static boolean hasWork(EventLoop target) {
    return target instanceof RunnableLoop runnable
        ? runnable.readyCount() > 0 || runnable.nextDeadline() != Long.MAX_VALUE
        : ((KitLoop) target).readyCount() > 0;
  }
}
