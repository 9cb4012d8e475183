package io.github.aiotask.examples.service;

import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ExceptionGroup;
import java.util.ArrayList;
import java.util.List;

/** What the service is there for: all that three backends know of an item. */
final class Offer {
  private final List<BackendClient> backends;

  Offer(List<BackendClient> backends) {
    this.backends = backends;
  }

  /** Asks all of them at once; if one fails, or who calls this is cancelled, the others are cancelled. */
  String of(String item) throws Exception {
    List<Task<String>> parts = new ArrayList<>();
    try {
      Asyncio.current()
          .taskGroup(
              group -> {
                for (BackendClient backend : backends) {
                  parts.add(
                      group.createTask(
                          coroutine(() -> backend.get(item)), TaskOptions.named(backend.name() + " of " + item)));
                }
              });
    } catch (ExceptionGroup failed) {
      if (failed.exceptions().get(0) instanceof BackendFailed first) {
        throw first;
      }
      throw failed;
    }
    StringBuilder text = new StringBuilder();
    for (Task<String> part : parts) {
      text.append(part.result()).append('\n');
    }
    return text.toString();
  }
}
