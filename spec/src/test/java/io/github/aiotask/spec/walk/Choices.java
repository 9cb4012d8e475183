package io.github.aiotask.spec.walk;

import io.github.aiotask.spec.walk.Command.Verb;
import java.util.ArrayList;
import java.util.List;

/** The commands that can be given in a state: what code could do there, also in vain. */
final class Choices {
  private final Setting setting;
  private final SpecState state;
  private final List<Command> commands = new ArrayList<>();

  private Choices(Setting setting, SpecState state) {
    this.setting = setting;
    this.state = state;
  }

  static List<Command> in(SpecState state, Setting setting) {
    Choices choices = new Choices(setting, state);
    choices.add();
    return choices.commands;
  }

  private void add() {
    String running = state.running();
    if (running != null) {
      addEnds(running);
    } else {
      setting.loops().stream()
          .filter(loop -> !state.runs(loop).isEmpty())
          .forEach(loop -> commands.add(Command.of(Verb.LOOP_RUNS, loop)));
    }
    addOutcomes();
    addCancels();
    addCallbacks();
    addCreations();
  }

  private void addEnds(String running) {
    commands.add(Command.of(Verb.RETURNS, running));
    commands.add(Command.of(Verb.YIELDS, running));
    for (Nonsense nonsense : Nonsense.values()) {
      commands.add(new Command(Verb.YIELDS_NONSENSE, running, nonsense.toString()));
    }
    commands.add(new Command(Verb.RAISES, running, "cancelled"));
    setting.errors().forEach(error -> commands.add(new Command(Verb.RAISES, running, error)));
    existing(setting.awaitables()).forEach(other -> commands.add(new Command(Verb.AWAITS, running, other)));
  }

  private void addOutcomes() {
    List<String> settable = setting.since(7) ? setting.awaitables() : setting.futures(); // §3.21: a task refuses
    for (String name : existing(settable)) {
      commands.add(new Command(Verb.IS_SET, name, "result"));
      setting.errors().forEach(error -> commands.add(new Command(Verb.IS_SET, name, error)));
    }
  }

  private void addCancels() {
    existing(setting.awaitables()).forEach(name -> commands.add(Command.of(Verb.IS_CANCELLED, name)));
    if (setting.maxCount() > 0) { // a bound of the model's: else requests are not counted
      existing(setting.tasks()).forEach(task -> commands.add(Command.of(Verb.IS_UNCANCELLED, task)));
    }
  }

  private void addCallbacks() {
    for (String callback : setting.callbacks()) {
      for (String name : existing(setting.awaitables())) {
        if (!state.isUsed(callback)) { // a bound of the model's: IsUnused
          commands.add(new Command(Verb.GETS_CALLBACK, name, callback));
        }
        commands.add(new Command(Verb.LOSES_CALLBACK, name, callback));
      }
    }
  }

  private void addCreations() {
    for (String task : setting.tasks()) {
      if (!state.exists(task)) {
        commands.add(Command.of(Verb.IS_CREATED, task));
        if (setting.since(12)) { // §2.6
          commands.add(Command.of(Verb.IS_CREATED_EAGERLY, task));
        }
      }
    }
  }

  private List<String> existing(List<String> names) {
    return names.stream().filter(state::exists).toList();
  }
}
