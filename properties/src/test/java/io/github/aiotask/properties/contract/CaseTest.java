package io.github.aiotask.properties.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case as it is printed. */
class CaseTest {
  @TempDir private Path folder;

  private Recording read(Case one) throws Exception {
    return Recordings.readPrograms(Files.writeString(folder.resolve("case.jsonl"), one.toString())).get(0);
  }

  @Test
  void isALineOfAFileWithItsRulesAndItsPython() throws Exception {
    for (PythonVersion version : PythonVersion.values()) {
      Case one = new Case(new ProgramGenerator(Profile.CANCEL, version).generate(1), version);
      Recording read = read(one);
      assertEquals(one.program(), read.program());
      assertTrue(read.rules().size() > 10, one::toString);
      assertEquals(version == PythonVersion.PYTHON_3_14 ? null : version, read.python());
      assertFalse(one.toString().contains("\"python\":\"3.14\""), one::toString);
    }
  }
}
