package io.github.aiotask.properties.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The frame of a page. */
final class Page {
  private static final String STYLE = "page.css";

  private Page() {}

  /**
   * Begins a page, up to its main part.
   *
   * @param more names of style sheets beside the common one
   */
  static void open(Html html, String title, String... more) {
    html.raw("<!DOCTYPE html>\n");
    html.open("html", "lang", "en").open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.element("title", title).line();
    html.open("style").raw("\n" + style(STYLE));
    for (String name : more) {
      html.raw(style(name));
    }
    html.close().line();
    html.close().line().open("body").open("main");
  }

  /** Ends it. */
  static void close(Html html) {
    html.close(3).line();
  }

  private static String style(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
