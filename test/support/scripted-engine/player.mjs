import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, suggestionsFor } from './permission.mjs';
import { runTool } from './tools.mjs';

/** More than four messages can hold. */
const PAGES_LENGTH = 20_000;

/** Does what directives say, in the words of Claude Code's stream. */
export class Player {
  #said = null;
  #ignoresTerm = false;
  #lingers = false;
  #error = null;
  #results = [];
  #granted = new Set();

  constructor({ printer, conversation, flags, host = null }) {
    this.host = host;
    this.printer = printer;
    this.conversation = conversation;
    this.flags = flags;
  }

  async do(name, arg) {
    const directive = this.#directives[name];
    if (directive !== undefined) await directive(arg);
  }

  finish(answer) {
    if (this.#error !== null) {
      const { code, message } = this.#error;
      this.printer.print({
        type: 'assistant',
        error: code,
        message: { model: '<synthetic>', content: [{ type: 'text', text: message }] },
      });
      this.printer.result({ is_error: true, result: message, terminal_reason: 'api_error' });
      process.exitCode = 1;
      return;
    }
    const text = this.#said ?? answer;
    [this.#said, this.#results] = [null, []];
    this.printer.assistant({ type: 'text', text });
    this.printer.result({ result: text });
    if (this.#lingers) keepAlive();
  }

  terminated() {
    if (!this.#ignoresTerm) process.exit(143);
  }

  interrupted() {
    this.printer.result({
      is_error: true,
      subtype: 'error_during_execution',
      terminal_reason: 'aborted_tools',
      errors: ['[ede_diagnostic] interrupted'],
    });
    process.exit(0);
  }

  #directives = {
    say: (text) => {
      this.#said = text;
    },
    pages: (text) => {
      this.#said = `${text} and so on. `.repeat(Math.ceil(PAGES_LENGTH / text.length));
    },
    text: (text) => this.printer.assistant({ type: 'text', text }),
    think: (thinking) => this.printer.assistant({ type: 'thinking', thinking, signature: '' }),
    tool: (call) => this.#tool(call),
    ask: (call) => this.#tool(call, (name, input) => this.#asked(name, input)),
    withdraw: (call) => {
      setTimeout(() => this.host?.withdraw(), 20);
      return this.#tool(call, (name, input) => this.#asked(name, input));
    },
    results: () => {
      this.#said = this.#results.join(' | ');
    },
    steps: (arg) => this.#steps(arg),
    delay: (ms) => sleep(Number(ms)),
    hang: () => forEver(),
    late: () => forEver(),
    linger: () => {
      this.#lingers = true;
    },
    exit: (code) => process.exit(Number(code)),
    silent: () => process.exit(0),
    early: () => {},
    kill: (signal) => {
      process.kill(process.pid, signal);
      return forEver();
    },
    error: (arg) => {
      this.#error = {
        code: arg.split(' ', 1)[0],
        message: arg.split(' ').slice(1).join(' ') || 'scripted error',
      };
    },
    stderr: (text) => process.stderr.write(`${text}\n`),
    garbage: (lines) => this.printer.raw('this is { not JSON\n'.repeat(Number(lines) || 1)),
    bigline: (bytes) =>
      this.printer.raw(`${JSON.stringify({ type: 'keep_alive', filler: 'x'.repeat(Number(bytes)) })}\n`),
    flood: (lines) => this.printer.raw(`${JSON.stringify({ type: 'keep_alive' })}\n`.repeat(Number(lines))),
    unknown: (type) => this.printer.print({ type: type || 'brand_new_type' }),
    'ignore-term': () => {
      this.#ignoresTerm = true;
    },
    'close-output': () => forEverWithoutOutput(),
    spawn: (how) => this.#spawn(how),
    background: (ms) => this.#background(Number(ms)),
    environment: () => {
      this.#said = Object.keys(process.env).sort().join(' ');
    },
    arguments: () => {
      this.#said = JSON.stringify(this.flags.all);
    },
  };

  async #tool(call, run = runTool) {
    const [, name, json] = /^(\S+)\s*([\s\S]*)$/.exec(call);
    const id = this.printer.id('toolu');
    const input = json === '' ? {} : JSON.parse(json);
    this.printer.assistant({ type: 'tool_use', id, name, input });
    const { output, failed } = await run(name, input);
    this.#results.push(output);
    this.printer.toolResult(id, output, failed);
  }

