package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Campaign;
import io.github.aiotask.properties.campaign.Campaign.Witness;
import io.github.aiotask.properties.campaign.RandomPrograms;
import io.github.aiotask.properties.campaign.Results;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a campaign for a command: what is shown before, meanwhile and after. */
final class CampaignSession {
  private final CampaignOptions options;
  private final CommandSpec spec;

  CampaignSession(CampaignOptions options, CommandSpec spec) {
    this.options = options;
    this.spec = spec;
  }

  int run(RandomPrograms programs, List<Subject> subjects, List<String> notes, Witness witness) throws BadInput {
    RuleFilter rules = options.rules();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Interrupts interrupts = new Interrupts()) {
      Campaign campaign =
          new Campaign(programs, options.programs(), options.shard(), subjects, rules, witness, interrupts::isStopped);
      out.printf(
          Locale.ROOT,
          "%,d programs of seed %d (shard %s of %,d), rules of Python %s: %s%n",
          campaign.size(),
          programs.seed(),
          options.shard(),
          options.programs(),
          programs.version().number(),
          rules);
      subjects.forEach(subject -> out.println("on " + subject.name()));
      subjects.forEach(subject -> subject.notes().forEach(note -> out.println(subject.name() + ": " + note)));
      notes.forEach(out::println);
      out.flush();
      Results results;
      try (Progress progress = new Progress(campaign.size(), err)) {
        results = campaign.run(progress::stepTo);
      }
      new CampaignReport(out).print(results);
      out.flush();
      return results.findings().isEmpty() ? 0 : Conform.DIFFERS;
    }
  }
}
