package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.campaign.KitFault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 nothing differs, 1 something does, 2 bad usage, unreadable input or output that cannot be
 * written, 70 a fault of the kit.
 */
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
      SuiteCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Conform implements Runnable {
  /** Kept, so that its level is: programs that fail on purpose are no news. */
  private static final Logger LIBRARY = Logger.getLogger("io.github.aiotask");

  static final int DIFFERS = 1;
  static final int BAD_USAGE = 2;
  static final int KIT_FAULT = 70;

  private static final String NO_MEMORY = "the memory of this JVM is not enough: give it more, as in java -Xmx4g";

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
    Terminal out = new Terminal(writer(FileDescriptor.out, "stdout.encoding"));
    Terminal err = new Terminal(writer(FileDescriptor.err, "stderr.encoding"));
    Pulse.start(out);
    System.exit(execute(out, err, args));
  }

  /** Unlike System.out, it tells what cannot be written, and why. */
  private static Writer writer(FileDescriptor stream, String encoding) {
    String name = System.getProperty(encoding, Charset.defaultCharset().name());
    return new OutputStreamWriter(new FileOutputStream(stream), Charset.forName(name));
  }

  static int execute(Writer out, Writer err, String... args) {
    return execute(new Terminal(out), new Terminal(err), args);
  }

  private static int execute(Terminal out, Terminal err, String... args) {
    LIBRARY.setLevel(Level.OFF);
    int code;
    try {
      code = run(out, err, args);
    } catch (OutOfMemoryError full) {
      code = complain(err, NO_MEMORY);
    } catch (Error error) {
      code = confess(err, error);
    }
    if (out.checkError()) {
      String why = out.failure() == null ? "" : ": " + out.failure();
      return complain(err, "the output cannot be written" + why);
    }
    return code;
  }

  private static int run(Terminal out, Terminal err, String... args) {
    return new CommandLine(new Conform())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((bad, ignored) -> complain(err, bad.getMessage() + " (see --help)"))
        .setExecutionExceptionHandler(
            (error, ignored, none) -> {
              if (error instanceof BadInput) {
                return complain(err, error.getMessage());
              }
              return error.getCause() instanceof OutOfMemoryError ? complain(err, NO_MEMORY) : confess(err, error);
            })
        .execute(args);
  }

  private static int confess(PrintWriter err, Throwable error) {
    String where = error instanceof KitFault fault ? ", at " + fault.getMessage() : "";
    err.println("aiotask-conform: this is a fault of the kit, please report it" + where + ":");
    error.printStackTrace(err);
    return KIT_FAULT;
  }

  private static int complain(PrintWriter err, String message) {
    err.println("aiotask-conform: " + message);
    return BAD_USAGE;
  }
}
