package io.github.aiotask.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the buffers that Netty's own detector finds lost. To be installed before the first buffer of a JVM. */
public final class Leaks {
  private static final List<String> FOUND = new CopyOnWriteArrayList<>();

  private Leaks() {}

  public static void install() {
    assertEquals(Level.PARANOID, ResourceLeakDetector.getLevel());
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          @Override
          @SuppressWarnings("deprecation") // it is the one to implement
          public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval, long maxActive) {
            return new ResourceLeakDetector<>(resource, samplingInterval) {
              @Override
              protected void reportTracedLeak(String resourceType, String records) {
                FOUND.add(resourceType + records);
              }

              @Override
              protected void reportUntracedLeak(String resourceType) {
                FOUND.add(resourceType);
              }
            };
          }
        });
  }

  /** Plants one, and waits until that is found: whatever was lost before is found too. */
  public static List<String> found() throws InterruptedException {
    String planted = "planted-" + System.nanoTime();
    lose(planted);
    while (FOUND.stream().noneMatch(one -> one.contains(planted))) {
      System.gc();
      Thread.sleep(10);
      PooledByteBufAllocator.DEFAULT.heapBuffer().release(); // a new buffer has the detector look
    }
    FOUND.removeIf(one -> one.contains(planted));
    return List.copyOf(FOUND);
  }

  private static void lose(String hint) {
    ByteBuf lost = PooledByteBufAllocator.DEFAULT.heapBuffer();
    lost.touch(hint);
    assertTrue(lost.isReadable() || lost.refCnt() == 1);
  }
}
