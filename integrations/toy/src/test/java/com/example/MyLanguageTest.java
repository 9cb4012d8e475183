package com.example;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.contract.RuntimeContract;

class MyLanguageTest implements RuntimeContract {
  @Override
  public TaskRuntimeProvider provider() {
    return new ToyProvider(false);
  }
}