  /** The same once the host allowed it; without one nobody can. */
  async #asked(name, input) {
    const suggestions = suggestionsFor(name, input);
    const known = suggestions.some((one) => this.#granted.has(JSON.stringify({ ...one, destination: 'session' })));
    const verdict = known ? { behavior: 'allow' } : await this.#verdict(name, input, suggestions);
    if (verdict.behavior !== 'allow') return { output: verdict.message, failed: true };
    for (const one of verdict.updatedPermissions ?? []) this.#granted.add(JSON.stringify(one));
    if (name === 'ExitPlanMode') this.#mode('default');
    const allowed = verdict.updatedInput ?? input;
    const answer = answerOf(name, allowed);
    return answer === null ? runTool(name, allowed) : { output: answer, failed: false };
  }

  async #verdict(name, input, suggestions) {
    if (this.host !== null)
      return this.host.ask({ tool_name: name, display_name: name, input, permission_suggestions: suggestions });
    const message = `Permission to use ${name} has been denied`;
    this.printer.print({ type: 'system', subtype: 'permission_denied', tool_name: name, message });
    return { behavior: 'deny', message };
  }

  #mode(permissionMode) {
    this.flags.mode = permissionMode;
    this.printer.print({ type: 'system', subtype: 'status', status: null, permissionMode });
  }

  async #steps(arg) {
    const [count, ms = '0'] = arg.split(' ');
    for (let step = 1; step <= Number(count); step++) {
      await this.#tool(`Read {"file_path":"file-${step}.txt"}`);
      await sleep(Number(ms));
    }
  }

  /** A grandchild in a session of its own: quiet, holding our output (`output`), or without our variables (`scrubbed`). */
  #spawn(how) {
    const stdio = how === 'output' ? ['ignore', 'inherit', 'inherit'] : 'ignore';
    const env = how === 'scrubbed' ? { PATH: process.env.PATH } : process.env;
    const child = spawn(process.execPath, ['-e', "process.on('SIGHUP',()=>{});setInterval(()=>{},1e6)"], {
      detached: true,
      stdio,
      env,
    });
    child.unref();
    this.printer.assistant({ type: 'text', text: `spawned ${child.pid}` });
    this.printer.assistant({
      type: 'tool_use',
      id: this.printer.id('toolu'),
      name: 'Spawned',
      input: { pid: `${child.pid}` },
    });
  }

  /** A first result, work behind it, and a second result. */
  async #background(ms) {
    const task = { task_id: 'b1', task_type: 'local_bash', description: 'scripted work' };
    this.printer.print({ type: 'system', subtype: 'background_tasks_changed', tasks: [task] });
    this.printer.print({ type: 'system', subtype: 'task_started', ...task, is_backgrounded: true });
    this.printer.assistant({ type: 'text', text: 'Started it.' });
    this.printer.result({ result: 'Started it.' });
    await sleep(ms);
    this.printer.print({
      type: 'system',
      subtype: 'task_notification',
      task_id: 'b1',
      status: 'completed',
      summary: 'scripted work is done',
    });
    this.printer.print({ type: 'system', subtype: 'background_tasks_changed', tasks: [] });
    this.printer.init();
  }
}

function keepAlive() {
  setInterval(() => {}, 1_000_000);
}

function forEver() {
  keepAlive();
  return new Promise(() => {});
}

async function forEverWithoutOutput() {
  const { closeSync } = await import('node:fs');
  closeSync(1);
  return forEver();
}
