package io.github.aiotask.jmh;

/**
 * A virtual thread that yields to its scheduler, where the JDK has them. It runs on a carrier
 * thread, of which there should be one: the wall's time counts there, so see it as an order of magnitude.
 */
final class VirtualThreadPeer implements Variant {
  private static final int YIELDS = 10_000;

  private long yields;

  static boolean isThere() {
    return Runtime.version().feature() >= 21;
  }

  @Override
  public int operations() {
    return YIELDS;
  }

  @Override
  public boolean isTimedByTheWall() {
    return true;
  }

  @Override
  public long run() throws Exception {
    JdkThreads.startVirtual(this::yieldOften).join();
    return yields;
  }

  private void yieldOften() {
    for (int i = 0; i < YIELDS; i++) {
      Thread.yield();
      yields++;
    }
  }
}
