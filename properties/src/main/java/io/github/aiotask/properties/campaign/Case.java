package io.github.aiotask.properties.campaign;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Model.Expected;
import io.github.aiotask.properties.program.Program;

/**
 * A program, and what the rules say about it.
 *
 * @param id its name
 * @param turn whatever is done in turn goes by it
 * @param program what runs
 * @param version as which Python
 * @param expected the model's trace
 */
public record Case(String id, long turn, Program program, PythonVersion version, Expected expected) {

  /** Asks the model. */
  public static Case of(String id, long turn, Program program, PythonVersion version) {
    return new Case(id, turn, program, version, Model.run(program, version));
  }

  /** Another program in its place. */
  Case with(Program other) {
    return of(id, turn, other, version);
  }
}
