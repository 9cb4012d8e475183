package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.FutureState.Type;
import io.github.aiotask.properties.model.Handle.Action;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program.Trace;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What each instruction asks for: which rule, with which operands. */
final class Instructions {
  private Instructions() {}

  /** Performs one instruction, and tells of it. */
  static Outcome perform(State s, Frame frame, Instruction one) {
    Outcome out = doesWithinLimits(s, frame, one);
    return one.op() == Op.LOG ? out : out.at(Narrator.instruction(out.state(), frame, one, out));
  }

  /** Keeps the result in its variable, if there is one. */
  static State keep(State s, Instruction one, Outcome out) {
    return one.result() == null || one.op() == Op.CALLBACK ? s : s.put(one.result(), out.value());
  }

  private static Outcome doesWithinLimits(State s, Frame frame, Instruction one) {
    if (one.op().isCounted() && s.effort().isTooMuch()) {
      return Outcome.raised(s, Err.parse("Endless()"));
    }
    Outcome there = check(s, one);
    if (there.isRaised()) {
      return there;
    }
    if (!one.op().nests()) {
      return does(s, frame, one);
    }
    if (s.effort().isAtTheBottom()) {
      return Outcome.raised(s, Err.parse("RecursionError(" + one.op().text() + ")"));
    }
    Outcome out = does(s.with(s.effort().deeper(1)), frame, one);
    return out.at(out.state().with(out.state().effort().deeper(-1)));
  }

  /** Whether it is there in that Python, on that loop. */
  static Outcome check(State s, Instruction one) {
    return one.op().isFor(s.program().kitLoop(), s.version())
        ? Outcome.done(s)
        : Outcome.raised(s, Err.parse("NotImplementedError(" + one.op().text() + ")"));
  }

