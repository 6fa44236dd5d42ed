import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { choresLeft } from './chores.mjs';
import { excerpt, isContinuation, reasonIn } from './words.mjs';

/** Nothing is broken any more: what was asked for is written down. */
export async function playNote(session, { words }) {
  if (isContinuation(words)) return await resumeNote(session);
  await session.say(`“${excerpt(words)}”. First the tests, all of them.`);
  await session.plan('run all tests', 'write down what is wanted');
  await session.use('Bash', { command: 'node --test', description: 'Run all tests' });
  await session.next();
  const note = `# Wanted\n\n- ${excerpt(words)}\n`;
  const { denied } = await session.use('Write', { file_path: resolve('WANTED.md'), content: note });
  await session.next();
  const written = denied === null ? 'I wrote it down in `WANTED.md`' : 'I wrote nothing down, as you said';
  session.answer(`All tests of the shop pass, so I found nothing to fix. ${written}.

| part | state |
| --- | --- |
| cart and vouchers | ✅ |
| shipping | ✅ |
| prices | ✅ |`);
}

/** Nothing is broken, and nothing new was asked for either. */
async function resumeNote(session) {
  await session.say("I was cut off, so I'll check what is already done.");
  const { failed } = await session.use('Bash', { command: 'node --test', description: 'Run all tests' });
  session.answer(`The tests of the shop ${failed ? 'fail' : 'pass'}; nothing was left half done.`);
}

/** Looks at what has changed and commits it, if that is allowed. */
export async function playCommit(session, { words }) {
  await session.say(`“${excerpt(words)}”. I'll look at the changes first.`);
  const { output } = await session.use('Bash', { command: 'git diff --stat', description: 'Show what has changed' });
  if (output === '') return session.answer('Nothing has changed since the last commit.');
  const command = 'git commit --all --message="Fix what the tests of the shop show"';
  const { denied, failed, output: said } = await session.use('Bash', { command, description: 'Commit the changes' });
  const change = `\`\`\`\n${output}\n\`\`\``;
  if (denied !== null) {
    const reason = reasonIn(denied);
    return session.answer(`I left it uncommitted${reason === null ? '.' : `: “${excerpt(reason)}”.`}\n\n${change}`);
  }
  session.answer(failed ? `The commit failed:\n\n\`\`\`\n${said}\n\`\`\`` : `Committed on **main**.\n\n${change}`);
}

/** Nobody is there to be asked: looks into it and says what it found. */
export async function playTriage(session, { words }) {
  await session.say("I'll look into it. Nobody can be asked here, so I won't change anything.");
  await session.plan('run all tests', 'find the causes');
  const { failed } = await session.use('Bash', { command: 'node --test', description: 'Run all tests' });
  await session.next();
  const chores = choresLeft();
  for (const { file } of chores) await session.use('Read', { file_path: resolve(file) });
  await session.next();
  const rows = chores.map(({ topic, file }) => `- \`${file}\`: ${topic}`);
  const found = `The tests ${failed ? 'fail' : 'pass'}; ${chores.length} thing${chores.length === 1 ? '' : 's'} to fix:`;
  const list = `${rows.join('\n')}\n\nReply to this message and I'll fix the first one.`;
  const result = chores.length === 0 ? 'All tests of the shop pass. Nothing to fix.' : `${found}\n\n${list}`;
  session.answer(`> ${excerpt(words)}\n\n${result}`);
}

/** A long answer with all that Markdown can do. */
export async function playReport(session, { words }) {
  await session.say(`“${excerpt(words)}”. I'll go through the shop file by file.`);
  const files = readdirSync('src').sort();
  for (const file of files) await session.use('Read', { file_path: resolve('src', file) });
  const parts = files.map((file, index) => section(file, index + 1));
  session.answer(
    `# The shop, file by file\n\n${parts.join('\n\n')}\n\nThat is **all of it**: ${files.length} files. ✅`,
  );
}

/** The provider refuses: nothing can be done until later. */
export async function playLimit(session) {
  await session.say("I'll look at the shop first.");
  session.refused('rate_limit', "You've hit your session limit · resets 3pm (Europe/Berlin)");
}

function section(file, number) {
  const code = readFileSync(join('src', file), 'utf8');
  const names = [...code.matchAll(/export function (\w+)/g)].map(([, name]) => `\`${name}\``);
  return `## ${number}. \`src/${file}\`

It offers ${names.join(', ')}, and _nothing else_ in the shop does the same.

\`\`\`js
${code.trim()}
\`\`\`

> Read it from the bottom: what is offered comes last, what it needs first.

- what comes in: whole cents, never euros
- what goes out: whole cents as well
  - so that nothing is rounded twice`;
}
