package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopError;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Questions.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other threads ask a loop. */
class QuestionsTest {
  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final Questions questions = new Questions(loop);
  private final List<Question<Integer>> asked = new ArrayList<>();

  private void ask() {
    asked.add(questions.ask(() -> 42));
  }

  private void inOtherThread(Runnable body) {
    Thread other = new Thread(body);
    other.start();
    try {
      other.join();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
  }

  private long now() {
    return System.nanoTime();
  }

  @Test
  void aLoopThatRunsAnswers() throws Exception {
    loop.callSoon(none -> inOtherThread(this::ask), null, null);
    loop.callSoon(none -> loop.callSoon(later -> loop.stop(), null, null), null, null);
    loop.runForever();
    assertTrue(asked.get(0).isAnswered());
    assertEquals(42, asked.get(0).until(now()));
  }

  @Test
  void inItsOwnThreadItAnswersAtOnce() throws Exception {
    List<Integer> answered = new ArrayList<>();
    loop.callSoon(
        none -> {
          ask();
          answered.add(asked.get(0).until(now()));
          loop.stop();
        },
        null,
        null);
    loop.runForever();
    assertEquals(Arrays.asList(42), answered);
  }

  @Test
  void aLoopThatDoesNotRunIsNotAsked() {
    inOtherThread(this::ask);
    assertFalse(asked.get(0).isAsked());
    assertEquals(0, loop.readyCount());
  }

  /** Nobody was told that it would be answered: no call is lost (§8.30). */
  @Test
  void aCloseEndsThemSilently() throws Exception {
    List<LoopError> reports = new ArrayList<>();
    loop.setExceptionHandler(reports::add);
    loop.callSoon(
        none -> {
          inOtherThread(this::ask);
          loop.stop();
        },
        null,
        null);
    loop.runForever();
    assertTrue(asked.get(0).isAsked());
    questions.close();
    loop.close();
    assertEquals(List.of(), reports);
    assertNull(asked.get(0).until(now()));
    inOtherThread(this::ask);
    assertFalse(asked.get(1).isAsked());
  }

  @Test
  void whatTheLookThrowsIsForWhoHasAsked() throws Exception {
    List<LoopError> reports = new ArrayList<>();
    loop.setExceptionHandler(reports::add);
    loop.callSoon(
        none ->
            inOtherThread(
                () ->
                    asked.add(
                        questions.ask(
                            () -> {
                              throw new IllegalStateException("not now");
                            }))),
        null,
        null);
    loop.callSoon(none -> loop.callSoon(later -> loop.stop(), null, null), null, null);
    loop.runForever();
    assertNull(asked.get(0).until(now()));
    assertEquals(List.of(), reports);
  }
}