  private static Outcome does(State s, Frame frame, Instruction one) {
    return switch (one.op()) {
      case FUTURE -> loopOption(s, one).then(ignored -> create(s, one, Type.PLAIN));
      case DUCK -> create(s, one, Type.FOREIGN);
      case RAISING -> create(s, one, Type.RAISING);
      case LOOP -> {
        Ref ref = new Ref(Ref.Kind.LOOP, s.loops().size());
        yield Outcome.done(s.with(LoopState.named(ref.id(), one.arg(0))).create(one.arg(0), ref));
      }
      case TASK -> createTask(s, one);
      case TASK_OF_NOTHING -> CreationRules.refuse(s);
      case COROUTINE -> body(s, one).then(ignored -> {
        Ref ref = new Ref(Ref.Kind.COROUTINE, s.frames().size());
        return Outcome.done(s.with(Frame.of(ref.id(), one.arg(0), code(s, one, one.arg(0)))).put(one.arg(0), ref));
      });
      case LOG -> log(s, frame, one);
      case HANDSHAKE -> Words.futureLike(s, one.arg(0))
          .then(ignored -> Outcome.done(s.with(s.future(id(s, one, 0)).withBlocking(true))));
      case SET -> onOutcome(s, one, (there, id) -> FutureRules.setResult(there.by("1.1"), id, Words.value(s, one.arg(1))));
      case FAIL -> onOutcome(s, one, (there, id) -> FutureRules.setException(there.by("1.1"), id, Words.error(s, one.arg(1))));
      case BASE_SET -> on(s, one, (there, id) -> FutureRules.setResult(there.by("1.1"), id, Words.value(s, one.arg(1))));
      case BASE_FAIL -> on(s, one, (there, id) -> FutureRules.setException(there.by("1.1"), id, Words.error(s, one.arg(1))));
      case BASE_CANCEL -> on(s, one, (there, id) -> FutureRules.cancel(there.by("1.9"), id, message(s, one)));
      case CANCEL -> Words.futureLike(s, one.arg(0))
          .then(ignored -> CancelRules.cancel(s, id(s, one, 0), message(s, one)));
      case UNCANCEL -> onTask(s, one, CancelRules::uncancel);
      case RESULT -> on(s, one, FutureRules::result);
      case EXCEPTION -> on(s, one, FutureRules::exception);
      case CALLBACK -> addCallback(s, one);
      case ADD -> on(s, one, (there, id) -> Words.callback(there, one.arg(1))
          .then(ignored -> FutureRules.addDoneCallback(there, id, callbackOf(there, one))));
      case REMOVE -> on(s, one, (there, id) -> Words.callback(there, one.arg(1))
          .then(ignored -> FutureRules.removeDoneCallback(there, id, callbackOf(there, one))));
      case WATCH -> on(s, one, (there, id) ->
          FutureRules.addDoneCallback(there.nextHandle(), id, new Callback.Watch(there.handles(), one.arg(0))));
      case SOON -> soon(s, one, new Action.Code(nameOf(one, "soon"), inner(one)));
      case THREAD -> soon(s.also("8.20"), one, new Action.Code("thread", inner(one))).then(Outcome::done);
      case AT -> Words.number(s, one.arg(0))
          .then(there -> soon(there, one, new Action.Hop(Integer.parseInt(one.arg(0)), inner(one)))).then(Outcome::done);
      case LATER -> later(s, one);
      case SOON_COROUTINE -> Words.coroutine(s, one.arg(0))
          .then(ignored -> LoopRules.callSoonOfCoroutine(s, State.MAIN)).then(Outcome::done);
      case DROP -> Words.handle(s, one.arg(0)).then(ignored -> Outcome.done(LoopRules.cancelHandle(s, id(s, one, 0))));
      case STEP -> onTask(s, one, (there, id) -> StepRules.step(there, id, null, null));
      case WAKEUP -> onTask(s, one, (there, id) -> Words.futureLike(there, one.arg(1))
          .then(ignored -> WakeupRules.wakeup(there, id, id(there, one, 1))));
      case SEND -> send(s, one);
      case ENTER -> onVariable(s, one, id -> RegistryRules.enter(s.by("7.5"), State.MAIN, id));
      case LEAVE -> onVariable(s, one, id -> RegistryRules.leave(s.by("7.5"), State.MAIN, id));
      case SWAP -> one.arg(0).equals("None")
          ? RegistryRules.swap(s.by("7.5"), State.MAIN, TaskState.NONE)
          : onVariable(s, one, id -> RegistryRules.swap(s.by("7.5"), State.MAIN, id));
      case REGISTER -> onVariable(s, one, id -> Outcome.done(RegistryRules.register(s.by("7.6"), id)));
      case UNREGISTER -> onVariable(s, one, id -> Outcome.done(RegistryRules.unregister(s.by("7.6"), id)));
      case RUN -> loopOption(s, one).then(there -> run(there, one));
      case FOREVER -> LoopRules.runForever(s, State.MAIN);
      case COMPLETE -> on(s, one, (there, id) -> LoopRules.runUntilComplete(there, State.MAIN, id));
      case STOP -> LoopRules.stop(s, State.MAIN);
      case CLOSE -> LoopRules.close(s, State.MAIN);
      case DISPATCH -> LoopRules.runFirst(s, State.MAIN).then(Outcome::done);
      case DEBUG -> Outcome.done(s.with(s.mainLoop().debugging()));
      case HANDLER -> s.body(one.arg(0)) == null
          ? Outcome.raised(s, Err.parse("NameError(" + one.arg(0) + ")"))
          : Outcome.done(s.with(s.mainLoop().withHandler(one.arg(0))));
      case CONTEXT -> Outcome.done(s.putContextVariable(one.arg(0), Words.value(s, one.arg(1))));
      case LET -> let(s, one);
      case CALL -> Coroutines.call(s, frame, one.arg(0)).then(Outcome::done);
      case GATHER -> gather(s, one);
      case SHIELD -> shield(s, one);
      case RESCHEDULE -> reschedule(s, one);
      case SPAWN -> spawn(s, one);
      case CANCEL_GROUP -> Words.group(s, one.arg(0)).then(there -> GroupRules.cancel(there, id(there, one, 0)));
      case YIELD, AWAIT, WAIT, WAIT_FOR, RETURN, RAISE, TRY, CATCH, TIMEOUT, GROUP, END ->
          Outcome.done(s); // Coroutines does these
    };
  }

  // ---- operands

  private static int id(State s, Instruction one, int word) {
    return ((Ref) Words.present(s.get(one.arg(word)))).id();
  }

