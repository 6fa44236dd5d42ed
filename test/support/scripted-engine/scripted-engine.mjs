#!/usr/bin/env node
// An agent CLI without an agent: takes Claude Code's flags, prints its stream-json, and does what the prompt says in
// double square brackets. README.md beside it lists the directives. For tests, and as `[claude] command` for a try-out.
import { appendFileSync, readFileSync } from 'node:fs';
import { openConversation } from './conversation.mjs';
import { parseFlags } from './flags.mjs';
import { Host } from './host.mjs';
import { Player } from './player.mjs';
import { Printer } from './printer.mjs';
import { play } from './script.mjs';

const flags = parseFlags(process.argv.slice(2));
if (flags.problem) fail(flags.problem);
if (flags.version) {
  console.log('2.1.330 (scripted engine)');
  process.exit(0);
}

const host = flags.input === 'stream-json' ? new Host(process.stdin) : null;
const prompt = host === null ? (flags.prompt ?? readFileSync(0, 'utf8')) : ((await host.message()) ?? process.exit(0));
if (prompt.trim() === '')
  fail('Error: Input must be provided either through stdin or as a prompt argument when using --print');

const conversation = openConversation(flags.resume);
const printer = new Printer({ session: conversation.id ?? flags.resume, flags });
if (conversation.id === null) {
  printer.print({
    type: 'result',
    subtype: 'error_during_execution',
    is_error: true,
    num_turns: 0,
    duration_ms: 0,
    total_cost_usd: 0,
    errors: [`No conversation found with session ID: ${flags.resume}`],
    model_usage_since_last_result: {},
  });
  process.exit(1);
}
if (host !== null) host.printer = printer;
const log = process.env.CLAUDE_SCRIPTED_LOG;
if (log) appendFileSync(log, `${JSON.stringify({ pid: process.pid, resume: flags.resume, prompt })}\n`);

const player = new Player({ printer, conversation, flags, host });
process.on('SIGTERM', () => player.terminated());
process.on('SIGINT', () => player.interrupted());
for (let next = prompt; next !== null; next = host === null ? null : await host.message()) {
  conversation.add(next);
  await play(player, next);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
