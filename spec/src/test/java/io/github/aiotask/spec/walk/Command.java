package io.github.aiotask.spec.walk;

/**
 * What the loop, a coroutine or a callback does.
 *
 * @param who does it, or who it is done to
 * @param what else belongs to it; empty if nothing does
 */
record Command(Verb verb, String who, String what) {

  /** What can be done: the action of the specification that it is, and how to say it. */
  enum Verb {
    LOOP_RUNS("LoopRuns", "the %s loop runs its first entry"),

    RETURNS("Return", "%s returns"),
    RAISES("Raise", "%s raises: %s"),
    YIELDS("Yield", "%s yields nothing"),
    YIELDS_NONSENSE("YieldNonsense", "%s yields %s"),
    AWAITS("Await", "%s awaits %s"),

    IS_SET("InPassing", "%s is set: %s"),
    IS_CANCELLED("InPassing", "%s is cancelled"),
    IS_UNCANCELLED("InPassing", "%s is uncancelled"),
    GETS_CALLBACK("InPassing", "%s gets the callback %s"),
    LOSES_CALLBACK("InPassing", "%s loses the callback %s"),
    IS_CREATED("InPassing", "%s is created"),
    IS_CREATED_EAGERLY("InPassing", "%s is created eagerly");

    private final String action;
    private final String words;

    Verb(String action, String words) {
      this.action = action;
      this.words = words;
    }

    String action() {
      return action;
    }

    /** Whether the running coroutine ends its step by it. */
    boolean endsStep() {
      return this != LOOP_RUNS && !isInPassing();
    }

    boolean isInPassing() {
      return action.equals("InPassing");
    }
  }

  static Command of(Verb verb, String who) {
    return new Command(verb, who, "");
  }

  /**
   * Whether it can be what an action does; of a done future, that is what is scheduled (§1.6), and its place in the state is
   * not visible.
   */
  boolean canLeadTo(String action, SpecState after) {
    String calledOf = verb == Verb.GETS_CALLBACK ? after.callOf(what) : null;
    return verb.action.equals(action) && (calledOf == null || calledOf.equals(who));
  }

  @Override
  public String toString() {
    return String.format(verb.words, who, what);
  }
}
