package io.github.aiotask.properties.program;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What keeps every program finite, and the numbers that it can count with. The model, runs on the JVM and {@code runner.py}
 * have the same, so that a program that meets one of them has the same trace everywhere.
 */
public final class Limits {
  /** How many instructions a program does, {@link Op#isCounted control flow} apart; each later one raises Endless(). */
  public static final int INSTRUCTIONS = 10_000;

  /** How many instructions that {@link Op#nests nest} are under way at once; one more raises RecursionError(instruction). */
  public static final int DEPTH = 50;

  /** How often a loop polls; the next time raises Endless(). */
  public static final int POLLS = 1_000;

  /** The iterations of a run that does not say how many. */
  public static final int ITERATIONS = 200;

  /** How long a poll lasts at the most (§8.2), in nanoseconds. */
  public static final long LONGEST_POLL = TimeUnit.HOURS.toNanos(24);

  /** The characters of a line of a file, and of an answer. */
  public static final int LINE = 1 << 24;

  /** The characters of a file, unpacked. */
  public static final long FILE = 1L << 30;

  /** The instructions of a program as it is written, those inside of others too. */
  public static final int WRITTEN = 5_000;

  /** How many instructions are written inside of each other. */
  public static final int INSIDE = 100;

  /** How many instructions a program does and how many handles its loops run, control flow too. */
  public static final int STEPS = 100_000;

  /** The characters of a trace. */
  public static final int TRACE = 4_000_000;

  private static final int DIGITS = 9;
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  private Limits() {}

  /** Whether a word is a number: a whole one of up to nine digits. All others are no more than words. */
  public static boolean isNumber(String word) {
    int sign = word.startsWith("-") ? 1 : 0;
    int digits = word.length() - sign;
    if (digits < 1 || digits > DIGITS) {
      return false;
    }
    for (int i = sign; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Whether a word is a time in seconds: up to nine digits before the point, and behind it. */
  public static boolean isSeconds(String word) {
    return SECONDS.matcher(word).matches();
  }
}
