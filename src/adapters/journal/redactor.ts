import { secretForms } from '../../application/triggers/secret-forms.js';
import type { Secret } from '../../domain/secret.js';

/** What stands in the place of a secret. */
export const REDACTED = '[secret]';

/** Shorter texts are no secrets, and taking them out of every line would leave nothing to read. */
const SHORTEST_SECRET = 4;

/** What credentials look like that nobody registered: Telegram's bot tokens, OpenAI's and Anthropic's keys, GitHub's, Slack's. */
const SHAPES =
  /bot\d+(?::|%3A)[\w%-]+|(?<!\w)\d+(?::|%3A)[\w-]{35,}|(?<!\w)(?:sk-[\w-]{6,}|gh[pousr]_\w{6,}|github_pat_\w{6,}|xox[a-z]-[\w-]{6,})/gi;

/** Takes secrets out of texts, by value and by shape. Values stay known for ever: an old token is still a secret. */
export class Redactor {
  readonly #concealed = new Set<string>();
  readonly #known = new Set<string>();
  #values: RegExp | null = null;

  /** Adds secrets, also as they look in an encoding that is likely. */
  conceal(secrets: Iterable<Secret>): void {
    const before = this.#known.size;
    for (const secret of secrets) {
      const text = secret.reveal();
      if (text.length < SHORTEST_SECRET || this.#concealed.has(text)) continue;
      this.#concealed.add(text);
      for (const form of secretForms(text, encodeText)) this.#known.add(form);
    }
    if (this.#known.size === before) return;
    // The longest comes first, so that a secret that begins like another one leaves no tail.
    const longestFirst = [...this.#known].sort((a, b) => b.length - a.length);
    this.#values = longestFirst.length === 0 ? null : new RegExp(longestFirst.map(literally).join('|'), 'g');
  }

  /** The text without secrets. */
  redact(text: string): string {
    const byValue = this.#values === null ? text : text.replace(this.#values, REDACTED);
    return byValue.replace(SHAPES, REDACTED);
  }
}

function encodeText(text: string, as: 'base64' | 'hex'): string {
  return Buffer.from(text, 'utf8').toString(as);
}

/** A pattern that matches exactly the text. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
