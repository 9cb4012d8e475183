package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A page about the rules: how each is checked, and where it is obeyed, stated and checked. */
public final class RulePage {

  private RulePage() {}

  /**
   * Writes it.
   *
   * @param rows of the rules; one without a row is untested
   * @param book the texts of the rules
   * @param about what is to be said before, in Markdown
   * @return HTML that is XML too and needs no other file
   */
  public static String write(List<RuleRow> rows, RuleBook book, String about) {
    Html html = new Html();
    Page.open(html, "The rules of aiotask");
    html.element("p", "aiotask", "class", "eyebrow");
    html.element("h1", "The rules of asyncio's Task");
    html.open("p").markdown(about).close();
    new Matrix(html, book, rows, Map.of(), Set.of()).write();
    Page.close(html);
    return html.toString();
  }
}
