package io.github.aiotask.properties.html;

import io.github.aiotask.properties.program.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes HTML that is XML too. All text and all values of attributes are escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; attributes are names and values in turn, and one without a value is left out. */
  Html open(String name, String... attributes) {
    start(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** Ends the element that was begun last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends as many elements. */
  Html close(int count) {
    for (int i = 0; i < count; i++) {
      close();
    }
    return this;
  }

  /** An element without content: of SVG, or one that HTML never closes. */
  Html empty(String name, String... attributes) {
    start(name, attributes);
    out.append("/>");
    return this;
  }

  /** An element with this text alone. */
  Html element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  /** Text. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** The end of a line, where no text is told apart by it. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** Text with {@code `code`} in it. */
  Html markdown(String text) {
    boolean code = false;
    for (String part : text.split("`", -1)) {
      if (code) {
        element("code", part);
      } else {
        text(part);
      }
      code = !code;
    }
    return this;
  }

  /** What is HTML already. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  private void start(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
      }
    }
  }

  /** A number as attributes have them, the same in every locale. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** As the content of an element or the value of an attribute; what XML cannot hold is no part of what is shown. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    Shown.line(text).codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
