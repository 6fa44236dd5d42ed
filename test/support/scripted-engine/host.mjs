import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';

/** Who sits at the other end of `--input-format=stream-json`: messages, answers and interruptions come as lines of JSON. */
export class Host {
  #messages = [];
  #waiting = null;
  #asked = new Map();
  #closed = false;
  #interrupted = false;
  printer = null;

  constructor(input) {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (line) => this.#heard(line));
    lines.on('close', () => this.#end());
  }

  /** The next message; `null` when there will be none. */
  message() {
    if (this.#messages.length > 0 || this.#closed) return Promise.resolve(this.#messages.shift() ?? null);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Asks for a tool; the host's verdict. Input that is closed is a no, as it is for Claude Code. */
  ask(request) {
    const id = randomUUID();
    this.printer.print({ type: 'control_request', request_id: id, request: { subtype: 'can_use_tool', ...request } });
    if (this.#closed) return Promise.resolve({ behavior: 'deny', message: 'Stream closed' });
    return new Promise((resolve) => this.#asked.set(id, resolve));
  }

  /** Takes everything back that was asked. */
  withdraw() {
    for (const [id, resolve] of this.#asked) {
      this.printer.print({ type: 'control_cancel_request', request_id: id });
      resolve({ behavior: 'deny', message: 'withdrawn' });
    }
    this.#asked.clear();
  }

  #heard(line) {
    if (line.trim() === '') return;
    const said = parsed(line);
    if (said.type === 'user') this.#message(said.message.content);
    else if (said.type === 'control_response') this.#answered(said.response);
    else if (said.type === 'control_request' && said.request.subtype === 'interrupt') this.#interrupt(said.request_id);
  }

  #message(text) {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) this.#messages.push(text);
    else waiting(text);
  }

  #answered({ request_id: id, subtype, response }) {
    const resolve = this.#asked.get(id);
    this.#asked.delete(id);
    resolve?.(subtype === 'success' ? response : { behavior: 'deny', message: 'error' });
  }

  #interrupt(id) {
    this.#interrupted = true;
    const response = { subtype: 'success', request_id: id, response: { still_queued: [] } };
    this.printer.print({ type: 'control_response', response });
    for (const asked of this.#asked.keys()) this.printer.print({ type: 'control_cancel_request', request_id: asked });
    this.#asked.clear();
    this.printer.result({
      is_error: true,
      subtype: 'error_during_execution',
      terminal_reason: 'aborted_tools',
      errors: ['[ede_diagnostic] interrupted'],
    });
    this.printer.mute();
    if (this.#closed) process.exit(1);
  }

  #end() {
    this.#closed = true;
    if (this.#interrupted) process.exit(1);
    for (const resolve of this.#asked.values()) resolve({ behavior: 'deny', message: 'Stream closed' });
    this.#asked.clear();
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(null);
  }
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    console.error(`Error parsing streaming input line: ${line.slice(0, 100)}`);
    process.exit(1);
  }
}
