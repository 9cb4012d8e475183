package io.github.aiotask.properties.run;

import io.github.aiotask.Awaitable;
import io.github.aiotask.BaseFuture;
import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.Registry;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.functions.GroupScope;
import io.github.aiotask.properties.functions.TimeoutScope;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does what the instructions say, all but what {@link Body} does by itself. */
final class Performer {
  private static final Set<Op> RUNS = EnumSet.of(Op.RUN, Op.FOREVER, Op.COMPLETE, Op.DISPATCH);

  private final World world;
  private final Tracer tracer;
  private final TaskRuntime runtime;
  private final Registry registry;
  private final LoopDriver mainLoop;
  private final EventLoop loop;
  private final Expressions expressions;
  private int performed;
  private int depth;
  private int begun;
  private int instruction;

  Performer(World world) {
    this.world = world;
    this.tracer = world.tracer();
    this.runtime = world.runtime();
    this.registry = runtime.registry();
    this.mainLoop = world.mainLoop();
    this.loop = world.loop();
    this.expressions = new Expressions(world);
  }

  /** Does one instruction, and tells the trace. */
  void perform(Who who, Instruction one) throws Throwable {
    int outer = instruction;
    begun++;
    try {
      checkLimits(one.op());
      instruction = RUNS.contains(one.op()) ? 0 : begun;
      Object value = one.op().nests() ? performInside(one, who) : perform(one, who);
      if (one.inner() == null) {
        world.keepResult(one, value);
      }
      tracer.done(who, one, value);
    } catch (Throwable error) {
      tracer.failed(who, one, error);
      throw error;
    } finally {
      instruction = outer;
    }
  }

  /** Which one is being performed, in the order in which they begin; 0 if it lets the loop run. */
  int instruction() {
    return instruction;
  }

  /** Some of asyncio's functions came later than others. */
  void checkVersion(Op op) {
    if (op.isFunction() && !op.isFor(world.isOnKitLoop(), runtime.version())) {
      throw Raised.as(KitError.parse("NotImplementedError(" + op.text() + ")"));
    }
  }

  /** So that every program comes to an end, and none uses up the stack. */
  private void checkLimits(Op op) {
    if (op.isCounted() && ++performed > Limits.INSTRUCTIONS) {
      throw Raised.as(KitError.parse("Endless()"));
    }
    checkVersion(op);
    if (op.nests() && depth == Limits.DEPTH && op.isFor(world.isOnKitLoop())) {
      throw Raised.as(KitError.parse("RecursionError(" + op.text() + ")"));
    }
  }

  private @Nullable Object performInside(Instruction one, Who who) throws Throwable {
    depth++;
    try {
      return perform(one, who);
    } finally {
      depth--;
    }
  }

