package com.example;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.contract.RuntimeContract;

class MyRuntimeTest implements RuntimeContract {
  @Override
  public TaskRuntimeProvider provider() {
    return new MyRuntimeProvider();
  }
}
