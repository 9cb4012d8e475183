package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By which the body of a publisher gives its items: Python's {@code yield} in an {@code async def}. See {@link Asyncio#publisher}.
 * On the loop's thread; its tasks may share it.
 *
 * @param <T> an item
 */
public final class Emitter<T extends Object> {
  private final Publication<T> publication;

  Emitter(Publication<T> publication) {
    this.publication = publication;
  }

  /**
   * Gives an item to the subscriber when that asks for one; who waits longest is first. With demand it does not suspend, as the put of a
   * queue with room: a body that never awaits anything else lets nobody else run.
   *
   * @param item what
   * @return to be awaited; raises a CancelledError if the subscription is cancelled, and what the subscriber's onNext throws, against
   *     its rules; either way the item is not taken
   * @throws IllegalStateException when it is awaited after the end of the body
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> emit(T item) {
    return publication.emit(Objects.requireNonNull(item, "emit(item): it is null, which stands for nothing in a Flow"));
  }
}
