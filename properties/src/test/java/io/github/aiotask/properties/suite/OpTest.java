package io.github.aiotask.properties.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.exec.Commands;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Both sides of the bridge count the same. */
class OpTest {
  private static String plug() throws Exception {
    return Files.readString(Commands.plug());
  }

  private static List<String> tuple(String first) throws Exception {
    Matcher found = Pattern.compile("(?ms)^\\(?(" + first + "\\b[^)=]*?)\\)? = range\\((\\d+)\\)").matcher(plug());
    assertTrue(found.find(), first);
    List<String> names = List.of(found.group(1).trim().split(",\\s*"));
    assertEquals(Integer.parseInt(found.group(2)), names.size());
    return names;
  }

  @Test
  void theMessagesAreThoseOfThePlug() throws Exception {
    assertEquals(Arrays.stream(Op.values()).map(Enum::name).toList(), tuple("ANSWER"));
  }

  @Test
  void theKindsOfErrorsAreTheLibrarys() throws Exception {
    assertEquals(Arrays.stream(ExceptionKind.values()).map(kind -> "KIND_" + kind).toList(), tuple("KIND_CANCELLED"));
    String errors = plug().replaceAll("(?s).*\nERRORS = \\[\n(.*?)\\]\n\n.*", "$1");
    assertEquals(ErrorKind.WAIT_CYCLE.ordinal() + 1, errors.lines().count(), "those that tasks and futures ask for"); // a line each
    String known = "NOT_READY, TASK_OUTCOME, NOT_A_COROUTINE = "
        + ErrorKind.NOT_READY.ordinal() + ", " + ErrorKind.TASK_OUTCOME.ordinal() + ", " + ErrorKind.NOT_A_COROUTINE.ordinal() + "\n";
    assertTrue(plug().contains(known), known);
  }

  @Test
  void whatOnlyThisSideAsksIsNothingOfPythons() throws Exception {
    assertEquals(Op.ALL, Op.ofPython(Op.ALL.ordinal()));
    assertThrows(Garbled.class, () -> Op.ofPython(Op.IS_RUNNING.ordinal()));
    assertThrows(Garbled.class, () -> Op.ofPython(-1));
  }
}
