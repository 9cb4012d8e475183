package com.example;

import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import java.util.ServiceLoader;

/** The language, for the kit. */
final class ToyProvider implements TaskRuntimeProvider {
  private static final TaskRuntimeProvider LIBRARY =
      ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();

  private final boolean pulls;
  private final Fault fault;

  ToyProvider(boolean pulls) {
    this(pulls, null);
  }

  /** @param fault what the language does wrong; null: nothing */
  ToyProvider(boolean pulls, Fault fault) {
    this.pulls = pulls;
    this.fault = fault;
  }

  @Override
  public String name() {
    return pulls ? "my language, pulling" : "my language";
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    Boundary boundary = new Boundary(options.guest(), fault);
    ToyGuest guest = new JudgedGuest(boundary);
    TaskRuntime.Options own = options.withGuest(guest);
    TaskObserver observer = options.observer();
    TaskRuntime runtime =
        LIBRARY.newRuntime(observer == null ? own : own.withObserver(new JudgedObserver(boundary, observer)));
    boundary.toy = new Toy(guest, runtime, pulls);
    return new JudgedRuntime(boundary, LIBRARY.newRuntime(options));
  }
}