  private @Nullable Object perform(Instruction one, Who who) throws Throwable {
    String first = one.arg(0);
    String second = one.arg(1);
    switch (one.op()) {
      case FUTURE -> createLooked(first, runtime.createFuture(loopOption(one).loop()));
      case DUCK -> createLooked(first, new Duck(world));
      case RAISING -> createLooked(first, new RaisingFuture(runtime.createFuture(loop)));
      case LOOP -> createLooked(first, world.newLoop(new KitPoller(world.looks()::look)));
      case TASK -> createTask(one);
      case TASK_OF_NOTHING -> runtime.createTask(loop, nothing(), TaskOptions.DEFAULT);
      case COROUTINE -> world.create(first, newBody(one, first));
      case LOG -> tracer.log(who, expressions.fill(one.text()));
      case HANDSHAKE -> world.futureLike(first).setBlocking(true);
      case SET -> world.future(first).setResult(world.value(second));
      case FAIL -> world.future(first).setException(world.error(second));
      case BASE_SET -> base().setResult(baseOf(first), world.value(second));
      case BASE_FAIL -> base().setException(baseOf(first), world.error(second));
      case BASE_CANCEL -> {
        return base().cancel(baseOf(first), world.value(second));
      }
      case CANCEL -> {
        return world.futureLike(first).cancel(world.value(second));
      }
      case UNCANCEL -> {
        return world.task(first).uncancel();
      }
      case RESULT -> {
        return world.future(first).result();
      }
      case EXCEPTION -> {
        return world.future(first).exception();
      }
      case RAISE -> throw world.error(one.text());
      case SOON -> keepHandle(one, loop.callSoon(code(one), one, null));
      case SOON_COROUTINE -> loop.callSoon(world.typed(first, BodyCoroutine.class, "Coroutine"), null, null);
      case THREAD -> inAnotherThread(code(one), one);
      case LATER -> keepHandle(one, loop.callAt(loop.time() + world.nanos(first), code(one), one, null));
      case AT -> hop(world.number(first), code(one), one);
      case DROP -> world.typed(first, Handle.class, "Handle").cancel();
      case CALLBACK -> addCallback(one);
      case ADD -> world.future(first).addDoneCallback(callback(second));
      case REMOVE -> {
        return world.future(first).removeDoneCallback(callback(second));
      }
      case WATCH -> world.future(first).addDoneCallback(watch(first));
      case CALL -> new Body(world, who, world.body(first)).runThrough();
      case RUN -> run(one);
      case FOREVER -> mainLoop.runForever();
      case COMPLETE -> {
        return mainLoop.runUntilComplete(world, first);
      }
      case STOP -> mainLoop.runnable(one.op()).stop();
      case CLOSE -> mainLoop.close();
      case DISPATCH -> mainLoop.dispatch();
      case STEP -> world.step(world.task(first));
      case WAKEUP -> world.wakeup(world.task(first), world.futureLike(second));
      case SEND -> {
        return send(first, second);
      }
      case ENTER -> registry.enter(loop, world.task(first));
      case LEAVE -> registry.leave(loop, world.task(first));
      case SWAP -> {
        return registry.swap(loop, first.equals("None") ? null : world.task(first));
      }
      case REGISTER -> registry.register(loop, world.task(first));
      case UNREGISTER -> registry.unregister(loop, world.task(first));
      case DEBUG -> mainLoop.runnable(one.op()).setDebug(true);
      case HANDLER -> mainLoop.runnable(one.op()).setExceptionHandler(handler(world.body(first)));
      case CONTEXT -> world.guest().context().put(first, world.value(second));
      case LET -> world.put(first, expressions.value(second));
      case GATHER -> gather(one);
      case SHIELD -> shield(first, second);
      case RESCHEDULE -> world.typed(first, TimeoutScope.class, "Timeout").reschedule(world.limit(second));
      case SPAWN -> {
        GroupScope group = world.typed(first, GroupScope.class, "TaskGroup");
        createLooked(second, group.createTask(newBody(one, second), options(one)));
      }
      case CANCEL_GROUP -> world.typed(first, GroupScope.class, "TaskGroup").cancel();
      case YIELD, AWAIT, WAIT, WAIT_FOR, RETURN, TRY, CATCH, TIMEOUT, GROUP, END -> {
        // Body's; in plain code there is nobody to yield to
      }
    }
    return null;
  }

  // ---- creation

  /** What a look shows. */
  private void createLooked(String name, Object created) {
    world.create(name, created);
    world.looks().add(name, created);
  }

  private BodyCoroutine newBody(Instruction one, String name) {
    String body = one.option("body");
    return world.newCoroutine(new Who(name, true), world.body(body == null ? name : body));
  }

  private void createTask(Instruction one) {
    createLooked(one.arg(0), runtime.createTask(loop, newBody(one, one.arg(0)), options(one)));
  }

  private static TaskOptions options(Instruction one) {
    return new TaskOptions(one.option("name"), null, one.args().contains("eager"));
  }

  private void gather(Instruction one) {
    List<String> words = one.args().subList(Math.min(1, one.args().size()), one.args().size());
    boolean returning = !words.isEmpty() && words.get(words.size() - 1).equals("returning");
    List<Awaitable<?>> children = world.awaitables(returning ? words.subList(0, words.size() - 1) : words);
    createLooked(one.arg(0), world.functions().gather(children, returning));
  }

  private void shield(String name, String of) {
    Awaitable<?> inner = world.awaitables(List.of(of)).get(0);
    Future<?> outer = world.functions().shield(inner);
    if (outer == inner) {
      world.put(name, inner); // which keeps its name
    } else {
      createLooked(name, outer);
    }
  }

