package io.github.aiotask.asyncio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/** Where a queue keeps its items: the kinds of queues differ in which one comes first (§11.23). */
interface Items<T extends @Nullable Object> {
  void add(T item);

  /** Removes the first; there is one. */
  T take();

  @LockingFree
  int size();

  /** The oldest first. */
  static <T extends @Nullable Object> Items<T> fifo() {
    return new Items<T>() {
      private final LinkedList<T> items = new LinkedList<>(); // an ArrayDeque takes no null

      @Override
      public void add(T item) {
        items.addLast(item);
      }

      @Override
      public T take() {
        return items.removeFirst();
      }

      @Override
      @LockingFree
      public int size() {
        return items.size();
      }
    };
  }

  /** The newest first. */
  static <T extends @Nullable Object> Items<T> lifo() {
    return new Items<T>() {
      private final List<T> items = new ArrayList<>();

      @Override
      public void add(T item) {
        items.add(item);
      }

      @Override
      public T take() {
        return items.remove(items.size() - 1);
      }

      @Override
      @LockingFree
      public int size() {
        return items.size();
      }
    };
  }

  /** The least first. */
  static <T extends Object> Items<T> priority(Comparator<? super T> order) {
    return new Items<T>() {
      private final PriorityQueue<T> items = new PriorityQueue<>(order);

      @Override
      public void add(T item) {
        items.add(item);
      }

      @Override
      public T take() {
        return items.remove();
      }

      @Override
      @LockingFree
      public int size() {
        return items.size();
      }
    };
  }
}
