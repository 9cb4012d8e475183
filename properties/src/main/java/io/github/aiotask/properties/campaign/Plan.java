package io.github.aiotask.properties.campaign;

import io.github.aiotask.PythonVersion;

/**
 * What a campaign is to do.
 *
 * @param command that it is for
 * @param seed of its programs
 * @param programs how many there are, in all shards together
 * @param shard which of them run
 * @param version as which Python
 * @param rules which it is about
 */
public record Plan(String command, long seed, long programs, Shard shard, PythonVersion version, RuleFilter rules) {

  /** How many programs run. */
  public long size() {
    return shard.end(programs) - shard.first(programs);
  }

  /** A name for its files. */
  public String fileName() {
    return command + "-" + seed + "-" + shard.number() + "of" + shard.count();
  }
}
