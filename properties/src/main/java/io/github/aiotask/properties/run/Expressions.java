package io.github.aiotask.properties.run;

import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import io.github.aiotask.properties.functions.TimeoutScope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in braces in a log: {@code v}, {@code v!r}, {@code a is b}, {@code T in all}, {@code current}, {@code all},
 * {@code ready}, {@code iteration}, {@code time}, {@code context.v}, and of a future or task: state, waiter, must, blocking,
 * callbacks, cancelled, cancelling, name, word, cause, error, traced.
 */
final class Expressions {
  private static final String IS = " is ";
  private static final Pattern SECOND_WORD = Pattern.compile("<\\w+ (\\w+)");
  private static final Pattern GIVEN_BY_NUMBER = Pattern.compile("^Task-\\d+$");
  private static final double NANOS_PER_SECOND = 1e9;

  private final World world;
  private final Rendering rendering;

  Expressions(World world) {
    this.world = world;
    this.rendering = world.tracer().rendering();
  }

  String fill(String template) {
    StringBuilder filled = new StringBuilder();
    int done = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', done)) {
      int close = template.indexOf('}', open);
      if (close < 0) {
        break;
      }
      filled.append(template, done, open).append(render(template.substring(open + 1, close).strip()));
      done = close + 1;
    }
    return filled.append(template, done, template.length()).toString();
  }

  private String render(String expression) {
    if (expression.endsWith("!r")) {
      return rendering.repr(value(expression.substring(0, expression.length() - 2)));
    }
    return rendering.str(value(expression));
  }

  @Nullable Object value(String expression) {
    int is = expression.indexOf(IS);
    if (is >= 0) {
      Object left = value(expression.substring(0, is));
      Object right = value(expression.substring(is + IS.length()));
      return left == right || ((left instanceof String || left instanceof Number) && left.equals(right));
    }
    if (expression.endsWith(" in all")) {
      return world.runtime().registry().allTasks(world.loop())
          .contains(value(expression.substring(0, expression.length() - " in all".length())));
    }
    if (world.has(expression)) {
      return world.get(expression);
    }
    int dot = expression.indexOf('.');
    return dot < 0 ? global(expression) : attribute(expression.substring(0, dot), expression.substring(dot + 1));
  }

  private @Nullable Object global(String name) {
    return switch (name) {
      case "current" -> world.runtime().registry().currentTask(world.loop());
      case "all" -> world.runtime().registry().allTasks(world.loop()).size();
      case "ready" -> world.mainLoop().readyCount();
      case "iteration" -> world.poller().iteration();
      case "time" -> world.loop().time() / NANOS_PER_SECOND;
      default -> world.value(name);
    };
  }

  private @Nullable Object attribute(String owner, String attribute) {
    if (owner.equals("context")) {
      return world.guest().context().get(attribute);
    }
    if (attribute.equals("blocking")) {
      return world.futureLike(owner).isBlocking();
    }
    if (attribute.equals("expired")) {
      return world.typed(owner, TimeoutScope.class, "Timeout").expired();
    }
    Future<?> future = world.future(owner);
    Snapshot now = future.snapshot();
    return switch (attribute) {
      case "state" -> rendering.state(future);
      case "waiter" -> now.waiter();
      case "must" -> now.mustCancel();
      case "callbacks" -> now.callbacks().size();
      case "cancelled" -> future.isCancelled();
      case "cancelling" -> world.task(owner).cancelling();
      case "name" -> GIVEN_BY_NUMBER.matcher(world.task(owner).name()).replaceAll("Task-N");
      case "word" -> word(future.toString());
      case "error" -> now.exception();
      case "cause" -> now.exception() == null ? null : now.exception().getCause();
      case "traced" -> now.createdAt() != null;
      default -> throw Raised.as(KitError.parse("AttributeError(" + attribute + ")"));
    };
  }

  /** The state word (§9.5). */
  private static String word(String text) {
    Matcher word = SECOND_WORD.matcher(text);
    return word.lookingAt() ? word.group(1) : text;
  }
}
