package io.github.aiotask.properties.model;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** A list that never changes: what differs is another one. Those of a state are short, so that to copy one is cheap. */
final class Row<E> extends AbstractList<E> implements RandomAccess {
  private static final Row<?> EMPTY = new Row<>(new Object[0]);

  private final Object[] items;

  private Row(Object[] items) {
    this.items = items;
  }

  @SuppressWarnings("unchecked") // it has no element
  static <E> Row<E> empty() {
    return (Row<E>) EMPTY;
  }

  static <E> Row<E> of(E only) {
    return Row.<E>empty().plus(only);
  }

  /** With one more at the end. */
  Row<E> plus(E last) {
    return plus(items.length, last);
  }

  /** With one more at that place. */
  Row<E> plus(int index, E one) {
    Object[] more = Arrays.copyOf(items, items.length + 1);
    System.arraycopy(items, index, more, index + 1, items.length - index);
    more[index] = one;
    return new Row<>(more);
  }

  /** With another one in that place. */
  Row<E> with(int index, E one) {
    Object[] other = items.clone();
    other[index] = one;
    return new Row<>(other);
  }

  Row<E> withoutFirst() {
    return new Row<>(Arrays.copyOfRange(items, 1, items.length));
  }

  @Override
  @SuppressWarnings("unchecked") // only an E gets in
  public E get(int index) {
    return (E) items[index];
  }

  @Override
  public int size() {
    return items.length;
  }
}
