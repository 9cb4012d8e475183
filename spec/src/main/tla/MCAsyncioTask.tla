--------------------------- MODULE MCAsyncioTask ---------------------------
(* What only the model checker needs; what is checked is in models.json. *)
EXTENDS AsyncioTaskProperties, TLC

\* Who is who makes no difference.
Symmetry == Permutations(Tasks) \cup Permutations(Futures) \cup Permutations(Callbacks)
=============================================================================
