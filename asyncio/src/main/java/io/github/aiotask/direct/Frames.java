package io.github.aiotask.direct;

import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.asyncio.Asyncio;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the frames of a body among those of its stack, for who asks where it stands and for its errors. */
final class Frames {
  private static final String AWAIT = Direct.class.getName();
  private static final String OUTERMOST = SuspendableStack.class.getName();

  /** The library's packages with code that stands between calls of a body. */
  private static final Set<String> OWN =
      Set.of(Direct.class.getPackageName(), Coroutine.class.getPackageName(), Asyncio.class.getPackageName());

  private static final int MOST_AWAITS = 16; // one error may be awaited by many

  private Frames() {}

  /** Those between the await and the start of the body that are not the library's. */
  static List<StackTraceElement> ofBody(StackTraceElement[] all) {
    List<StackTraceElement> frames = new ArrayList<>();
    boolean awaits = false;
    for (StackTraceElement frame : all) {
      String type = frame.getClassName();
      if (awaits && isOutermost(frame)) {
        break;
      }
      awaits |= type.equals(AWAIT);
      if (awaits && !isMachinery(type)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /** In debug mode: cuts what is not the user's out of the stack of an error that leaves its body. */
  static void cut(Throwable error) {
    if (!isDebug()) {
      return;
    }
    List<StackTraceElement> frames = new ArrayList<>();
    boolean users = false;
    for (StackTraceElement frame : error.getStackTrace()) {
      if (isOutermost(frame)) {
        error.setStackTrace(frames.toArray(new StackTraceElement[0]));
        return; // else it is another stack's
      }
      boolean own = isMachinery(frame.getClassName());
      users |= !own;
      if (!users || !own) { // a call of the library that has raised it tells why
        frames.add(frame);
      }
    }
  }

  /** In debug mode: has an error tell where it was awaited. */
  static void awaitedHere(Throwable error) {
    if (!isDebug() || error.getSuppressed().length >= MOST_AWAITS) {
      return;
    }
    Throwable here = new Throwable("awaited here");
    here.setStackTrace(ofBody(here.getStackTrace()).toArray(new StackTraceElement[0]));
    error.addSuppressed(here);
  }

  private static boolean isDebug() {
    EventLoop loop = RunningLoop.current();
    return loop != null && loop.isDebug();
  }

  private static boolean isOutermost(StackTraceElement frame) {
    return frame.getClassName().equals(OUTERMOST) && frame.getMethodName().equals("runBody");
  }

  /** The library's, or the object that calls a lambda. */
  private static boolean isMachinery(String type) {
    int dot = type.lastIndexOf('.');
    return dot >= 0 && OWN.contains(type.substring(0, dot)) || type.contains("$$Lambda");
  }
}
