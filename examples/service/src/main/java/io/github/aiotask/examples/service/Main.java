package io.github.aiotask.examples.service;

import io.github.aiotask.examples.service.backend.Backends;

/** Starts the service and its backends: {@code Main [port]}. Ctrl-C ends it in order. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.fromProperties(args.length == 0 ? 8080 : Integer.parseInt(args[0]));
    Backends backends = new Backends(settings::behaviourOf);
    Service service = Service.start(settings, backends.servers());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service, backends), "end of the service"));
    System.out.println("listening on http://127.0.0.1:" + service.address().getPort());
  }

  private static void end(Service service, Backends backends) {
    try {
      Drained drained = service.shutDown();
      System.out.println("ended: " + drained.finished() + " finished, " + drained.cancelled() + " cancelled");
    } catch (Exception error) {
      error.printStackTrace();
    } finally {
      backends.close();
    }
  }
}