  /** What is no coroutine. */
  private static <T> T nothing() {
    return null;
  }

  // ---- base operations

  private BaseFuture base() {
    return runtime.base();
  }

  /** The future itself, for the base operations do not ask what is around it. */
  private Future<@Nullable Object> baseOf(String name) {
    Future<?> future = world.future(name);
    return future instanceof RaisingFuture raising ? raising.base() : world.future(name);
  }

  // ---- what runs later

  private KitCallback code(Instruction one) {
    return code(one, one.op().text());
  }

  /** The code behind an instruction, under the name that it is given there, or else the other. */
  private KitCallback code(Instruction one, String otherwise) {
    Instruction inner = one.inner();
    if (inner == null) {
      throw new IllegalArgumentException("an instruction is missing behind " + one.op().text());
    }
    return code(Who.plain(one.result() == null ? otherwise : one.result()), List.of(inner));
  }

  private KitCallback code(Who who, List<Instruction> code) {
    return new KitCallback(tracer, who, ignored -> new Body(world, who, code).runThrough());
  }

  private void keepHandle(Instruction one, Handle handle) {
    if (one.result() != null) {
      world.create(one.result(), handle);
    }
  }

  private void inAnotherThread(Callback<Object> callback, Object argument) throws Throwable {
    AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              try {
                loop.callSoonThreadsafe(callback, argument, null);
              } catch (Throwable error) {
                refused.set(error);
              }
            });
    other.start();
    other.join();
    Throwable error = refused.get();
    if (error != null) {
      throw error;
    }
  }

  private void hop(int left, Callback<Object> last, Object argument) {
    if (left > 1) {
      loop.callSoon(ignored -> hop(left - 1, last, argument), argument, null);
    } else {
      loop.callSoon(last, argument, null);
    }
  }

  private void addCallback(Instruction one) {
    Future<?> future = world.future(one.arg(0));
    KitCallback callback = code(one, one.arg(0) + ".callback");
    world.keepResult(one, callback);
    future.addDoneCallback(callback);
  }

  private KitCallback callback(String name) {
    return world.typed(name, KitCallback.class, "Callback");
  }

  private KitCallback watch(String name) {
    Who who = Who.plain(name + ".watch");
    return new KitCallback(
        tracer, who, done -> tracer.log(who, "done-cb " + name + " " + tracer.rendering().state((Future<?>) done)));
  }

  private Callback<LoopError> handler(List<Instruction> code) {
    KitCallback handler = code(Who.HANDLER, code);
    return error -> {
      if (!tracer.tracesAll() || tracer.reports(error)) {
        handler.call(error);
      }
    };
  }

  // ---- what runs now

  private @Nullable Object send(String name, String word) throws Throwable {
    Object target = world.get(name);
    if (target instanceof Duck duck) {
      duck.complete();
      return null;
    }
    Coroutine<?> coroutine = world.typed(name, Coroutine.class, "Coroutine");
    if (coroutine instanceof BodyCoroutine body && body.body().isTaken()) {
      throw world.taken(name);
    }
    Object yielded = coroutine.send(world.value(word));
    return yielded == Coroutine.RETURNED ? coroutine.returned() : yielded;
  }

  private LoopDriver loopOption(Instruction one) {
    String name = one.option("on");
    return name == null ? mainLoop : world.typed(name, LoopDriver.class, "EventLoop");
  }

  /** Runs iterations while there is something to do; what leaves the run is logged if nothing else is. */
  private void run(Instruction one) throws Throwable {
    LoopDriver target = loopOption(one);
    String limit = one.arg(0);
    int left = limit.isEmpty() || limit.equals("on") ? Limits.ITERATIONS : world.number(limit);
    try {
      boolean goesOn = true;
      for (; goesOn && left > 0 && target.hasWork(); left--) {
        goesOn = target.runOnce();
      }
    } catch (Throwable error) {
      if (tracer.tracesAll()) {
        throw error;
      }
      tracer.log("ESCAPED run_forever " + tracer.rendering().error(error));
    }
  }
}
