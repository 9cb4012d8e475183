package io.github.aiotask.asyncio;

/** When {@link Asyncio#wait(java.util.Collection, java.time.Duration, ReturnWhen)} goes on (§10.20). */
public enum ReturnWhen {
  /** As soon as one is done. */
  FIRST_COMPLETED,
  /** As soon as one has an error, a cancellation being none, or else when all are done. */
  FIRST_EXCEPTION,
  /** When all are done. */
  ALL_COMPLETED
}
