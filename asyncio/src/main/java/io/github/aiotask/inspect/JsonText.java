package io.github.aiotask.inspect;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JSON of a dump. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true; // of its object or list

  String of(Dump dump) {
    object(
        () -> {
          string("taken", dump.taken().toString());
          list("loops", dump.loops(), this::loop);
        });
    return text.toString();
  }

  private void loop(LoopDump loop) {
    object(
        () -> {
          number("id", loop.id());
          string("thread", loop.thread());
          string("status", loop.status().name());
          string("running", loop.running());
          list("stack", loop.stack(), this::call);
          list("tasks", loop.tasks(), this::task);
          list("futures", loop.futures(), this::future);
        });
  }

  private void task(TaskDump task) {
    object(
        () -> {
          number("id", task.id());
          string("name", task.name());
          string("state", task.state().name());
          string("waitsFor", task.waitsFor());
          if (task.since() != null) {
            number("sinceMillis", task.since().toMillis());
          }
          list("awaits", task.awaits(), id -> text.append(id.intValue()));
          list("limits", task.limits(), this::quote);
          number("cancelRequests", task.cancelRequests());
          key("cancelIsDelivered");
          text.append(task.cancelIsDelivered());
          list("stack", task.stack(), this::call);
        });
  }

  private void future(FutureDump future) {
    object(
        () -> {
          number("id", future.id());
          string("what", future.what());
          list("awaits", future.awaits(), id -> text.append(id.intValue()));
        });
  }

  private void call(Call call) {
    object(
        () -> {
          string("code", call.code());
          string("place", call.place());
        });
  }

  // ---- the notation

  private void object(Runnable members) {
    text.append('{');
    first = true;
    members.run();
    text.append('}');
    first = false;
  }

  private <T extends Object> void list(String name, List<T> all, Consumer<? super T> writer) {
    key(name);
    text.append('[');
    String separator = "";
    for (T one : all) {
      text.append(separator);
      writer.accept(one);
      separator = ",";
    }
    text.append(']');
    first = false;
  }

  private void key(String name) {
    if (!first) {
      text.append(',');
    }
    first = false;
    quote(name);
    text.append(':');
  }

  private void string(String name, @Nullable String value) {
    if (value != null) {
      key(name);
      quote(value);
    }
  }

  private void number(String name, long value) {
    key(name);
    text.append(value);
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
