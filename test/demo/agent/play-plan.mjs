import { resolve } from 'node:path';
import { choresLeft, FEATURE } from './chores.mjs';
import { fix } from './play-fix.mjs';
import { excerpt } from './words.mjs';

/** So often a plan is asked for again. */
const MOST_ROUNDS = 5;

/** Looks, plans, asks for the approval of the plan, and carries it out once it has that. */
export async function playPlan(session, { words }) {
  const [chore] = choresLeft();
  session.planMode();
  await session.say(`I'll read first and change nothing: “${excerpt(words)}”.`);
  await session.use('Grep', { pattern: chore?.symbol ?? 'export', path: 'src' });
  await session.use('Read', { file_path: resolve(chore?.file ?? 'src/cart.js') });
  await session.use('Read', { file_path: resolve(chore?.test ?? 'test/cart.test.js') });
  const wishes = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const said = await session.askForPlan(`${planFor(chore)}${wished(wishes)}`);
    if (said === null) return chore === undefined ? addFeature(session) : carryOut(session, chore);
    if (!/has not approved|before they decide|nothing to read/i.test(said)) break;
    const wish = /has not approved the plan yet and says: (.*)/i.exec(said)?.[1];
    wishes.push(wish ?? 'every step in full, before anything is changed');
    await session.say("Good point. I'll work that into the plan.");
  }
  session.answer("All right, I'm dropping the plan; nothing was changed. What would you like instead?");
}

async function carryOut(session, chore) {
  await session.plan(`change ${chore.file}`, 'run its tests');
  await fix(session, chore, 'Done as planned.');
}

async function addFeature(session) {
  const { file, content } = FEATURE;
  const { denied } = await session.use('Write', { file_path: resolve(file), content });
  session.answer(denied === null ? `Done as planned: \`${file}\` is there.` : `I left \`${file}\` unwritten.`);
}

function planFor(chore) {
  if (chore === undefined) return FEATURE.plan;
  const { topic, symptom, cause, file, test } = chore;
  return `## Fix ${topic}

${symptom} ${cause}

1. Change one expression in \`${file}\`; nothing that calls it changes.
2. Run \`node --test ${test}\`, which fails today.

**Not part of it:** the other prices in the shop.`;
}

function wished(wishes) {
  return wishes.length === 0 ? '' : `\n\n**As you said:**\n\n${wishes.map((wish) => `- ${excerpt(wish)}`).join('\n')}`;
}
