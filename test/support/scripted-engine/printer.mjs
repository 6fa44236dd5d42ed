import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';

/** Writes lines as Claude Code does. Writes at once and in full, so that a kill never loses what was said before. */
export class Printer {
  #session;
  #flags;
  #results = 0;
  #muted = false;

  constructor({ session, flags }) {
    this.#session = session;
    this.#flags = flags;
  }

  id(prefix) {
    return `${prefix}_${randomBytes(6).toString('hex')}`;
  }

  /** Nothing that is done from here on is heard of. */
  mute() {
    this.#muted = true;
  }

  raw(text) {
    if (this.#muted) return;
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; ) {
      try {
        from += writeSync(1, bytes, from);
      } catch (error) {
        if (error.code !== 'EAGAIN') process.exit(1);
        // The pipe is full and was made non-blocking by somebody: wait for the reader.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }
    }
  }

  print(line) {
    this.raw(`${JSON.stringify({ ...line, session_id: this.#session })}\n`);
  }

  init() {
    const { model, mode } = this.#flags;
    const tools = ['Bash', 'Read', 'Edit', 'Write'];
    this.print({
      type: 'system',
      subtype: 'init',
      cwd: process.cwd(),
      tools,
      mcp_servers: [],
      model,
      permissionMode: mode,
      claude_code_version: '2.1.330',
    });
  }

  assistant(...content) {
    const message = { id: this.id('msg'), type: 'message', role: 'assistant', model: this.#flags.model, content };
    this.print({ type: 'assistant', message, parent_tool_use_id: null });
  }

  toolResult(id, content, failed) {
    const block = { type: 'tool_result', tool_use_id: id, content, is_error: failed };
    this.print({ type: 'user', message: { role: 'user', content: [block] }, parent_tool_use_id: null });
  }

  result(fields) {
    const cost = 0.0012;
    const used = {
      inputTokens: 120,
      outputTokens: 34,
      cacheReadInputTokens: 0,
      cacheCreationInputTokens: 0,
      costUSD: cost,
    };
    this.print({
      subtype: 'success',
      is_error: false,
      num_turns: 1,
      duration_ms: Math.round(performance.now()),
      total_cost_usd: cost,
      result_index: this.#results++,
      model_usage_since_last_result: { [this.#flags.model]: used },
      ...fields,
      type: 'result',
    });
  }
}
