import { choresLeft } from './chores.mjs';
import { playFix } from './play-fix.mjs';
import { playPlan } from './play-plan.mjs';
import { playQuestion } from './play-question.mjs';
import { playCommit, playLimit, playNote, playReport, playTriage } from './small-plays.mjs';

/** What is played for a person's words: a few of them choose, everything else is a task. */
export function playFor(words, flags) {
  if (/\b(?:usage|rate) limit\b/iu.test(words)) return playLimit;
  if (/\blong\b/iu.test(words)) return playReport;
  if (flags.input !== 'stream-json') return playTriage;
  if (flags.mode === 'plan' || /\bplan\b/iu.test(words)) return playPlan;
  if (/\bcommit\b/iu.test(words)) return playCommit;
  if (/[?？؟]/u.test(words)) return playQuestion;
  return choresLeft().length === 0 ? playNote : playFix;
}
