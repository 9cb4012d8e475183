package io.github.aiotask.impl;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.lock.qual.GuardSatisfied;
import org.jspecify.annotations.Nullable;

/**
 * Remembers something of objects by themselves, whose equals is not asked, while somebody else holds them. What it remembers must not
 * lead to its object, or both stay for ever.
 */
final class WeakIdentityMap<K extends Object, V extends Object> {
  final Map<Key, V> entries = new HashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object key, ReferenceQueue<Object> queue) {
      super(key, queue);
      this.hash = System.identityHashCode(key);
    }

    @Override
    public int hashCode(@GuardSatisfied Key this) {
      return hash;
    }

    @Override
    @SuppressWarnings("lock:instanceof.pattern.unsafe") // keys are guarded by no lock
    public boolean equals(@GuardSatisfied Key this, @GuardSatisfied @Nullable Object other) {
      Object own = get();
      return this == other || (own != null && other instanceof Key key && key.refersTo(own));
    }
  }

  /** Equals the key of this very object. */
  private record Sought(Object object) {
    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    @SuppressWarnings("lock:instanceof.pattern.unsafe") // keys are guarded by no lock
    public boolean equals(@GuardSatisfied @Nullable Object other) {
      return other instanceof Key key && key.refersTo(object);
    }
  }

  /** What was remembered before, or null. */
  @Nullable V put(@GuardSatisfied WeakIdentityMap<K, V> this, K key, V value) {
    forgetCollected();
    return entries.put(new Key(key, collected), value);
  }

  @Nullable V get(@GuardSatisfied WeakIdentityMap<K, V> this, K key) {
    return entries.get(new Sought(key));
  }

  void remove(@GuardSatisfied WeakIdentityMap<K, V> this, K key) {
    forgetCollected();
    entries.remove(new Sought(key));
  }

  /** Those that are still alive. */
  @SuppressWarnings("unchecked") // put takes no others
  List<K> keys(@GuardSatisfied WeakIdentityMap<K, V> this) {
    forgetCollected();
    List<K> alive = new ArrayList<>();
    for (Key key : entries.keySet()) {
      Object object = key.get();
      if (object != null) {
        alive.add((K) object);
      }
    }
    return alive;
  }

  private void forgetCollected(@GuardSatisfied WeakIdentityMap<K, V> this) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      entries.remove(gone);
    }
  }
}
