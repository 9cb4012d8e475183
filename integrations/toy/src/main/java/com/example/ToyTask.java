package com.example;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;

/** The task that programs have. */
class ToyTask extends ToyFuture {

  static ToyTask create(Toy toy, TaskLoop loop, ToyCoroutine coroutine, TaskOptions given)
      throws Exception {
    ToyTask task = new ToyTask();
    TaskOptions options = given.withOwner(task);
    if (toy.puller == null) {
      toy.runtime.createTask(loop, coroutine, options);
    } else {
      toy.puller.createTask(loop, coroutine, options);
    }
    return task;
  }

  Task<Value> task() {
    return (Task<Value>) inside;
  }

  /** A step by hand. */
  void step(Toy toy, Value value, ToyError error) {
    if (toy.puller == null) {
      task().step(value, error == null ? null : error.raised);
    } else {
      toy.puller.step(task(), value, error);
    }
  }

  /** A wakeup by hand, by a future of the language's own. */
  void wakeup(Toy toy, FutureLike<?> done) {
    if (toy.puller == null) {
      task().wakeup(done);
    } else {
      toy.puller.wakeup(task(), done);
    }
  }
}
