package io.github.aiotask.properties;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(name = "aiotask-conform", mixinStandardHelpOptions = true)
public final class Conform implements Runnable {
  private Conform() {}

  @Override
  public void run() {}

  /**
   * Runs it.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Conform()).execute(args));
  }
}
