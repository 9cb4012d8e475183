package io.github.aiotask.properties.campaign;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a campaign. All shards together have the programs of the whole, each one once.
 *
 * @param number which one, from 1 on
 * @param count how many there are
 */
public record Shard(int number, int count) {
  /** The whole campaign. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

  /** Checks the numbers. */
  public Shard {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException("there is no shard " + number + " of " + count);
    }
  }

  /**
   * Reads {@code i/n}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no shard: write one as in 2/4");
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The index of its first program, of so many. */
  public long first(long programs) {
    return programs / count * (number - 1) + programs % count * (number - 1) / count;
  }

  /** The index behind its last program, of so many. */
  public long end(long programs) {
    return number == count ? programs : new Shard(number + 1, count).first(programs);
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }
}
