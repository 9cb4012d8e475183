package io.github.aiotask.properties.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Text in a page. */
class HtmlTest {

  @Test
  void noTextIsMarkupOrObeyed() {
    String text = "<b>&\"'\u001b\u202e\u0000\ud800\ufffe\n";
    String shown = "&lt;b&gt;&amp;&quot;&#39;\\u001b\\u202e\\u0000\\ud800\\ufffe\\u000a";
    assertEquals("<i title=\"" + shown + "\">" + shown + "</i>", new Html().element("i", text, "title", text).toString());
  }
}
