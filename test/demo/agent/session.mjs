import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, suggestionsFor } from '../../support/scripted-engine/permission.mjs';
import { Bill } from './bill.mjs';
import { MayUse } from './may-use.mjs';
import { useTool } from './tools.mjs';

/** How long a step takes, in milliseconds, unless `CLAUDE_PLAYED_PACE_MS` says otherwise. */
const PACE_MS = 900;

/** What the agent says and does, each as a line of Claude Code's stream, at the pace of a person who reads along. */
export class Session {
  #printer;
  #host;
  #flags;
  #mayUse;
  #paceMs = Number(process.env.CLAUDE_PLAYED_PACE_MS ?? PACE_MS);
  #bill;
  #todos = [];

  constructor({ printer, host, flags }) {
    this.#printer = printer;
    this.#host = host;
    this.#flags = flags;
    this.#mayUse = new MayUse(flags);
    this.#bill = new Bill(flags.model);
  }

  /** Whether there is somebody who can be asked. */
  get attended() {
    return this.#host !== null;
  }

  /** Says something on the way. */
  async say(text) {
    this.#assistant([{ type: 'text', text }]);
    await this.pause(1);
  }

  async think(thinking) {
    this.#assistant([{ type: 'thinking', thinking, signature: '' }]);
    await this.pause(0.6);
  }

  /** Writes down what is to be done; the first item is begun. */
  async plan(...items) {
    this.#todos = items.map((content, index) => ({ content, status: index === 0 ? 'in_progress' : 'pending' }));
    await this.#tellTodos();
  }

  /** The current item is done, the next one begun. */
  async next() {
    const at = this.#todos.findIndex(({ status }) => status === 'in_progress');
    this.#todos = this.#todos.map((todo, index) => {
      if (index === at) return { ...todo, status: 'completed' };
      return index === at + 1 ? { ...todo, status: 'in_progress' } : todo;
    });
    await this.#tellTodos();
  }

  /** Calls a tool that the agent may use by itself, or else asks for it; `{ output, failed, denied }`. */
  async use(name, input, parent = null) {
    const id = this.#begin(name, input, parent);
    await this.pause(name === 'Bash' ? 1.4 : 0.7);
    const { denied, allowed } = await this.#permission(name, input, id);
    const done = denied === null ? await useTool(name, allowed) : { output: denied, failed: true };
    this.#end(id, done, parent);
    await this.pause(0.3);
    return { ...done, denied };
  }

  /** Hands a part of the work to a sub-agent that calls the tools; resolves once it has reported. */
  async delegate(description, calls, report) {
    const id = this.#begin(
      'Task',
      { description, prompt: `${description}, and report.`, subagent_type: 'Explore' },
      null,
    );
    await this.pause(0.5);
    for (const { name, input } of calls) await this.use(name, input, id);
    this.#end(id, { output: report, failed: false }, null);
    await this.pause(0.4);
  }

  /** Asks what the person wants; the answers by question, or `null` if they left it to the agent. */
  async askUser(questions) {
    const input = { questions };
    const id = this.#begin('AskUserQuestion', input, null);
    if (this.#host === null) return this.#unasked(id, 'Nobody can be asked here.');
    const verdict = await this.#host.ask({ tool_name: 'AskUserQuestion', display_name: 'Question', input });
    if (verdict.behavior !== 'allow') return this.#unasked(id, verdict.message);
    this.#end(id, { output: answerOf('AskUserQuestion', verdict.updatedInput), failed: false }, null);
    return verdict.updatedInput.answers ?? {};
  }

  /** Asks for the approval of a plan: `null` once it is approved, else what the person said. */
  async askForPlan(plan) {
    const id = this.#begin('ExitPlanMode', { plan }, null);
    if (this.#host === null) return this.#unasked(id, 'Nobody can be asked here.') ?? 'Nobody can be asked here.';
    const verdict = await this.#host.ask({ tool_name: 'ExitPlanMode', display_name: 'ExitPlanMode', input: { plan } });
    if (verdict.behavior !== 'allow') {
      this.#unasked(id, verdict.message);
      return verdict.message;
    }
    this.#mode('default');
    this.#end(id, { output: answerOf('ExitPlanMode', {}), failed: false }, null);
    return null;
  }

  /** Goes into plan mode by itself. */
  planMode() {
    if (this.#flags.mode !== 'plan') this.#mode('plan');
  }

  /** The answer, and what it cost. */
  answer(text) {
    this.#assistant([{ type: 'text', text }]);
    this.#printer.result({ result: text, ...this.#bill.settled() });
  }

  /** The provider refuses: nothing can be done until later. */
  refused(code, message) {
    const content = [{ type: 'text', text: message }];
    this.#printer.print({ type: 'assistant', error: code, message: { model: '<synthetic>', content } });
    this.#printer.result({ is_error: true, result: message, terminal_reason: 'api_error', ...this.#bill.settled() });
    process.exitCode = 1;
  }

  pause(steps) {
    return sleep(this.#paceMs * steps);
  }

  #tellTodos() {
    const todos = this.#todos.map((todo) => ({ ...todo, activeForm: todo.content }));
    this.#end(this.#begin('TodoWrite', { todos }, null), { output: 'Todos have been modified.', failed: false }, null);
    return this.pause(0.3);
  }

  async #permission(name, input, id) {
    if (this.#mayUse.unasked(name, input)) return { denied: null, allowed: input };
    if (this.#host === null) return { denied: this.#mayUse.refusal(name), allowed: input };
    const suggestions = suggestionsFor(name, input);
    const request = {
      tool_name: name,
      display_name: name,
      input,
      permission_suggestions: suggestions,
      tool_use_id: id,
    };
    const verdict = await this.#host.ask(request);
    if (verdict.behavior !== 'allow') return { denied: verdict.message, allowed: input };
    this.#mayUse.changed(verdict.updatedPermissions ?? []);
    return { denied: null, allowed: verdict.updatedInput ?? input };
  }

  #unasked(id, message) {
    this.#end(id, { output: message, failed: true }, null);
    return null;
  }

  #mode(permissionMode) {
    this.#flags.mode = permissionMode;
    this.#printer.print({ type: 'system', subtype: 'status', status: null, permissionMode });
  }

  #begin(name, input, parent) {
    const id = this.#printer.id('toolu');
    this.#assistant([{ type: 'tool_use', id, name, input }], parent);
    return id;
  }

  #end(id, { output, failed }, parent) {
    this.#bill.read(output);
    const block = { type: 'tool_result', tool_use_id: id, content: output, is_error: failed };
    this.#printer.print({ type: 'user', message: { role: 'user', content: [block] }, parent_tool_use_id: parent });
  }

  #assistant(content, parent = null) {
    const usage = this.#bill.request(JSON.stringify(content));
    const { model } = this.#flags;
    const message = { id: this.#printer.id('msg'), type: 'message', role: 'assistant', model, content, usage };
    this.#printer.print({ type: 'assistant', message, parent_tool_use_id: parent });
  }
}
