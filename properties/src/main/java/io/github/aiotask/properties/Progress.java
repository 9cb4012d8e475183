package io.github.aiotask.properties;

import java.io.Console;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a campaign is: a bar on a terminal, and nothing in a log. */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 79; // to ask the terminal would take Ctrl-C from the JVM

  private final @Nullable ProgressBar bar;

  Progress(long size) {
    this.bar = isTerminal() ? bar(size) : null;
  }

  private static ProgressBar bar(long size) {
    return new ProgressBarBuilder()
        .setTaskName("programs")
        .setInitialMax(size)
        .setConsumer(new ConsoleProgressBarConsumer(System.out, WIDTH))
        .continuousUpdate()
        .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
        .build();
  }

  /** From JDK 22 on there is a console without a terminal too. */
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  void stepTo(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
