import { resolve } from 'node:path';
import { choresLeft, WHAT_NEXT } from './chores.mjs';
import { fix } from './play-fix.mjs';
import { excerpt } from './words.mjs';

/** Looks, asks what is wanted, and does it if that is a change. */
export async function playQuestion(session, { words }) {
  const [chore] = choresLeft();
  if (chore === undefined) return askWhatNext(session, words);
  await session.say(`“${excerpt(words)}” Let me see how it works today.`);
  await session.use('Grep', { pattern: chore.symbol, path: 'src' });
  await session.use('Read', { file_path: resolve(chore.file) });
  await session.say(`${chore.symptom} Whether that is right is for you to say.`);
  const wanted = await oneAnswer(session, chore);
  const [right] = chore.options;
  if (wanted !== null && wanted !== right.label) return session.answer(otherwise(chore, wanted));
  const intro = wanted === null ? `You left it to me, so I took “${right.label}”.` : `**${right.label}**, as you said.`;
  await session.plan(`change ${chore.file}`, 'run its tests');
  await fix(session, chore, intro);
}

async function askWhatNext(session, words) {
  await session.say(`“${excerpt(words)}” All tests pass, so that is for you to say.`);
  const wanted = await oneAnswer(session, WHAT_NEXT);
  session.answer(
    wanted === null ? "Then I'll leave the shop as it is." : `**${excerpt(wanted)}**: say “plan it” and I will.`,
  );
}

/** What was answered; `null` if it was left to the agent. */
async function oneAnswer(session, { question, options }) {
  const answers = await session.askUser([{ question, header: 'Shop', options, multiSelect: false }]);
  return answers === null ? null : `${Object.values(answers)[0] ?? ''}`;
}

function otherwise({ file, symbol, options }, wanted) {
  const rows = options.map(({ label, description }) => `| ${label}${label === wanted ? ' ✓' : ''} | ${description} |`);
  return `**${excerpt(wanted)}** it is. I have changed nothing yet: \`${symbol}\` in \`${file}\` is the only place that decides it.

| way | what it means |
| --- | --- |
${rows.join('\n')}

Say “do it” and I'll make the change and run the tests.`;
}
