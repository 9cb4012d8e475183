package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.campaign.KitFault;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 nothing differs, 1 something does, 2 bad usage or unreadable input, 70 a fault of the kit. */
@Command(
    name = "aiotask-conform",
    description = "Compares an implementation of asyncio's Task with what asyncio does.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class,
    subcommands = {
      RandomCommand.class,
      LiveCommand.class,
      RecordedCommand.class,
      ReplayCommand.class,
      RulesCommand.class,
      ReportCommand.class,
      RunnerCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Conform implements Runnable {
  /** Kept, so that its level is: programs that fail on purpose are no news. */
  private static final Logger LIBRARY = Logger.getLogger("io.github.aiotask");

  static final int DIFFERS = 1;
  static final int BAD_USAGE = 2;
  static final int KIT_FAULT = 70;

  @Spec private CommandSpec spec;

  private Conform() {}

  @Override
  public void run() {
    String commands = String.join(", ", spec.subcommands().keySet());
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: " + commands);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Conform.class.getPackage().getImplementationVersion();
      return new String[] {"aiotask-conform " + (version == null ? "of a working tree" : version)};
    }
  }

  /**
   * Runs it, and ends the JVM with its exit code.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  static int execute(PrintWriter out, PrintWriter err, String... args) {
    LIBRARY.setLevel(Level.OFF);
    return new CommandLine(new Conform())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((bad, ignored) -> complain(bad.getCommandLine(), bad.getMessage() + " (see --help)"))
        .setExecutionExceptionHandler(
            (error, line, ignored) -> {
              if (error instanceof BadInput) {
                return complain(line, error.getMessage());
              }
              return confess(line, error);
            })
        .execute(args);
  }

  private static int confess(CommandLine line, Throwable error) {
    String where = error instanceof KitFault fault ? ", at " + fault.getMessage() : "";
    line.getErr().println("aiotask-conform: this is a fault of the kit, please report it" + where + ":");
    error.printStackTrace(line.getErr());
    return KIT_FAULT;
  }

  private static int complain(CommandLine line, String message) {
    line.getErr().println("aiotask-conform: " + message);
    return BAD_USAGE;
  }
}
