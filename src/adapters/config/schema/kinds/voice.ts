import { ok } from '../../../../domain/result.js';
import { Secret } from '../../../../domain/secret.js';
import { listOf } from './collection.js';
import type { Kind } from './kind.js';
import { refined } from './kind.js';
import { anyText, text } from './text.js';

/** A language by two or three letters, in lower case. */
export function languageCode(): Kind<string> {
  const checked = refined(text(), 'language code', (value) =>
    /^[A-Za-z]{2,3}$/.test(value)
      ? null
      : { message: `"${value}" is not a language code.`, hint: 'Write two or three letters such as "en".' },
  );
  return {
    ...checked,
    read(raw) {
      const result = checked.read(raw);
      return result.ok ? ok(result.value.toLowerCase()) : result;
    },
  };
}

/** A key that fits into an HTTP header; `null` if it is blank. */
export function apiKey(): Kind<Secret | null> {
  const checked = refined(anyText(), 'text, secret', (value) =>
    /^[\x20-\x7e\xa0-\xff]*$/.test(value)
      ? null
      : {
          message: 'This key has characters that no HTTP header can carry.',
          hint: 'Copy the key again, without line breaks.',
        },
  );
  return {
    ...checked,
    secret: true,
    read(raw) {
      const result = checked.read(raw);
      return result.ok ? ok(result.value === '' ? null : new Secret(result.value)) : result;
    },
  };
}

/** A program and its arguments, one of which names the file that it is to listen to; empty for none. */
export function transcriptionCommand(): Kind<readonly string[]> {
  return refined(listOf(text('text')), 'list of text', (words) => {
    const [program = '', ...args] = words;
    if (words.length === 0 || (!isPlaceholder(program) && args.some(isPlaceholder))) return null;
    return isPlaceholder(program)
      ? {
          message: 'The program of this command is missing.',
          hint: 'Begin with its name, as in ["whisper-cli", "-f", "{wav}"].',
        }
      : {
          message: 'This command names no file to listen to.',
          hint: 'Write {wav} where it takes a WAV file, or {file} if it reads voice notes as they come (Ogg).',
        };
  });
}

function isPlaceholder(word: string): boolean {
  return word.includes('{wav}') || word.includes('{file}');
}
