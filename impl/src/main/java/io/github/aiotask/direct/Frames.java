package io.github.aiotask.direct;

import io.github.aiotask.Coroutine;
import io.github.aiotask.asyncio.Asyncio;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the frames of a body among those of its stack. */
final class Frames {
  private static final String AWAIT = Direct.class.getName();
  private static final String OUTERMOST = SuspendableStack.class.getName();

  /** The library's packages with code that stands between calls of a body. */
  private static final Set<String> OWN =
      Set.of(Direct.class.getPackageName(), Coroutine.class.getPackageName(), Asyncio.class.getPackageName());

  private Frames() {}

  /** Those between the await and the start of the body that are not the library's. */
  static List<StackTraceElement> ofBody(StackTraceElement[] all) {
    List<StackTraceElement> frames = new ArrayList<>();
    boolean awaits = false;
    for (StackTraceElement frame : all) {
      String type = frame.getClassName();
      if (awaits && type.equals(OUTERMOST) && frame.getMethodName().equals("runBody")) {
        break;
      }
      awaits |= type.equals(AWAIT);
      if (awaits && !isMachinery(type)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /** The library's, or the object that calls a lambda. */
  private static boolean isMachinery(String type) {
    int dot = type.lastIndexOf('.');
    return dot >= 0 && OWN.contains(type.substring(0, dot)) || type.contains("$$Lambda");
  }
}
