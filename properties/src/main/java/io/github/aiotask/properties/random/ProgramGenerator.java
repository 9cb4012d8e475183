package io.github.aiotask.properties.random;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Writes random programs. The same seed, profile and versions give the same program on every JDK. Every program ends by itself
 * and has one meaning: {@link Sense} says what that takes. Not safe for threads: it remembers the instructions that it has
 * read.
 */
public final class ProgramGenerator {
  private static final int REMEMBERED = 100_000;
  private static final int NEWEST = Integer.MAX_VALUE;
  private static final int FIRST_WITH_CONTEXTS = 7;
  private static final int FIRST_WITH_NAMES = 8;
  private static final int FIRST_REFUSING_COROUTINES = 11;

  private final Profile profile;
  private final int oldest; // minor version
  private final int newest;
  private final boolean circles;
  private final Map<Move.Loop, Weights> weights = new EnumMap<>(Move.Loop.class);
  private final Map<String, Instruction> read = new HashMap<>();

  /**
   * For programs that mean something in all of these versions.
   *
   * @param profile which rules they are about
   * @param versions none: the newest alone
   */
  public ProgramGenerator(Profile profile, PythonVersion... versions) {
    this(
        profile,
        Arrays.stream(versions).mapToInt(PythonVersion::minor).min().orElse(NEWEST),
        Arrays.stream(versions).mapToInt(PythonVersion::minor).max().orElse(NEWEST),
        true);
  }

  private ProgramGenerator(Profile profile, int oldest, int newest, boolean circles) {
    this.profile = profile;
    this.oldest = oldest;
    this.newest = newest;
    this.circles = circles;
    for (Move.Loop loop : Move.Loop.values()) {
      weights.put(loop, new Weights(profile, loop, oldest));
    }
  }

  /** The same without tasks that wait for each other in a circle, which CPython does not survive when it cancels them. */
  public ProgramGenerator withoutCircles() {
    return new ProgramGenerator(profile, oldest, newest, false);
  }

  /**
   * The program of a seed.
   *
   * @param seed any number; neighbours give programs that have nothing in common
   */
  public Program generate(long seed) {
    return generate(new SplitMix(seed));
  }

  /**
   * The next program of a source, of which only {@code nextLong} is asked.
   *
   * @param random the source
   */
  public Program generate(RandomGenerator random) {
    return new Draft(this, random).write();
  }

  Profile profile() {
    return profile;
  }

  /** Whether the programs run on Pythons before 3.7 too, which have no contexts and no registry to change. */
  boolean isOld() {
    return oldest < FIRST_WITH_CONTEXTS;
  }

  /** Whether the programs may look at names of tasks. */
  boolean hasNames() {
    return oldest >= FIRST_WITH_NAMES;
  }

  /** Whether the programs use asyncio's functions. */
  boolean hasFunctions() {
    return profile.hasFunctions();
  }

  /** Whether a wait takes coroutines on all those Pythons (§10.25). */
  boolean waitsTakeCoroutines() {
    return newest < FIRST_REFUSING_COROUTINES;
  }

  boolean hasCircles() {
    return circles;
  }

  Weights weights(Move.Loop loop) {
    Weights found = weights.get(loop);
    if (found == null) {
      throw new IllegalArgumentException("no weights for " + loop);
    }
    return found;
  }

  /** Most lines come up again and again; to read them is what takes the time. */
  Instruction read(String line) {
    Instruction known = read.get(line);
    if (known == null) {
      if (read.size() == REMEMBERED) {
        read.clear();
      }
      known = Instruction.parse(line);
      read.put(line, known);
    }
    return known;
  }

  /** The moves of each place with their weights added up. */
  static final class Weights {
    private static final Move[] MOVES = Move.values();

    private final int[] main = new int[MOVES.length];
    private final int[] body = new int[MOVES.length];
    private final int[] inner = new int[MOVES.length];

    Weights(Profile profile, Move.Loop loop, int oldest) {
      int inMain = 0;
      int inBody = 0;
      int inInner = 0;
      for (Move move : MOVES) {
        boolean there = move.fits(loop) && move.since() <= oldest;
        int factor = there ? profile.factor(move) : 0;
        inMain += move.inMain * factor;
        inBody += move.inBody * factor;
        inInner += move.inner * factor;
        main[move.ordinal()] = inMain;
        body[move.ordinal()] = inBody;
        inner[move.ordinal()] = inInner;
      }
    }

    Move inMain(Draft draft) {
      return pick(main, draft);
    }

    Move inBody(Draft draft) {
      return pick(body, draft);
    }

    Move inner(Draft draft) {
      return pick(inner, draft);
    }

    private static Move pick(int[] sums, Draft draft) {
      int at = draft.below(sums[sums.length - 1]);
      int low = 0;
      int high = sums.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sums[middle] > at) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return MOVES[low];
    }
  }
}
