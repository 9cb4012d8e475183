package io.github.aiotask.asyncio;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.jfr.TaskEvents;
import jdk.jfr.FlightRecorder;

/** Whether a program is being recorded that knows nothing of it. Needs no module jdk.jfr to say no. */
final class FlightRecording {

  private FlightRecording() {}

  /** The default options, with events for the flight recorder if that runs now. */
  static TaskRuntime.Options options() {
    TaskRuntime.Options options = TaskRuntime.Options.DEFAULT;
    boolean runs = ModuleLayer.boot().findModule("jdk.jfr").isPresent() && FlightRecorder.isInitialized();
    return runs ? options.withObserver(new TaskEvents()) : options;
  }
}
