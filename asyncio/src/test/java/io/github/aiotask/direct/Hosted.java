package io.github.aiotask.direct;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Calls each test inside of {@link Direct#runLoop}, as a runner calls its loop. */
final class Hosted implements InvocationInterceptor {

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
    call(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
    call(invocation);
  }

  private static void call(Invocation<Void> invocation) throws Exception {
    Direct.runLoop(
        () -> {
          try {
            return invocation.proceed();
          } catch (Throwable error) {
            throw Thrown.as(error);
          }
        });
  }
}
