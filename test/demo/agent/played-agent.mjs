#!/usr/bin/env node
// An agent CLI without a model: takes Claude Code's flags, speaks its stream-json both ways, and plays a coding session
// in the directory it is started in. The tools it calls do what they say. README.md beside it tells what words choose.
import { openConversation } from '../../support/scripted-engine/conversation.mjs';
import { parseFlags } from '../../support/scripted-engine/flags.mjs';
import { Host } from '../../support/scripted-engine/host.mjs';
import { Printer } from '../../support/scripted-engine/printer.mjs';
import { playFor } from './plays.mjs';
import { Session } from './session.mjs';

const MODEL = 'claude-opus-5-5';
const given = process.argv.slice(2);
if (given[0] === 'auth') {
  console.log(JSON.stringify({ loggedIn: true }));
  process.exit(0);
}
const flags = parseFlags(given);
if (flags.problem) fail(flags.problem);
if (flags.version) {
  console.log('2.1.330 (played agent)');
  process.exit(0);
}
if (flags.model === 'scripted-model') flags.model = MODEL;

const host = flags.input === 'stream-json' ? new Host(process.stdin) : null;
const first = host === null ? await textOf(process.stdin) : ((await host.message()) ?? process.exit(0));
const conversation = openConversation(flags.resume);
const printer = new Printer({ session: conversation.id ?? flags.resume, flags });
if (conversation.id === null) {
  const errors = [`No conversation found with session ID: ${flags.resume}`];
  printer.result({ subtype: 'error_during_execution', is_error: true, num_turns: 0, total_cost_usd: 0, errors });
  process.exit(1);
}
if (host !== null) host.printer = printer;

process.on('SIGTERM', () => process.exit(143));
process.on('SIGINT', () => {
  printer.result({ is_error: true, subtype: 'error_during_execution', terminal_reason: 'aborted_tools' });
  process.exit(0);
});

const session = new Session({ printer, host, flags });
for (let words = first; words !== null; words = host === null ? null : await host.message()) {
  const turn = conversation.turn;
  conversation.add(words);
  printer.init();
  await playFor(words, flags)(session, { words, turn });
}

async function textOf(input) {
  let text = '';
  for await (const chunk of input) text += chunk;
  return text;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
