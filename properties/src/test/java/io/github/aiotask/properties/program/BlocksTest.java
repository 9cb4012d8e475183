package io.github.aiotask.properties.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which catch and which end belong to what. */
class BlocksTest {
  private static final List<String> WORDS = List.of("try", "catch Any e", "end", "end", "timeout 1", "group g", "log x");

  /** Looks for each one anew, forwards. */
  private static int find(Op wanted, List<Instruction> code, int from) {
    int depth = 0;
    for (int i = from; i < code.size(); i++) {
      Op op = code.get(i).op();
      if (depth == 0 && op == wanted) {
        return i;
      }
      depth += op.opens() ? 1 : op == Op.END ? -1 : 0;
    }
    return code.size();
  }

  @Test
  void eachIsTheNextOneOfItsLevel() {
    Random random = new Random(1);
    for (int seed = 0; seed < 2_000; seed++) {
      List<Instruction> code =
          IntStream.range(0, random.nextInt(14))
              .mapToObj(i -> Instruction.parse(WORDS.get(random.nextInt(WORDS.size()))))
              .toList();
      List<Instruction> main = new Program(code, Map.of(), false, Program.Trace.ALL).main();
      for (int i = 0; i < code.size(); i++) {
        int at = i;
        Op wanted = code.get(i).op() == Op.TRY ? Op.CATCH : Op.END;
        assertEquals(find(wanted, code, i + 1), Blocks.partnerOf(i, main), () -> "of " + at + " in " + code);
        assertEquals(find(wanted, code, i + 1), Blocks.partnerOf(i, code));
      }
    }
  }
}
