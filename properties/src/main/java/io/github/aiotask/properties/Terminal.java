package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where all commands print. Nothing that is printed is obeyed by a terminal, and what is printed as a line stays one. Once
 * something could not be written, {@link #checkError} says so, and {@link #failure} why.
 */
final class Terminal extends PrintWriter {
  private final Sink sink;

  Terminal(Writer out) {
    this(new Sink(out));
  }

  private Terminal(Sink sink) {
    super(sink, true);
    this.sink = sink;
  }

  @Override
  public void println(@Nullable String line) {
    super.println(line == null ? null : Shown.line(line));
  }

  @Override
  public PrintWriter format(String format, @Nullable Object... args) {
    return super.format(format, lines(args));
  }

  @Override
  public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... args) {
    return super.format(locale, format, lines(args));
  }

  private static @Nullable Object[] lines(@Nullable Object... args) {
    return Arrays.stream(args).map(arg -> arg instanceof String text ? Shown.line(text) : arg).toArray();
  }

  /** Writes what nobody sees, if nothing was written since the last time: it fails where nobody reads. */
  void pulse() {
    sink.pulse();
    flush();
  }

  /** Why something could not be written; null if that is not known. */
  @Nullable String failure() {
    return sink.failure;
  }

  /** Shows text, and keeps the first failure, which a PrintWriter does not. */
  private static final class Sink extends Writer {
    private final Writer out;
    private boolean written;
    private boolean blank; // the line that is open has nothing but pulses
    private volatile @Nullable String failure;

    Sink(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      write(new String(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      write(text.substring(from, from + length));
    }

    @Override
    public void write(String text) throws IOException {
      synchronized (lock) {
        put((blank ? System.lineSeparator() : "") + Shown.text(text));
        blank = false;
        written = true;
      }
    }

    void pulse() {
      synchronized (lock) {
        try {
          if (!written) {
            put(" ");
            blank = true;
          }
        } catch (IOException e) {
          // it is kept
        }
        written = false;
      }
    }

    private void put(String text) throws IOException {
      try {
        out.write(text);
      } catch (IOException e) {
        throw kept(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw kept(e);
      }
    }

    private IOException kept(IOException e) {
      failure = failure == null ? e.getMessage() : failure;
      return e;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
