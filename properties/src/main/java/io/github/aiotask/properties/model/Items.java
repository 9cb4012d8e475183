package io.github.aiotask.properties.model;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list as a value; two with the same items are still two. */
final class Items {
  private final List<? extends @Nullable Object> items;

  /** Of what does not change. */
  Items(List<? extends @Nullable Object> items) {
    this.items = items;
  }

  static Items ofFutures(List<Integer> ids) {
    return new Items(ids.stream().map(Ref::future).toList());
  }

  List<? extends @Nullable Object> items() {
    return items;
  }

  /** With its items as that writes them. */
  String text(Function<@Nullable Object, String> item) {
    return items.stream().map(item).collect(Collectors.joining(",", "[", "]"));
  }
}
