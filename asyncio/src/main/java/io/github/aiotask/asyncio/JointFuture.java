package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Purpose;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A future that is completed when others have ended, and says which. */
final class JointFuture extends DelegatingFuture<@Nullable Void> implements Purpose {
  private final Future<@Nullable Void> own;
  private final Collection<? extends FutureLike<?>> parts;

  /** @param parts those that have not ended, as they are now or later */
  JointFuture(Future<@Nullable Void> own, Collection<? extends FutureLike<?>> parts) {
    super(own);
    this.own = own;
    this.parts = parts;
  }

  @Override
  public String describe() {
    return "the tasks of a task group, " + parts.size() + " left";
  }

  @Override
  public Collection<FutureLike<?>> awaits() {
    return List.copyOf(parts);
  }

  Collection<? extends FutureLike<?>> parts() {
    return parts;
  }

  @Override
  public boolean cancel(@Nullable Object message) {
    return own.cancel(message);
  }
}
