package io.github.aiotask.examples.service;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.CancelledError;
import io.github.aiotask.asyncio.Asyncio;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an answer of a request: by its path, within the deadline. In coroutines of the loop. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String OFFER = "/offer/";
  private static final Pattern ITEM = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final Duration deadline;
  private final Offer offer;
  private final Metrics metrics;

  Answers(Duration deadline, Offer offer, Metrics metrics) {
    this.deadline = deadline;
    this.offer = offer;
    this.metrics = metrics;
  }

  /** Counts what becomes of it, too. */
  Reply answer(Incoming request, BooleanSupplier clientGone) {
    long begin = System.nanoTime();
    Outcome outcome = Outcome.ERROR;
    try {
      Reply reply = reply(request);
      outcome = reply.outcome();
      LOG.info("{} {}", reply.status().code(), request.path());
      return reply;
    } catch (CancelledError cancelled) {
      outcome = clientGone.getAsBoolean() ? Outcome.CLIENT_GONE : Outcome.SHUT_DOWN;
      LOG.info("{} {}", outcome.label(), request.path());
      throw cancelled;
    } finally {
      metrics.ended(outcome, System.nanoTime() - begin);
    }
  }

  private Reply reply(Incoming request) {
    if (request.refusal() != null) {
      return request.refusal();
    }
    try {
      return Asyncio.current().timeout(deadline, () -> route(request.path()));
    } catch (TimeoutException late) {
      return Reply.late();
    } catch (BackendFailed failed) {
      return Reply.backendFailed(failed.getMessage());
    } catch (Exception error) {
      LOG.error("no answer to {}", request.path(), error);
      return Reply.error();
    }
  }

  private Reply route(String path) throws Exception {
    if (path.startsWith(OFFER)) {
      String item = path.substring(OFFER.length());
      return ITEM.matcher(item).matches() ? Reply.ok(offer.of(item)) : Reply.bad("an item has letters, digits and -");
    }
    return switch (path) {
      case "/metrics" -> Reply.ok(metrics.text());
      case "/tasks" -> Reply.ok(await(Asyncio.current().toThread(() -> Asyncio.dumpTasks().pstree())));
      default -> Reply.notFound(path);
    };
  }
}
