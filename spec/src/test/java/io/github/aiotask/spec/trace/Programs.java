package io.github.aiotask.spec.trace;

import static java.util.Map.entry;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Programs about what the specification models: the kit's random ones without the instructions that lead beyond. */
final class Programs {
  /** Instructions that are dropped, and why. */
  private static final Map<Op, String> LEFT_OUT =
      Map.ofEntries(
          entry(Op.DUCK, "foreign futures are not modelled"),
          entry(Op.RAISING, "nor are those that refuse waiters (§4.5)"),
          entry(Op.STEP, "the loop begins all steps"),
          entry(Op.WAKEUP, "the loop begins all steps"),
          entry(Op.DISPATCH, "a step inside of another one"),
          entry(Op.ENTER, "the running task is whose step runs"),
          entry(Op.LEAVE, "the running task is whose step runs"),
          entry(Op.SWAP, "the running task is whose step runs"),
          entry(Op.UNCANCEL, "is told to nobody: to guess where it happens would accept lost requests (§6.6)"),
          entry(Op.CLOSE, "loops are not closed"));

  /** Instructions that are dropped if they are about a task: its outcome is its coroutine's (§3.18). */
  private static final Set<Op> OF_FUTURES_ONLY = Set.of(Op.SET, Op.FAIL, Op.BASE_SET, Op.BASE_FAIL, Op.BASE_CANCEL);

  private static final Pattern OTHER_FUTURES = Pattern.compile("\\b[dr](\\d)\\b"); // foreign, refusing
  private static final Pattern FUTURES = Pattern.compile("\\bf(\\d)\\b");

  /** Those that are not about callbacks, the registry or the loop, of which an observer is told nothing. */
  private static final Set<Profile> PROFILES =
      EnumSet.of(Profile.GENERAL, Profile.CREATION, Profile.STEP, Profile.YIELD, Profile.WAKEUP, Profile.CANCEL);

  private final List<ProgramGenerator> generators;

  Programs(PythonVersion version) {
    generators = PROFILES.stream().map(profile -> new ProgramGenerator(profile, version)).toList();
  }

  /** One of them, always the same. */
  Program at(int index) {
    return within(generators.get(index % generators.size()).generate(index));
  }

  private static Program within(Program program) {
    Set<String> elsewhere =
        program.main().stream()
            .filter(one -> one.op() == Op.FUTURE && one.option("on") != null)
            .map(one -> one.arg(0))
            .collect(Collectors.toSet());
    Function<List<Instruction>, List<Instruction>> within =
        code -> code.stream().filter(Programs::isModelled).map(one -> rename(one, elsewhere)).toList();
    Map<String, List<Instruction>> bodies = new HashMap<>();
    program.bodies().forEach((name, code) -> bodies.put(name, within.apply(code)));
    return new Program(within.apply(program.main()), bodies, program.kitLoop(), program.trace());
  }

  private static boolean isModelled(Instruction outer) {
    for (Instruction one = outer; one != null; one = one.inner()) {
      boolean ofTask = one.arg(0).startsWith("t") && OF_FUTURES_ONLY.contains(one.op());
      boolean ofForeign = one.arg(0).startsWith("d") && one.op() == Op.SEND;
      if (LEFT_OUT.containsKey(one.op()) || ofTask || ofForeign) {
        return false;
      }
    }
    return true;
  }

  /** Plain futures in the place of others, and names that show whose loop is another. */
  private static Instruction rename(Instruction one, Set<String> elsewhere) {
    String plain = OTHER_FUTURES.matcher(one.toString()).replaceAll("f0");
    return Instruction.parse(
        FUTURES.matcher(plain).replaceAll(f -> elsewhere.contains(f.group()) ? TraceModule.FAR + f.group(1) : f.group()));
  }
}
