package io.github.aiotask.properties;

import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Starts a runtime behind a command, and says that it waits if that takes its time. */
final class Starting {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private Starting() {}

  static ExecRuntime start(List<String> command, PrintWriter err) throws BadInput, InterruptedException {
    return start(command, err, PATIENCE);
  }

  static ExecRuntime start(List<String> command, PrintWriter err, Duration patience) throws BadInput, InterruptedException {
    Thread notice =
        new Thread(
            () -> {
              try {
                Thread.sleep(patience.toMillis());
                err.println(
                    "waiting for the first line of \"" + command.get(command.size() - 1)
                        + "\", which must be one about itself: see \"--exec\" in the kit's README");
                err.flush();
              } catch (InterruptedException e) {
                // it is there
              }
            },
            "waiting");
    notice.setDaemon(true);
    notice.start();
    try {
      return ExecRuntime.start(command, ExecRuntime.LIMIT);
    } finally {
      notice.interrupt();
    }
  }
}
