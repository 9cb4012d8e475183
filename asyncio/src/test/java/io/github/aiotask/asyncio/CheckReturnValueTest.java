package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.direct.Direct;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever drops a coroutine is told so by the usual checkers. */
class CheckReturnValueTest {
  @Test
  void eachFunctionThatAnswersACoroutineSaysSo() {
    List<String> silent = new ArrayList<>();
    int found = 0;
    for (Class<?> type :
        List.of(
            Asyncio.class, Direct.class, Lock.class, Condition.class, Event.class, Semaphore.class, Barrier.class,
            Queue.class, TaskGroup.class, AsCompleted.class)) {
      for (Method method : type.getDeclaredMethods()) {
        boolean answers = method.getReturnType() == Coroutine.class && !method.isBridge() && !method.isSynthetic();
        if (Modifier.isPublic(method.getModifiers()) && answers) {
          found++;
          if (!method.isAnnotationPresent(CheckReturnValue.class)) {
            silent.add(type.getSimpleName() + "." + method.getName());
          }
        }
      }
    }
    assertEquals(List.of(), silent);
    assertTrue(found > 20, "found " + found);
  }
}
