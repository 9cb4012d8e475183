package io.github.aiotask.jmh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Gather} without a rule: Runnables of a task's size are created, and for each one of a handle's size, which counts it when
 * it has run; then all results are read. What is left of a gather above it is the library's.
 */
final class FloorGather implements Variant {
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final int children;
  private int finished;

  FloorGather(int children) {
    this.children = children;
  }

  @Override
  public int operations() {
    return children;
  }

  @Override
  public long run() {
    List<Answer> answers = new ArrayList<>(children);
    for (int i = 0; i < children; i++) {
      answers.add(new Answer(i));
    }
    List<Child> created = new ArrayList<>(children);
    for (Answer answer : answers) {
      Child child = new Child(answer);
      queue.add(child);
      child.callback = new Finished(child);
      created.add(child);
    }
    finished = 0;
    while (finished < children) {
      queue.remove().run();
    }
    List<Object> results = new ArrayList<>(children);
    created.forEach(child -> results.add(child.result));
    long sum = 0;
    for (Object result : results) {
      sum += result instanceof Long number ? number : 0;
    }
    return sum;
  }

  /** 16 bytes, as a coroutine with one field. */
  private record Answer(int number) {}

  /** 48 bytes, as a task. */
  private final class Child implements Runnable {
    private static final Long EVEN = 0L;
    private static final Long ODD = 1L;

    private final Answer answer;
    private @Nullable Finished callback;
    private @Nullable Object result;
    long more;
    long another;

    Child(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void run() {
      result = (answer.number & 1) == 0 ? EVEN : ODD;
      Finished registered = callback;
      if (registered != null) {
        callback = null;
        queue.add(registered);
      }
    }
  }

  /** 32 bytes, as a handle. */
  private final class Finished implements Runnable {
    private final Child child;
    long more;

    Finished(Child child) {
      this.child = child;
    }

    @Override
    public void run() {
      finished += child.result == null ? 0 : 1;
    }
  }
}
