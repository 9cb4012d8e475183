package io.github.aiotask.asyncio;

import org.checkerframework.checker.lock.qual.LockingFree;

/** What a thing without a name is called where it must be told from others of its kind. */
final class Identity {
  private Identity() {}

  /** As in {@code lock@1b2c3d}. */
  @LockingFree
  static String of(String kind, Object thing) {
    return kind + "@" + Integer.toHexString(System.identityHashCode(thing));
  }
}
