package io.github.aiotask.properties.run;

import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace of a run: what is logged, and if the program wants all, every event. */
final class Tracer {
  private static final Set<Op> SILENT = EnumSet.of(Op.TRY, Op.CATCH, Op.END, Op.RETURN, Op.RAISE, Op.LOG);
  private static final Set<Op> VALUED =
      EnumSet.of(
          Op.AWAIT, Op.WAIT, Op.WAIT_FOR, Op.YIELD, Op.CANCEL, Op.BASE_CANCEL, Op.UNCANCEL, Op.RESULT, Op.EXCEPTION,
          Op.REMOVE, Op.COMPLETE, Op.SEND, Op.SWAP);

  /** Reports that depend on the garbage collector, and those of our own, which CPython does not make. */
  private static final Set<LoopError.Kind> UNCOMPARED =
      EnumSet.of(
          LoopError.Kind.DESTROYED_PENDING, LoopError.Kind.NEVER_RETRIEVED, LoopError.Kind.CALL_DROPPED,
          LoopError.Kind.NEVER_AWAITED, LoopError.Kind.COROUTINE_SHARED);

  private final boolean all;
  private final Rendering rendering;
  private final IntSupplier iteration;
  private final Supplier<@Nullable Object> running;
  private final Map<Throwable, Integer> numbers = new IdentityHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder event = new StringBuilder(); // kept, as there are many

  /**
   * A trace without lines.
   *
   * @param iteration how often the main loop has polled
   * @param running the running task of the main loop
   */
  Tracer(Program.Trace kind, Rendering rendering, IntSupplier iteration, Supplier<@Nullable Object> running) {
    this.all = kind == Program.Trace.ALL;
    this.rendering = rendering;
    this.iteration = iteration;
    this.running = running;
  }

  List<String> lines() {
    return lines;
  }

  /** Whether events and looks are part of the trace. */
  boolean tracesAll() {
    return all;
  }

  Rendering rendering() {
    return rendering;
  }

  /** What one look has seen. */
  void look(String name, String seen) {
    lines.add(iteration.getAsInt() + "=" + name + seen);
  }

  // ---- what each trace has

  void log(Who who, String text) {
    if (all) {
      event(who, " log " + text);
    } else {
      log(text);
    }
  }

  /** A line that is no event. */
  void log(String text) {
    lines.add(iteration.getAsInt() + ":" + text);
  }

  /** Whether a report is part of the trace: a line of it now. */
  boolean reports(LoopError error) {
    if (all && UNCOMPARED.contains(error.kind())) {
      return false; // of a task, say, that could not be scheduled: the program never had it, and when it goes nobody can say
    }
    Throwable exception = error.exception();
    if (all) {
      log("report " + error.kind() + (exception == null ? "" : " " + numbered(exception)));
    } else {
      log("EH[" + error.kind() + "]" + (exception == null ? "" : " " + rendering.error(exception)));
    }
    return true;
  }

  // ---- events

  void starts(Who who) {
    if (all) {
      event(who, " starts");
    }
  }

  void awaits(Who who, Object future) {
    if (all) {
      event(who, " awaits " + rendering.str(future));
    }
  }

  /** What one of asyncio's functions waits for is told as it is written. */
  void awaits(Who who, Instruction one) {
    if (all) {
      event(who, " awaits " + one.source());
    }
  }

  void leaves(Who who, Instruction opened, @Nullable Throwable error) {
    if (all) {
      event(who, " leaves " + opened.source() + (error == null ? "" : " ! " + numbered(error)));
    }
  }

  void yields(Who who, Instruction one, @Nullable Object value) {
    if (all) {
      event(who, one.args().isEmpty() ? " yields" : " yields " + numbered(value));
    }
  }

  void done(Who who, Instruction one, @Nullable Object value) {
    if (all && !SILENT.contains(one.op())) {
      StringBuilder line = begin(who).append(": ").append(one.source());
      end(VALUED.contains(one.op()) ? line.append(" = ").append(numbered(value)) : line);
    }
  }

  void failed(Who who, Instruction one, Throwable error) {
    if (all && !SILENT.contains(one.op())) {
      end(begin(who).append(": ").append(one.source()).append(" ! ").append(numbered(error)));
    }
  }

  void returns(Who who, @Nullable Object value) {
    if (all) {
      event(who, " returns " + numbered(value));
    }
  }

  void raises(Who who, Throwable error) {
    if (all) {
      event(who, " raises " + numbered(error));
    }
  }

  void called(Who who, Future<?> future) {
    if (all) {
      event(who, " called " + rendering.str(future));
    }
  }

  private void event(Who who, String what) {
    end(begin(who).append(what));
  }

  private void end(StringBuilder line) {
    lines.add(line.toString());
  }

  /** What each event begins with; to be ended before the next one begins. */
  private StringBuilder begin(Who who) {
    Object task = running.get();
    StringBuilder line = event;
    line.setLength(0);
    line.append(iteration.getAsInt()).append(':').append(who.name());
    if (task != null) {
      String name = rendering.str(task);
      if (!name.equals(who.name())) {
        line.append('@').append(name);
      }
    } else if (who.coroutine()) {
      line.append("@-");
    }
    return line;
  }

  /** As {@code repr(value)}; each error with the number of the object. */
  private String numbered(@Nullable Object value) {
    return rendering.repr(value, this::numberedError);
  }

  /** Of a group, the members have theirs first. */
  private String numberedError(Throwable error) {
    String text = rendering.error(error, this::numberedError);
    Integer number = numbers.get(error);
    if (number == null) {
      number = numbers.size() + 1;
      numbers.put(error, number);
    }
    return text + "#" + number;
  }
}
