package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.CHILD_CANCEL_IS_A_CANCEL;
import static io.github.aiotask.properties.plain.functions.FunctionFault.DONE_HEARD_LATER;
import static io.github.aiotask.properties.plain.functions.FunctionFault.GATHER_CANCELLED_AT_ONCE;
import static io.github.aiotask.properties.plain.functions.FunctionFault.GATHER_CANCELS_FIRST;
import static io.github.aiotask.properties.plain.functions.FunctionFault.GATHER_CANCEL_LOST;
import static io.github.aiotask.properties.plain.functions.FunctionFault.GATHER_WAITS_FOR_ALL;
import static io.github.aiotask.properties.plain.functions.FunctionFault.OUTCOMES_FAIL_FAST;
import static io.github.aiotask.properties.plain.functions.FunctionFault.RESULTS_AS_THEY_COME;
import static io.github.aiotask.properties.plain.functions.FunctionFault.SAME_ARGUMENT_TWICE;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CancelRelay;
import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gather (§10.5 to §10.13): a future whose cancel is another one. */
final class PlainGather implements Future<@Nullable Object>, CancelRelay {
  private final PlainFunctions functions;
  private final Future<@Nullable Object> own;
  private final boolean outcomes;
  private final List<Future<@Nullable Object>> children = new ArrayList<>();
  private final List<Future<@Nullable Object>> ended = new ArrayList<>();
  private int left;
  private boolean made;
  private boolean cancelled;

  private PlainGather(PlainFunctions functions, boolean outcomes) {
    this.functions = functions;
    this.own = functions.newFuture();
    this.outcomes = outcomes;
  }

  static Future<?> of(PlainFunctions functions, List<? extends Awaitable<?>> awaitables, boolean outcomes) {
    PlainGather gather = new PlainGather(functions, outcomes);
    if (awaitables.isEmpty()) {
      gather.own.setResult(List.of());
      return gather.own;
    }
    Map<Awaitable<?>, Future<@Nullable Object>> known = new IdentityHashMap<>();
    List<Future<@Nullable Object>> done = new ArrayList<>();
    for (Awaitable<?> one : awaitables) {
      Future<@Nullable Object> child = known.get(one);
      boolean isNew = child == null;
      child = isNew ? functions.ensureFuture(one) : child;
      known.put(one, child);
      gather.children.add(child);
      if (!functions.since(7) || !(isNew || functions.is(SAME_ARGUMENT_TWICE))) {
        continue; // before 3.7 all are heard below
      }
      gather.left++;
      if (functions.since(12) && child.isDone() && !functions.is(DONE_HEARD_LATER)) {
        done.add(child);
      } else {
        child.addDoneCallback(gather::childEnded);
      }
    }
    gather.made = true;
    if (!functions.since(7)) {
      gather.left = gather.children.size();
      gather.children.forEach(child -> child.addDoneCallback(gather::childEnded));
    }
    done.forEach(gather::childEnded);
    return gather;
  }

  private void childEnded(Future<@Nullable Object> child) {
    left--;
    ended.add(child);
    if (!made || isDone()) {
      if (!child.isCancelled()) {
        child.exception();
      }
      return;
    }
    boolean last = left == 0;
    if (!functions.since(7) && !child.isCancelled()) {
      child.exception();
    }
    if (!outcomes || functions.is(OUTCOMES_FAIL_FAST)) {
      if (child.isCancelled() && functions.is(CHILD_CANCEL_IS_A_CANCEL)) {
        own.cancel();
        return;
      }
      Throwable error = child.isCancelled() ? functions.cancellationOf(child) : child.exception();
      if (error != null && (last || !functions.is(GATHER_WAITS_FOR_ALL))) {
        own.setException(error);
        return;
      }
    }
    if (last) {
      end();
    }
  }

  private void end() {
    List<@Nullable Object> results = new ArrayList<>();
    for (Future<@Nullable Object> child : functions.is(RESULTS_AS_THEY_COME) ? ended : children) {
      results.add(outcomeOf(child));
    }
    Future<@Nullable Object> last = children.get(children.size() - 1);
    if (!cancelled || !functions.since(6) || functions.is(GATHER_CANCEL_LOST)) {
      own.setResult(results);
    } else {
      own.setException(
          last.isCancelled()
              ? functions.cancellationOf(last)
              : functions.runtime.guest().newCancelled(last, last.cancelMessage()));
    }
  }

  private @Nullable Object outcomeOf(Future<@Nullable Object> child) {
    if (child.isCancelled()) {
      return functions.runtime.guest().newCancelled(child, child.cancelMessage());
    }
    Throwable error = child.exception();
    try {
      return error == null ? child.result() : error;
    } catch (Exception read) {
      throw Unchecked.as(read);
    }
  }

  @Override
  public boolean cancel(@Nullable Object message) {
    boolean taken = functions.runtime.base().relayCancel(this, message);
    return functions.is(GATHER_CANCELLED_AT_ONCE) ? own.cancel(message) : taken;
  }

  @Override
  public List<Future<@Nullable Object>> targets() {
    return functions.is(GATHER_CANCELS_FIRST) ? children.subList(0, 1) : children;
  }

  @Override
  public boolean relayed(boolean taken) {
    cancelled |= taken;
    return taken || !functions.since(5);
  }

  // ---- as its own future does

  @Override
  public TaskLoop loop() {
    return own.loop();
  }

  @Override
  public boolean isDone() {
    return own.isDone();
  }

  @Override
  public boolean isBlocking() {
    return own.isBlocking();
  }

  @Override
  public void setBlocking(boolean blocking) {
    own.setBlocking(blocking);
  }

  @Override
  public void addWaiter(Task<?> task) {
    own.addWaiter(task);
  }

  @Override
  public @Nullable Object result() throws Exception {
    return own.result();
  }

  @Override
  public boolean isCancelled() {
    return own.isCancelled();
  }

  @Override
  public @Nullable Throwable exception() {
    return own.exception();
  }

  @Override
  public void setResult(@Nullable Object value) {
    own.setResult(value);
  }

  @Override
  public void setException(Throwable error) {
    own.setException(error);
  }

  @Override
  public void addDoneCallback(Callback<? super Future<@Nullable Object>> callback, @Nullable Object context) {
    own.addDoneCallback(callback, context);
  }

  @Override
  public int removeDoneCallback(Callback<?> callback) {
    return own.removeDoneCallback(callback);
  }

  @Override
  public Snapshot snapshot() {
    return own.snapshot();
  }
}
