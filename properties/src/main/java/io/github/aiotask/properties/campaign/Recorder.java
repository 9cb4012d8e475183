package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.campaign.Campaign.Witness;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recording.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Keeps what one subject did, whether it agrees or not, with its errors by kind. */
public final class Recorder implements Witness {
  private final Subject subject;
  private final boolean on;
  private final List<Recording> recordings = new ArrayList<>();

  /**
   * Of a subject that sees everything.
   *
   * @param subject who is recorded
   * @param on whether anything is kept
   */
  public Recorder(Subject subject, boolean on) {
    this.subject = subject;
    this.on = on;
  }

  @Override
  public void saw(Subject who, Case one, Outcome outcome) {
    if (!on || who != subject) {
      return;
    }
    if (outcome instanceof Outcome.Agrees) {
      keep(one, one.expected().trace());
    } else if (outcome instanceof Outcome.Differs differs) {
      keep(one, differs.difference().actual());
    }
  }

  private void keep(Case one, List<String> trace) {
    Map<String, Recorded> traces = Map.of(one.version().number(), new Recorded(subject.name(), trace));
    recordings.add(one.toRecording(one.id(), "", traces));
  }

  /** What was kept, in the order of the programs. */
  public List<Recording> recordings() {
    return Collections.unmodifiableList(recordings);
  }
}
