package com.example;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;

/** The kit's observer, who is told of the kit's objects. */
final class JudgedObserver implements TaskObserver {
  private final Boundary boundary;
  private final TaskObserver kits;

  JudgedObserver(Boundary boundary, TaskObserver kits) {
    this.boundary = boundary;
    this.kits = kits;
  }

  private Throwable out(Throwable error) {
    return error == null ? null : boundary.out(error);
  }

  @Override
  public void created(Task<?> task) {
    kits.created(boundary.view(task));
  }

  @Override
  public void stepScheduled(Task<?> task, Throwable error) {
    kits.stepScheduled(boundary.view(task), out(error));
  }

  @Override
  public void stepping(Task<?> task, Throwable error) {
    kits.stepping(boundary.view(task), out(error));
  }

  @Override
  public void waiting(Task<?> task, FutureLike<?> future) {
    kits.waiting(boundary.view(task), (FutureLike<?>) boundary.out(future));
  }

  @Override
  public void waitEnded(Task<?> task, FutureLike<?> future) {
    kits.waitEnded(boundary.view(task), (FutureLike<?>) boundary.out(future));
  }

  @Override
  public void cancelRequested(Task<?> task, Object message) {
    kits.cancelRequested(boundary.view(task), boundary.out(message));
  }

  @Override
  public void done(Future<?> future) {
    kits.done((Future<?>) boundary.out(future));
  }
}
