package io.github.aiotask.ps;

import java.io.PrintStream;
import java.util.Set;

/**
 * The command: {@code ps PID}, {@code pstree PID} or {@code json PID} tells what the tasks of a program do that runs in another JVM of
 * the same user. The program needs no code for that.
 */
public final class Ps {
  private static final Set<String> COMMANDS = Set.of("ps", "pstree", "json");

  private static final String USAGE =
      """
      usage: java -jar aiotask-ps.jar ps|pstree|json PID

        ps      a table of the tasks: what each waits for, where it stands, who waits for it
        pstree  trees: who awaits whom
        json    all of it, for programs
      """;

  private Ps() {}

  /**
   * Runs the command.
   *
   * @param arguments what and of which JVM
   */
  public static void main(String[] arguments) {
    int code = run(arguments, System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  /**
   * The same for tests.
   *
   * @return the exit code: 0; 1 if that JVM does not tell; 2 if it was called wrongly
   */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length != 2 || !COMMANDS.contains(arguments[0])) {
      err.print(USAGE);
      err.print(Target.all());
      return 2;
    }
    try {
      String text = new Target(arguments[1]).ask(arguments[0]);
      out.print(text);
      if (!text.endsWith("\n")) {
        out.println();
      }
      return 0;
    } catch (Refused refused) {
      err.println("aiotask-ps: " + refused.getMessage());
      return 1;
    }
  }
}
