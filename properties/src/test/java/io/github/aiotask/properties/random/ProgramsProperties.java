package io.github.aiotask.properties.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** jqwik makes random programs and shrinks those that fail. */
class ProgramsProperties {
  private static final List<String> LEAST = List.of("cancel f0", "close");

  @Provide
  Arbitrary<Program> programs() {
    return Programs.of(new ProgramGenerator(Profile.GENERAL));
  }

  @Property(tries = 300)
  void everyProgramKeepsToTheSense(@ForAll("programs") Program program) {
    assertEquals(List.of(), Sense.faults(program));
  }

  /** Meant to fail: the hook looks at what jqwik has shrunk it to. */
  @Property(tries = 1000, seed = "7")
  @AddLifecycleHook(FailsWithTheLeast.class)
  void noProgramCancelsAFutureAndCloses(@ForAll("programs") Program program) {
    assertTrue(
        program.main().stream().noneMatch(one -> one.toString().startsWith("cancel f0"))
            || program.main().stream().noneMatch(one -> one.op() == Op.CLOSE));
  }

  static final class FailsWithTheLeast implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyExecutionResult result = property.execute();
      assertEquals(PropertyExecutionResult.Status.FAILED, result.status());
      Program program = (Program) result.falsifiedParameters().orElseThrow().get(0);
      Stream<Instruction> code =
          Stream.concat(program.main().stream(), program.bodies().values().stream().flatMap(List::stream));
      assertEquals(LEAST, code.map(Instruction::toString).sorted().toList());
      return result.mapToSuccessful();
    }
  }
}
