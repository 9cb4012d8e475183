package io.github.aiotask.properties.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Line;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards, programs, rules, and what a runtime sees. */
class CampaignPartsTest {

  // ---- shards

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void shardsCoverEveryProgramOnce(int count) {
    for (long programs : new long[] {1, 5, 100, 10_007, 1_000_000_000_007L}) {
      long next = 0;
      for (int number = 1; number <= count; number++) {
        Shard shard = new Shard(number, count);
        assertEquals(next, shard.first(programs), shard + " of " + programs);
        next = shard.end(programs);
        assertTrue(next - shard.first(programs) <= programs / count + 1, shard + " of " + programs);
      }
      assertEquals(programs, next);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0/3", "4/3", "-1/3", "1/3/5", "a/b", "99999999/99999999"})
  void whatIsNoShardIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Shard.parse(text));
  }

  // ---- programs

  @Test
  void aSeedGivesTheSameProgramsEveryTimeAndItsNeighbourOthers() {
    for (int index = 0; index < 20; index++) {
      Case one = programs(1).at(index);
      assertEquals(one, programs(1).at(index));
      assertNotEquals(one.program(), programs(2).at(index).program());
      assertNotEquals(one.program(), programs(1).at(index + 9).program());
    }
  }

  private static RandomPrograms programs(long seed) {
    return new RandomPrograms(seed, PythonVersion.PYTHON_3_14, true);
  }

  // ---- rules

  @Test
  void rulesAreChosenByNumberChapterOrGlob() {
    assertTrue(RuleFilter.ALL.hasAny(List.of()));
    RuleFilter filter = new RuleFilter(List.of("6.2", "§7.*", "9"));
    assertTrue(filter.hasAny(List.of("1.1", "6.2")));
    assertTrue(filter.has("7.11") && filter.has("9.3"));
    assertFalse(filter.has("6.20") || filter.has("6.1") || filter.has("1.7"));
    assertThrows(IllegalArgumentException.class, () -> new RuleFilter(List.of("6.x")));
  }

  // ---- what a runtime sees

  private static List<String> seen(List<String> keys, String... lines) {
    List<Line> trace = Stream.of(lines).map(text -> new Line(text, "1.1", Map.of("must", "6.3"), List.of())).toList();
    return new Sight(keys).of(trace).stream().map(Line::text).toList();
  }

  @Test
  void whatIsNotSeenIsLeftOut() {
    assertEquals(
        List.of("0=t0 must", "0:main: run", "1=t0", "2=t0 must"),
        seen(
            List.of("must"),
            "0=t0 state=pending must",
            "0=loop ready=1",
            "0:main: run",
            "1=t0 state=pending message='a must b'",
            "1=t0 state=result:3",
            "1=loop ready=2",
            "2=t0 state=result:3 must"));
    assertEquals(List.of("0=f0 state=error:E(a must b)"), seen(List.of("state"), "0=f0 state=error:E(a must b) waiter=f1"));
  }

  @Test
  void whoSeesAllIsComparedInAll() {
    Line line = new Line("0=t0 state=pending must", "1.1", Map.of(), List.of());
    assertEquals(List.of(line), new Sight(null).of(List.of(line)));
    assertEquals(List.of(), new Sight(null).unseen());
    assertTrue(new Sight(List.of("state")).unseen().contains("waiter"));
  }
}
