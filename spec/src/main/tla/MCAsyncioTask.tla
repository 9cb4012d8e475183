--------------------------- MODULE MCAsyncioTask ---------------------------
(* What only the model checker needs; the bounds are in the configurations. *)
EXTENDS AsyncioTask, TLC

\* Who is who makes no difference.
Symmetry == Permutations(Tasks) \cup Permutations(Futures)
=============================================================================