  private static Outcome on(State s, Instruction one, BiFunction<State, Integer, Outcome> operation) {
    return Words.future(s, one.arg(0)).then(there -> operation.apply(there, id(there, one, 0)));
  }

  private static Outcome onTask(State s, Instruction one, BiFunction<State, Integer, Outcome> operation) {
    return Words.task(s, one.arg(0)).then(there -> operation.apply(there, id(there, one, 0)));
  }

  /** §3.21: from 3.7 on nobody but a task itself gives it an outcome. */
  private static Outcome onOutcome(State s, Instruction one, BiFunction<State, Integer, Outcome> operation) {
    return on(s, one, (there, id) -> there.since(7) && there.future(id).task() != null
        ? Outcome.raised(there.by("3.21"), "TASK_OUTCOME")
        : operation.apply(there, id));
  }

  private static Outcome onVariable(State s, Instruction one, IntFunction<Outcome> operation) {
    return Words.task(s, one.arg(0)).then(there -> operation.apply(id(there, one, 0)));
  }

  private static @Nullable Object message(State s, Instruction one) {
    return one.args().size() > 1 ? Words.value(s, one.arg(1)) : null;
  }

  private static Callback callbackOf(State s, Instruction one) {
    return (Callback) Words.present(s.get(one.arg(1)));
  }

  private static Instruction inner(Instruction one) {
    return Words.present(one.inner());
  }

  private static String nameOf(Instruction one, String otherwise) {
    return one.result() == null ? otherwise : one.result();
  }

  private static Outcome loopOption(State s, Instruction one) {
    String name = one.option("on");
    return name == null ? Outcome.done(s) : Words.loop(s, name).then(Outcome::done);
  }

  private static int loopOf(State s, Instruction one) {
    String name = one.option("on");
    return name == null ? State.MAIN : ((Ref) Words.present(s.get(name))).id();
  }

  private static Outcome body(State s, Instruction one) {
    return body(s, one, one.arg(0));
  }

  /** Whether there is the body of what has that name. */
  private static Outcome body(State s, Instruction one, String of) {
    String name = bodyName(one, of);
    return s.body(name) == null ? Outcome.raised(s, Err.parse("NameError(" + name + ")")) : Outcome.done(s);
  }

  private static String bodyName(Instruction one, String of) {
    String name = one.option("body");
    return name == null ? of : name;
  }

  private static List<Instruction> code(State s, Instruction one, String of) {
    return Words.present(s.body(bodyName(one, of)));
  }

  // ---- instructions of more than one part

  private static Outcome log(State s, Frame frame, Instruction one) {
    Outcome filled = Words.fill(s, one.text());
    return filled.isRaised()
        ? filled
        : Outcome.done(Narrator.log(filled.state(), frame, (String) Words.present(filled.value())));
  }

  private static Outcome let(State s, Instruction one) {
    Outcome value = Words.evaluate(s, one.arg(1));
    return value.isRaised() ? value : Outcome.done(value.state().put(one.arg(0), value.value()));
  }

  private static Outcome create(State s, Instruction one, Type type) {
    Ref ref = Ref.future(s.futures().size());
    int loop = type == Type.PLAIN ? loopOf(s, one) : State.MAIN;
    FutureState future = FutureState.pending(ref.id(), one.arg(0), type, loop, null);
    return Outcome.done(s.by("1.1").with(future).create(one.arg(0), ref));
  }

  private static Outcome createTask(State s, Instruction one) {
    Outcome there = body(s, one);
    if (there.isRaised()) {
      return there;
    }
    Frame coroutine = Frame.of(s.frames().size(), one.arg(0), code(s, one, one.arg(0)));
    Outcome task = CreationRules.createTask(s, one.arg(0), coroutine, one.option("name"), one.args().contains("eager"));
    return task.isRaised()
        ? task
        : Outcome.done(task.state().create(one.arg(0), (Ref) Words.present(task.value())));
  }

  private static Outcome addCallback(State s, Instruction one) {
    String title = nameOf(one, one.arg(0) + ".callback");
    Callback callback = new Callback.Code(s.handles(), title, inner(one));
    return on(s.nextHandle(), one, (there, id) -> FutureRules.addDoneCallback(
        one.result() == null ? there : there.put(one.result(), callback), id, callback));
  }

