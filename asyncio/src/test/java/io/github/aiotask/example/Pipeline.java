package io.github.aiotask.example;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Queue;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Three stages with bounded queues between them, which run until Ctrl-C; then each cleans up, the first one first. */
final class Pipeline {
  private final Queue<String> words = Asyncio.current().queue(2);
  private final Queue<Integer> lengths = Asyncio.current().queue(2);
  private final PrintStream out;
  private int sum;

  private Pipeline(PrintStream out) {
    this.out = out;
  }

  static void run(PrintStream out) throws Exception {
    Pipeline pipeline = new Pipeline(out);
    Asyncio.current()
        .taskGroup(
            group -> {
              group.createTask(coroutine(() -> pipeline.read(List.of("one", "three", "seventeen"))));
              group.createTask(coroutine(pipeline::measure));
              group.createTask(coroutine(pipeline::add));
            });
  }

  private void read(List<String> source) throws Exception {
    try {
      for (String word : source) {
        await(words.put(word));
      }
      await(words.join());
      out.println("no more words: press Ctrl-C");
      await(Asyncio.current().sleep(Duration.ofMinutes(1)));
    } finally {
      out.println("the reader closes its source");
    }
  }

  private void measure() throws Exception {
    while (true) {
      String word = await(words.get());
      await(lengths.put(word.length()));
      await(lengths.join());
      words.taskDone();
    }
  }

  private void add() throws Exception {
    try {
      while (true) {
        int length = await(lengths.get());
        sum += length;
        out.println("+ " + length);
        lengths.taskDone();
      }
    } finally {
      out.println("the sum is " + sum);
    }
  }

  public static void main(String[] args) throws Exception {
    try {
      Asyncio.runHandlingSigint(asyncio -> run(System.out));
    } catch (InterruptedException end) {
      System.out.println("good bye");
    }
  }
}
