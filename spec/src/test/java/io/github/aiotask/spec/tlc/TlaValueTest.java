package io.github.aiotask.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlaValueTest {
  @Test
  void readsAState() {
    String text =
        """
        [ ready |->
              [ main |->
                    << [run |-> t1, of |-> None, raises |-> FALSE],
                       [run |-> t2, of |-> f1, raises |-> TRUE] >> ],
          callbacks |-> (t1 :> <<>> @@ f1 :> <<t1, c1>>),
          count |-> (t1 :> 2),
          outcome |-> (t1 :> "pending") ]
        """;

    assertEquals(
        Map.of(
            "ready",
            Map.of(
                "main",
                List.of(
                    Map.of("run", "t1", "of", "None", "raises", false), Map.of("run", "t2", "of", "f1", "raises", true))),
            "callbacks", Map.of("t1", List.of(), "f1", List.of("t1", "c1")),
            "count", Map.of("t1", 2),
            "outcome", Map.of("t1", "pending")),
        TlaValue.parse(text));
  }

  @Test
  void readsSets() {
    assertEquals(Set.of(), TlaValue.parse("{}"));
    assertEquals(Set.of("t1", "t2"), TlaValue.parse("{t1, t2}"));
    assertEquals(Set.of(List.of(1, -2)), TlaValue.parse("{<<1, -2>>}"));
  }

  @Test
  void readsStrings() {
    assertEquals("a \"b\" \\ <<", TlaValue.parse("\"a \\\"b\\\" \\\\ <<\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<<", "<<1", "[a |-> 1", "[a 1]", "(a :> 1 @@)", "1 2", ",", "<<1 2>>", "#"})
  void refusesAnythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> TlaValue.parse(text));
  }
}
