package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Handle;
import io.github.aiotask.RunningLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What other threads ask a loop, between two of its steps. Whoever closes the loop ends them first: no call of theirs is lost then (§8.30). Any thread. */
final class Questions {
  private final EventLoop loop;
  private final Object lock = new Object();
  private final List<Question<?>> open = new ArrayList<>(0); // guarded by the lock
  private boolean closed; // the same

  Questions(EventLoop loop) {
    this.loop = loop;
  }

  /** One of them. */
  static final class Question<T extends Object> {
    private final Supplier<T> look;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable Handle handle; // null: answered at once, or never

    private Question(Supplier<T> look) {
      this.look = look;
    }

    private void answer() {
      try {
        answer.complete(look.get());
      } catch (Throwable error) { // for who has asked, and not for the loop
        answer.completeExceptionally(error);
      }
    }

    /** Whether the loop is there to answer. */
    boolean isAsked() {
      return handle != null || answer.isDone();
    }

    boolean isAnswered() {
      return answer.isDone();
    }

    /** Is not answered any more. */
    void cancel() {
      Handle queued = handle;
      if (queued != null) {
        queued.cancel();
      }
    }

    /**
     * Waits for the answer.
     *
     * @param deadline of {@link System#nanoTime()}
     * @return null if there was none by then; it is not answered any more
     */
    @Nullable T until(long deadline) {
      if (!isAsked()) {
        return null;
      }
      try {
        return answer.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException none) {
        // no answer
      }
      cancel();
      return null;
    }
  }

  /** Asks; in the loop's own thread that is the answer. */
  <T extends Object> Question<T> ask(Supplier<T> look) {
    Question<T> question = new Question<>(look);
    if (RunningLoop.current() == loop) {
      question.answer();
      return question;
    }
    synchronized (lock) {
      open.removeIf(Question::isAnswered);
      if (!closed && loop.isRunning()) { // what is queued on another one nobody may ever run
        try {
          question.handle = loop.callSoonThreadsafe(Question::answer, question, null);
          open.add(question);
        } catch (RuntimeException refused) { // the loop is closed
          closed = true;
        }
      }
    }
    return question;
  }

  /** The loop is about to close. */
  void close() {
    synchronized (lock) {
      closed = true;
      open.forEach(Question::cancel);
      open.clear();
    }
  }
}
