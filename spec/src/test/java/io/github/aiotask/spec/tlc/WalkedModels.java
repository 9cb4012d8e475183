package io.github.aiotask.spec.tlc;

import java.util.List;

/**
 * How much of the specification the implementations execute.
 *
 * @param models how many, of how many states and transitions
 */
public record WalkedModels(int models, int states, int transitions) {

  /** Of those that are walked. */
  public static WalkedModels of(List<Model> all) {
    List<Model> walked = all.stream().filter(Model::isWalked).toList();
    return new WalkedModels(
        walked.size(),
        walked.stream().mapToInt(Model::states).sum(),
        walked.stream().mapToInt(Model::transitions).sum());
  }
}
