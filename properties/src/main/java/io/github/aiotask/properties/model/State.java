package io.github.aiotask.properties.model;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.ConsPStack;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedSet;
import org.pcollections.PStack;
import org.pcollections.TreePSet;

/**
 * Everything there is, at one moment.
 *
 * @param futures by id: futures, tasks, foreign futures
 * @param frames by id: coroutines
 * @param loops by id; 0 is the main loop
 * @param registered the tasks that a registry holds
 * @param variables of the program
 * @param created what was created under each name, in the order of the names
 * @param contexts by id: the context variables of each
 * @param context the current one
 * @param handles how many were created: the next one's id
 * @param dropped the handles that were cancelled
 * @param untitled how many tasks got a name by themselves (§2.4)
 * @param effort that the program has taken
 * @param functions what asyncio's functions keep
 * @param narration the trace so far
 * @param rule the rule that applied last
 * @param applied all that have applied, the last first
 */
record State(
    Program program,
    PythonVersion version,
    int minor,
    Row<FutureState> futures,
    Row<Frame> frames,
    Row<LoopState> loops,
    PSortedSet<Integer> registered,
    PMap<String, Object> variables,
    Row<Created> created,
    Row<PMap<String, Object>> contexts,
    int context,
    int handles,
    PSet<Integer> dropped,
    int untitled,
    Effort effort,
    Functions functions,
    Narration narration,
    String rule,
    PStack<String> applied) {

  static final int MAIN = 0;

  /** Stands for null in a map. */
  private static final Object NULL = new Object();

  /** A name, and what was created last under it. */
  record Created(String name, Ref ref) {}

  static State initial(Program program, PythonVersion version) {
    return new State(
        program,
        version,
        version.minor(),
        Row.empty(),
        Row.empty(),
        Row.of(LoopState.named(MAIN, "loop")),
        TreePSet.empty(),
        HashTreePMap.empty(),
        Row.empty(),
        Row.of(HashTreePMap.empty()),
        0,
        0,
        HashTreePSet.empty(),
        0,
        Effort.NONE,
        Functions.NONE,
        Narration.EMPTY,
        "2.2",
        ConsPStack.empty());
  }

  // ---- versions

  boolean since(int otherMinor) {
    return minor >= otherMinor;
  }

  boolean before(int otherMinor) {
    return minor < otherMinor;
  }

  // ---- rules

  /** A rule applies. What changes and what is told from here on is its doing. */
  State by(String number) {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled, effort, functions, narration, number, applied.plus(number));
  }

  /** A rule applies too, to what another one does. */
  State also(String number) {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled, effort, functions, narration, rule, applied.plus(number));
  }

  State meets(Situation situation) {
    return also(situation.name());
  }

  // ---- objects

  FutureState future(int id) {
    return futures.get(id);
  }

  State with(FutureState future) {
    boolean isNew = future.id() == futures.size();
    return withFutures(
        isNew ? futures.plus(future) : futures.with(future.id(), future.changedBy(rule, futures.get(future.id()))));
  }

  private State withFutures(Row<FutureState> all) {
    return new State(
        program, version, minor, all, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled, effort, functions, narration, rule, applied);
  }

  LoopState loop(int id) {
    return loops.get(id);
  }

  LoopState mainLoop() {
    return loops.get(MAIN);
  }

  State with(LoopState loop) {
    boolean isNew = loop.id() == loops.size();
    return new State(
        program, version, minor, futures, frames,
        isNew ? loops.plus(loop) : loops.with(loop.id(), loop.changedBy(rule, loops.get(loop.id()))),
        registered, variables, created, contexts, context, handles, dropped, untitled, effort, functions, narration, rule,
        applied);
  }

  Frame frame(int id) {
    return frames.get(id);
  }

  State with(Frame frame) {
    return new State(
        program, version, minor, futures,
        frame.id() == frames.size() ? frames.plus(frame) : frames.with(frame.id(), frame),
        loops, registered, variables, created, contexts, context, handles, dropped, untitled, effort, functions, narration,
        rule, applied);
  }

  State withRegistered(PSortedSet<Integer> tasks) {
    return new State(
        program, version, minor, futures, frames, loops, tasks, variables, created, contexts, context, handles, dropped,
        untitled, effort, functions, narration, rule, applied);
  }

  // ---- variables

  boolean has(String name) {
    return variables.containsKey(name);
  }

  @Nullable Object get(String name) {
    Object value = variables.get(name);
    return value == NULL ? null : value;
  }

  State put(String name, @Nullable Object value) {
    return name.isEmpty() ? this : new State(
        program, version, minor, futures, frames, loops, registered, variables.plus(name, value == null ? NULL : value),
        created, contexts, context, handles, dropped, untitled, effort, functions, narration, rule, applied);
  }

  /** What was created gets its name. */
  State create(String name, Ref ref) {
    Created entry = new Created(name, ref);
    int at = 0;
    while (at < created.size() && !created.get(at).name().equals(name)) {
      at++;
    }
    boolean isNew = at == created.size();
    State named = put(name, ref);
    return new State(
        program, version, minor, futures, frames, loops, registered, named.variables,
        isNew ? created.plus(entry) : created.with(at, entry),
        contexts, context, handles, dropped, untitled, effort, functions, isNew ? narration.withName() : narration, rule,
        applied);
  }

  // ---- contexts

  /** §1.8, §2.5: a copy of the current context; before 3.7 there is one for all. */
  State captureContext() {
    return before(7) ? this : withContexts(contexts.plus(contexts.get(context)), context);
  }

  /** The context that was captured last. */
  int captured() {
    return before(7) ? context : contexts.size() - 1;
  }

  State in(int otherContext) {
    return otherContext == context ? this : withContexts(contexts, otherContext);
  }

  @Nullable Object contextVariable(String name) {
    Object value = contexts.get(context).get(name);
    return value == NULL ? null : value;
  }

  State putContextVariable(String name, @Nullable Object value) {
    PMap<String, Object> changed = contexts.get(context).plus(name, value == null ? NULL : value);
    return withContexts(contexts.with(context, changed), context);
  }

  private State withContexts(Row<PMap<String, Object>> all, int current) {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, all, current, handles, dropped,
        untitled, effort, functions, narration, rule, applied);
  }

  // ---- counters

  State nextHandle() {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles + 1,
        dropped, untitled, effort, functions, narration, rule, applied);
  }

  State drop(int handle) {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles,
        dropped.plus(handle), untitled, effort, functions, narration, rule, applied);
  }

  State nextUntitled() {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled + 1, effort, functions, narration, rule, applied);
  }

  State with(Effort taken) {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled, taken, functions, narration, rule, applied);
  }

  State with(Functions kept) {
    return new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled, effort, kept, narration, rule, applied);
  }

  State with(Narration told) {
    return told == narration ? this : new State(
        program, version, minor, futures, frames, loops, registered, variables, created, contexts, context, handles, dropped,
        untitled, effort, functions, told, rule, applied);
  }

  /** The body of that name, or null. */
  @Nullable List<io.github.aiotask.properties.program.Instruction> body(String name) {
    return program.bodies().get(name);
  }
}
