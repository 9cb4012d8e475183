package io.github.aiotask.spec.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What TLC prints, as plain Java: records and functions are maps, sequences lists, sets sets; strings and model values are
 * strings.
 */
public final class TlaValue {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(<<|>>|\\|->|:>|@@|[\\[\\](){},]|\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+|\\w+)\\s*");

  private final String text;
  private final Matcher tokens;
  private String next; // the token that is looked at; null: there is no more

  private TlaValue(String text) {
    this.text = text;
    this.tokens = TOKEN.matcher(text);
    advance();
  }

  /** The value of a whole text. */
  public static Object parse(String text) {
    TlaValue parser = new TlaValue(text);
    Object value = parser.value();
    if (parser.next != null) {
      throw parser.unexpected();
    }
    return value;
  }

  private Object value() {
    String token = next;
    if (token == null) {
      throw unexpected();
    }
    advance();
    return switch (token) {
      case "<<" -> sequence(">>");
      case "{" -> new LinkedHashSet<>(sequence("}"));
      case "[" -> pairs("|->", ",", "]");
      case "(" -> pairs(":>", "@@", ")");
      case "TRUE" -> true;
      case "FALSE" -> false;
      default -> atom(token);
    };
  }

  private List<Object> sequence(String close) {
    List<Object> values = new ArrayList<>();
    while (!isNext(close)) {
      if (!values.isEmpty()) {
        expect(",");
      }
      values.add(value());
    }
    expect(close);
    return values;
  }

  private Map<String, Object> pairs(String arrow, String separator, String close) {
    Map<String, Object> map = new LinkedHashMap<>();
    do {
      String key = value().toString();
      expect(arrow);
      map.put(key, value());
    } while (accept(separator));
    expect(close);
    return map;
  }

  private Object atom(String token) {
    char first = token.charAt(0);
    if (first == '"') {
      return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    if (first == '-' || Character.isDigit(first)) {
      return Integer.valueOf(token);
    }
    if (!Character.isLetter(first)) {
      throw new IllegalArgumentException("no value begins with " + token + " in " + text);
    }
    return token;
  }

  private boolean isNext(String token) {
    return token.equals(next);
  }

  private boolean accept(String token) {
    boolean there = isNext(token);
    if (there) {
      advance();
    }
    return there;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw unexpected();
    }
  }

  private void advance() {
    if (tokens.regionStart() == text.length()) {
      next = null;
    } else if (tokens.lookingAt()) {
      next = tokens.group(1);
      tokens.region(tokens.end(), text.length());
    } else {
      throw unexpected();
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        "no value of TLA+ at " + (next == null ? "the end" : next) + ", before " + tokens.regionStart() + ": " + text);
  }

  /** A set, as one of models.json. */
  public static Set<String> names(String set) {
    Set<String> names = new LinkedHashSet<>();
    ((Set<?>) parse(set)).forEach(name -> names.add((String) name));
    return names;
  }

  /** A record or function. */
  public static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, one) -> map.put((String) key, one));
    return map;
  }
}
