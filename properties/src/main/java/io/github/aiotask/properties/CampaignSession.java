package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Campaign;
import io.github.aiotask.properties.campaign.Cause;
import io.github.aiotask.properties.campaign.Expectations;
import io.github.aiotask.properties.campaign.Finding;
import io.github.aiotask.properties.campaign.Plan;
import io.github.aiotask.properties.campaign.RandomPrograms;
import io.github.aiotask.properties.campaign.Recorder;
import io.github.aiotask.properties.campaign.ResultFile;
import io.github.aiotask.properties.campaign.Results;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.program.ProgramWriter;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs a campaign for a command: what is shown before, meanwhile and after, and the files that it leaves. */
final class CampaignSession {
  private final Plan plan;
  private final List<Subject> subjects; // the first one may be recorded
  private final Map<String, List<String>> again; // by the subject's name: the options of replay that choose it
  private final @Nullable Path resultFile;
  private final @Nullable Path programFile;
  private final @Nullable Path html;
  private final @Nullable Path record;
  private final boolean all;
  private final NothingCompared nothingCompared;
  private final PrintWriter out;

  CampaignSession(
      Plan plan, Map<Subject, List<String>> subjects, CampaignOptions options, @Nullable Path record, CommandLine line)
      throws BadInput {
    this.plan = plan;
    this.subjects = List.copyOf(subjects.keySet());
    this.again = new LinkedHashMap<>();
    subjects.forEach((subject, its) -> again.put(subject.name(), its));
    this.out = line.getOut();
    Path folder = options.save();
    this.resultFile = folder == null ? null : folder.resolve(plan.fileName() + ".json");
    this.programFile = folder == null ? null : folder.resolve(plan.fileName() + ".jsonl");
    this.html = options.html();
    this.all = options.all();
    this.nothingCompared = options.nothingCompared();
    this.record = record;
    NewFiles.createFolder(folder);
    NewFiles.check(resultFile, programFile, html, record);
  }

  /**
   * Runs it.
   *
   * @param programs what runs
   * @param expectations what is no surprise
   * @return the exit code
   */
  int run(RandomPrograms programs, Expectations expectations) throws BadInput {
    List<String> head = head(expectations.notes());
    Recorder recorder = new Recorder(subjects.get(0), record != null);
    head.forEach(out::println);
    out.flush();
    try (Interrupts interrupts = new Interrupts()) {
      Campaign campaign =
          new Campaign(plan, programs, subjects, expectations, recorder, () -> interrupts.isStopped() || out.checkError());
      Results results;
      try (Progress progress = new Progress(plan.size())) {
        results = campaign.run(progress::stepTo);
      }
      List<String> who = subjects.stream().map(Subject::name).toList();
      CampaignReport report = new CampaignReport(plan, who, head, results, expectations, all);
      report.print(out, nothingCompared);
      out.flush();
      try {
        save(report);
      } finally { // one file that cannot be written keeps no other from it
        try {
          writePage(report);
        } finally {
          writeRecordings(recorder);
        }
      }
      if (results.broken() != null) {
        throw new BadInput(results.broken());
      }
      if (report.hasSurprises() || !results.complete()) {
        return Conform.DIFFERS;
      }
      return report.nothingCompared().isPresent() ? nothingCompared.exitCode() : 0;
    }
  }

  private void writePage(CampaignReport report) throws BadInput {
    if (html != null) {
      NewFiles.write(html, file -> HtmlReport.write(file, report));
    }
  }

  private void writeRecordings(Recorder recorder) throws BadInput {
    if (record != null) {
      NewFiles.write(record, file -> ProgramWriter.write(file, recorder.recordings()));
      out.println("recorded: " + Count.of(recorder.recordings().size(), "program") + " in " + record);
      out.flush();
    }
  }

  private List<String> head(List<String> notes) {
    List<String> head = new ArrayList<>();
    head.add(
        String.format(
            Locale.ROOT,
            "%s: seed %d, %s, shard %s of %,d, rules of Python %s: %s",
            plan.command(),
            plan.seed(),
            Count.of(plan.size(), "program"),
            plan.shard(),
            plan.programs(),
            plan.version().number(),
            plan.rules()));
    for (Subject subject : subjects) {
      head.add("on " + subject.name());
      subject.notes().forEach(note -> head.add("  " + note));
    }
    head.addAll(notes);
    return head;
  }

  private void save(CampaignReport report) throws BadInput {
    if (resultFile == null || programFile == null) {
      return;
    }
    List<ResultFile.Entry> entries = new ArrayList<>();
    List<Recording> programs = new ArrayList<>();
    for (Cause cause : report.shown()) {
      Finding finding = cause.shown();
      String id = finding.example().id() + "." + (entries.size() + 1); // one program may show more than one thing
      String reason = report.expectations().reason(finding).orElse("");
      String failure = finding.failure();
      String about = failure == null ? finding.who() + " breaks §" + finding.rule() : finding.who() + " " + failure;
      entries.add(
          new ResultFile.Entry(
              finding.who(), finding.rule(), finding.programs(), id, failure == null ? reason : failure, !reason.isEmpty()));
      programs.add(finding.example().toRecording(id, about, Map.of()));
    }
    NewFiles.write(resultFile, file -> ResultFile.of(plan, report.who(), report.results(), entries).write(file));
    if (!programs.isEmpty()) {
      NewFiles.write(programFile, file -> ProgramWriter.write(file, programs));
      List<String> finders = report.results().findings().stream().map(Finding::who).distinct().toList();
      for (String finder : finders) {
        out.println("to replay on " + finder + ": " + Again.command(programFile, again.getOrDefault(finder, List.of())));
      }
    }
    out.println("results for report: " + resultFile);
    out.flush();
  }
}
