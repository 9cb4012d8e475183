package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Differences to write pages of, and what must hold for every page. */
final class Differences {
  private static final Path ROOT = Path.of(System.getProperty("aiotask.root", ".."));
  private static final Pattern OUTSIDE =
      Pattern.compile("(?i)<(link|script|img|iframe|object|embed|base)\\b| src=|url\\(|@import|href=\"(?!#)");

  private Differences() {}

  static RuleBook rules() {
    try {
      return RuleBook.parse(Files.readString(ROOT.resolve("spec/README.md")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Program program(List<String> main, Map<String, List<String>> bodies) {
    Map<String, List<Instruction>> parsed = new LinkedHashMap<>();
    bodies.forEach((name, lines) -> parsed.put(name, lines.stream().map(Instruction::parse).toList()));
    return new Program(main.stream().map(Instruction::parse).toList(), parsed, false, Program.Trace.ALL);
  }

  static Difference of(Program program, List<Line> expected, List<String> actual) {
    return new Difference(program, PythonVersion.PYTHON_3_14, "somebody", expected, actual);
  }

  static Line line(String text, String rule) {
    return new Line(text, rule, Map.of(), List.of(rule));
  }

  /** The first one that a random program shows. */
  static Difference found(Fault fault) {
    Checker checker = new Checker(PlainRuntimeProvider.with(fault));
    PythonVersion version = fault.versions().iterator().next();
    ProgramGenerator generator = new ProgramGenerator(Profile.GENERAL, version);
    for (int seed = 0; seed < 20_000; seed++) {
      Difference difference = checker.check(generator.generate(seed), version);
      if (difference != null) {
        return difference;
      }
    }
    throw new AssertionError("nothing shows " + fault);
  }

  /** The page as XML, once everything is seen to hold that holds for every page. */
  static Document checked(String page) {
    Matcher outside = OUTSIDE.matcher(page);
    assertTrue(!outside.find(), () -> page.substring(outside.start(), Math.min(page.length(), outside.start() + 80)));
    Document document = parsed(page);
    Set<String> ids = new HashSet<>();
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      String id = ((Element) elements.item(i)).getAttribute("id");
      assertTrue(id.isEmpty() || ids.add(id), () -> "twice: " + id);
    }
    for (int i = 0; i < elements.getLength(); i++) {
      String link = ((Element) elements.item(i)).getAttribute("href");
      assertTrue(link.isEmpty() || ids.contains(link.substring(1)), () -> "leads to nowhere: " + link);
    }
    return document;
  }

  private static Document parsed(String page) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("no XML", e);
    }
  }

  /** The element with an id. */
  static Element byId(Document document, String id) {
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      if (((Element) elements.item(i)).getAttribute("id").equals(id)) {
        return (Element) elements.item(i);
      }
    }
    throw new AssertionError("nothing has the id " + id);
  }
}
