import { fail, ok, type Result } from '../../../../domain/result.js';
import { Secret } from '../../../../domain/secret.js';
import type { Complaint } from '../../faults/fault.js';
import { nearest } from '../../faults/nearest.js';
import { describe, type TreeValue } from '../../toml/tree.js';
import { type Kind, refined } from './kind.js';

const IN_QUOTES = 'Write text in quotes.';

/** Text without the blanks around it; at least one character must remain. */
export function text(type = 'text'): Kind<string> {
  return refined(anyText(type), type, (value) =>
    value === '' ? { message: 'This text is empty.', hint: 'Write at least one character, or delete the key.' } : null,
  );
}

/** Text without the blanks around it; may be empty. */
export function anyText(type = 'text, may be empty'): Kind<string> {
  return { type, textual: true, read: trimmed };
}

/** Text that matches a pattern. */
export function patternText(type: string, pattern: RegExp, complaint: Complaint): Kind<string> {
  return refined(text(), type, (value) => (pattern.test(value) ? null : complaint));
}

/** Text that must not be shown; never empty. */
export function secretText(): Kind<Secret> {
  return {
    type: 'text, secret',
    textual: true,
    secret: true,
    read(raw) {
      const result = text().read(raw);
      return result.ok ? ok(new Secret(result.value)) : result;
    },
  };
}

/** One of some words, exactly as they are written. */
export function choice<const W extends string>(...words: readonly W[]): Kind<W> {
  return {
    type: words.map((word) => `\`${word}\``).join(', '),
    textual: true,
    read(raw) {
      const word = words.find((candidate) => candidate === raw);
      if (word !== undefined) return ok(word);
      const meant = typeof raw === 'string' ? nearest(raw, words) : null;
      return fail({
        message: `Expected one of ${words.join(', ')}, but this is ${typeof raw === 'string' ? `"${raw}"` : describe(raw)}.`,
        hint: meant === null ? `Write one of ${words.join(', ')} in quotes.` : `Did you mean "${meant}"?`,
      });
    },
  };
}

function trimmed(raw: TreeValue): Result<string, Complaint> {
  return typeof raw === 'string'
    ? ok(raw.trim())
    : fail({ message: `Expected text, but this is ${describe(raw)}.`, hint: IN_QUOTES });
}
