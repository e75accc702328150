"""A run judged again from its journals alone: offline, without the target, by the functions that judged it live.

For each scenario the world is told again, entry by entry (`past`). Each question is answered once more from what was
told before it (`questions`); each Then, and each Given that asks something, is called once more with these answers
(`world`); what comes of it makes the row anew (`scenarios`), and all journals together the rows of laws and the verdict
(`runs`). Nothing is taken from the run but what is to be compared.

What a journal cannot tell, and replay therefore takes as the run has it:

* the answers that `questions.TAKEN` names: a Then's own look at a host's files or settings;
* that a target hung or crashed, that the harness failed, and for what a Given or a When waited in vain: why a
  scenario ended so is the run's word. That it did not pass is not.
* the real time that a scenario took, the target's last words, the command that runs it again, and the timeline of a
  broken law.

An entry that no question, no step and no law depends on may be edited without any difference: digests tell that.
"""

from midcert.replay.runs import differences

__all__ = ["differences"]
