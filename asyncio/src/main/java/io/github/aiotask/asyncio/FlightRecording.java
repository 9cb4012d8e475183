package io.github.aiotask.asyncio;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.jfr.TaskEvents;

/** Whether tasks are to be recorded of a program that knows nothing of it. Needs no module jdk.jfr to say no. */
final class FlightRecording {

  private FlightRecording() {}

  /** The default options, with events for the flight recorder if a recording asks for them now. */
  static TaskRuntime.Options options() {
    TaskRuntime.Options options = TaskRuntime.Options.DEFAULT;
    boolean wanted = ModuleLayer.boot().findModule("jdk.jfr").isPresent() && TaskEvents.areWanted();
    return wanted ? options.withObserver(new TaskEvents()) : options;
  }
}