  private static Outcome soon(State s, Instruction one, Action action) {
    State captured = s.by("8.6").captureContext();
    return LoopRules.callSoon(captured, State.MAIN, action, captured.captured());
  }

  private static Outcome later(State s, Instruction one) {
    Outcome nanos = Words.nanos(s, one.arg(0));
    if (nanos.isRaised()) {
      return nanos;
    }
    State captured = s.captureContext();
    long when = s.mainLoop().now() + (Long) Words.present(nanos.value());
    Action action = new Action.Code(nameOf(one, "later"), inner(one));
    return LoopRules.callAt(captured, State.MAIN, when, action, captured.captured());
  }

  // ---- asyncio's functions

  private static Outcome gather(State s, Instruction one) {
    List<String> words = one.args().subList(Math.min(1, one.args().size()), one.args().size());
    boolean returning = !words.isEmpty() && words.get(words.size() - 1).equals("returning");
    Outcome children = Words.awaitables(s, returning ? words.subList(0, words.size() - 1) : words);
    return children
        .then(there -> GatherRules.gather(there, one.arg(0), AwaitedFunctions.refs(children.value()), returning))
        .created(one.arg(0));
  }

  private static Outcome shield(State s, Instruction one) {
    Outcome argument = Words.awaitables(s, List.of(one.arg(1)));
    if (argument.isRaised()) {
      return argument;
    }
    Ref inner = AwaitedFunctions.refs(argument.value()).get(0);
    Outcome shield = ShieldRules.shield(argument.state(), one.arg(0), inner);
    return inner.equals(shield.value()) // which keeps its name
        ? Outcome.done(shield.state().put(one.arg(0), inner))
        : shield.created(one.arg(0));
  }

  private static Outcome reschedule(State s, Instruction one) {
    Outcome limit = Words.timeout(s, one.arg(0)).then(there -> Words.limit(there, one.arg(1)));
    return limit.then(there -> TimeoutRules.reschedule(there, id(there, one, 0), (Long) limit.value()));
  }

  private static Outcome spawn(State s, Instruction one) {
    String name = one.arg(1);
    boolean eager = one.args().contains("eager");
    return Words.group(s, one.arg(0))
        .then(there -> body(there, one, name))
        .then(there -> {
          Frame coroutine = Frame.of(there.frames().size(), name, code(there, one, name));
          return GroupRules.createTask(there, id(there, one, 0), name, coroutine, one.option("name"), eager);
        })
        .created(name);
  }

  private static Outcome send(State s, Instruction one) {
    Outcome foreign = Words.futureLike(s, one.arg(0));
    if (!foreign.isRaised() && s.future(id(s, one, 0)).isForeign()) {
      return LoopRules.wakeWaiters(s, id(s, one, 0));
    }
    Outcome resumed = Words.coroutine(s, one.arg(0))
        .then(ignored -> Words.free(s, one.arg(0)))
        .then(ignored -> Coroutines.resume(s, id(s, one, 0), Words.value(s, one.arg(1)), null));
    return resumed.isRaised() ? resumed : Outcome.done(resumed.state(), resumed.value());
  }

  /** Iterations while there is work, until a stop. */
  private static Outcome run(State s, Instruction one) {
    String limit = one.arg(0);
    if (limit.isEmpty() || limit.equals("on")) {
      return run(s, one, Limits.ITERATIONS);
    }
    return Words.number(s, limit).then(there -> run(there, one, Integer.parseInt(limit)));
  }

  private static Outcome run(State s, Instruction one, int limit) {
    Outcome ran = iterate(s, one, limit);
    return ran.isRaised() && s.program().trace() == Trace.LOG
        ? Outcome.done(Narrator.left(ran.state(), "ESCAPED run_forever", ran.error()))
        : ran;
  }

  private static Outcome iterate(State start, Instruction one, int limit) {
    int id = loopOf(start, one);
    State s = start;
    for (int left = limit; left > 0 && LoopRules.hasWork(s, id); left--) {
      Outcome iteration = LoopRules.runOnce(s, id);
      if (iteration.isRaised()) {
        return iteration;
      }
      s = iteration.state();
      if (iteration.value() == Boolean.FALSE) {
        return Outcome.done(s);
      }
    }
    return Outcome.done(s);
  }
}
