import { resolve } from 'node:path';
import { choresLeft } from './chores.mjs';
import { diffOf, excerpt, isContinuation, reasonIn } from './words.mjs';

/** The usual session: reproduce, find, ask for the edit, fix, prove. */
export async function playFix(session, { words, turn }) {
  const [chore] = choresLeft();
  await session.say(`${beginning(words, turn)} The tests should tell what is wrong, so I'll run them first.`);
  await session.plan('reproduce it', 'find the cause', `fix ${chore.topic}`, 'run its tests');
  await session.use('Bash', { command: `node --test ${chore.test}`, description: 'Run the tests' });
  await session.say(chore.symptom);
  await session.next();
  await session.use('Read', { file_path: resolve(chore.user) });
  await session.use('Grep', { pattern: chore.symbol, path: 'src' });
  await session.use('Read', { file_path: resolve(chore.file) });
  await lookAround(session, chore);
  await session.say(chore.cause);
  await session.next();
  await fix(session, chore);
}

/** Asks for the edit, makes it, runs the tests and answers. */
export async function fix(session, chore, intro = '') {
  const edit = { file_path: resolve(chore.file), old_string: chore.before, new_string: chore.after };
  const { denied, failed, output } = await session.use('Edit', edit);
  if (denied !== null) return session.answer(notAllowed(chore, denied));
  if (failed) return session.answer(`I could not change \`${chore.file}\`: ${output}`);
  await session.next();
  const tests = await session.use('Bash', { command: `node --test ${chore.test}`, description: 'Run the tests again' });
  await session.next();
  session.answer([intro, fixed(chore, tests), whatIsLeft()].filter((part) => part !== '').join('\n\n'));
}

function beginning(words, turn) {
  if (isContinuation(words)) return "I was cut off, so I'll check what is already done.";
  return `${turn === 0 ? 'On it' : 'On to the next'}: “${excerpt(words)}”.`;
}

/** A sub-agent that looks for other places. */
function lookAround(session, { symbol, user }) {
  const calls = [
    { name: 'Grep', input: { pattern: symbol, path: 'src' } },
    { name: 'Read', input: { file_path: resolve('src/checkout.js') } },
    { name: 'Read', input: { file_path: resolve(user) } },
  ];
  const report = `\`${symbol}\` is used in \`${user}\` only; nothing else has to change.`;
  return session.delegate(`See who else uses ${symbol}`, calls, report);
}

function fixed({ outcome, table, file, test }, { failed, denied }) {
  const state = failed ? 'still fails' : 'passes';
  const tests = `\`${test}\` ${denied === null ? state : 'was not run'}`;
  return `${outcome}\n\n${table}\n\nChanged \`${file}\`; ${tests}.`;
}

function whatIsLeft() {
  const [next] = choresLeft();
  return next === undefined ? '' : `I noticed something else: ${next.topic}. Shall I fix that too?`;
}

function notAllowed(chore, denied) {
  const reason = reasonIn(denied);
  const said = reason === null ? '' : `\n\n> ${excerpt(reason)}\n`;
  const what = `I left \`${chore.file}\` as it is.${said}\n\n${chore.cause} This is what I would have done:`;
  return `${what}\n\n\`\`\`diff\n${diffOf(chore)}\n\`\`\`\n\nTell me what you'd rather have and I'll take it from there.`;
}
