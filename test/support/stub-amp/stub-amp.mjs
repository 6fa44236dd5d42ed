#!/usr/bin/env node
// Stands in for Amp, whose agent loop needs Amp's own server: reads its prompt from standard input and prints the lines
// that Amp prints with --stream-json. What it does stands in the prompt: [[tool:COMMAND]], [[error:TEXT]], [[nokey]].
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);
if (args.includes('--version')) {
  console.log('0.0.1790142911-g7618fb (stub)');
  process.exit(0);
}

const stdin = readFileSync(0, 'utf8');
const prompt = args.includes('--stream-json-input') ? JSON.parse(stdin).message.content[0].text : stdin;

if (prompt.includes('[[nokey]]')) {
  console.log('No API key found. Starting login flow...');
  spawnSync('tail', ['-f', '/dev/null']);
}

const thread = args[0] === 'threads' ? args[2] : `T-${process.pid}-${Date.now()}`;
const file = join(process.env.TMPDIR, `${thread}.thread`);
if (args[0] === 'threads' && turns() === 0) {
  console.error(`Error: Thread ${thread} not found`);
  process.exit(1);
}
appendFileSync(file, `${JSON.stringify(prompt)}\n`);

print({ type: 'system', subtype: 'init', cwd: process.cwd(), session_id: thread, tools: ['Bash'], mcp_servers: [] });
for (const [, command] of prompt.matchAll(/\[\[tool:(.*?)\]\]/g)) runTool(command);
const error = /\[\[error:(.*?)\]\]/.exec(prompt)?.[1];
if (error !== undefined) {
  print({ type: 'result', subtype: 'error_during_execution', is_error: true, error, session_id: thread });
  process.exit(1);
}
const text = `Stub answer to turn ${turns()}: ${prompt.replace(/\[\[.*?\]\]/g, '').trim()}`;
say([{ type: 'text', text }], 'end_turn');
const result = { subtype: 'success', is_error: false, result: text, duration_ms: 5, num_turns: 1 };
print({ type: 'result', ...result, session_id: thread });

function turns() {
  try {
    return readFileSync(file, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}

function runTool(command) {
  const id = `toolu_${command.length}`;
  say([{ type: 'tool_use', id, name: 'Bash', input: { command } }], 'tool_use');
  const { status, stdout } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
  const content = status === 0 ? stdout : `Exit code ${status}\n${stdout}`;
  const block = { type: 'tool_result', tool_use_id: id, content, is_error: status !== 0 };
  print({ type: 'user', message: { role: 'user', content: [block] }, parent_tool_use_id: null, session_id: thread });
}

function say(content, stop_reason) {
  const usage = { input_tokens: 3, output_tokens: 4, cache_creation_input_tokens: 2, cache_read_input_tokens: 1 };
  const message = { type: 'message', role: 'assistant', content, stop_reason, usage };
  print({ type: 'assistant', message, parent_tool_use_id: null, session_id: thread });
}

function print(line) {
  console.log(JSON.stringify(line));
}
