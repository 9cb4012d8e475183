package io.github.aiotask.properties;

import java.io.Console;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a campaign is: a bar on a terminal, or else a line every few seconds. */
final class Progress implements AutoCloseable {
  private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int WIDTH = 79; // to ask the terminal would take Ctrl-C from the JVM

  private final long size;
  private final PrintWriter err;
  private final @Nullable ProgressBar bar;
  private final long start = System.nanoTime();
  private long lastLine = start;

  Progress(long size, PrintWriter err) {
    this.size = size;
    this.err = err;
    this.bar = isTerminal() ? bar(size) : null;
  }

  private static ProgressBar bar(long size) {
    return new ProgressBarBuilder()
        .setTaskName("programs")
        .setInitialMax(size)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
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
      return;
    }
    long now = System.nanoTime();
    if (now - lastLine >= LINE_NANOS && done < size) {
      lastLine = now;
      double rate = done * 1e9 / (now - start);
      long left = Math.round((size - done) / rate);
      err.printf(
          Locale.ROOT, "%,d of %,d programs, %,.0f/s, %d:%02d left%n", done, size, rate, left / 60, left % 60);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
