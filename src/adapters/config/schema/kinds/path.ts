import { isAbsolute } from 'node:path';
import { type Kind, refined } from './kind.js';
import { text } from './text.js';

/** A path that stays inside the directory that it is relative to. */
export function relativePath(): Kind<string> {
  return refined(text(), 'relative path', (value) => {
    const parts = value.split(/[/\\]/);
    if (!isAbsolute(value) && !value.startsWith('~') && !parts.includes('..')) return null;
    return {
      message: 'This path must be relative and stay inside its directory.',
      hint: 'Write it without a leading slash or ~ and without "..".',
    };
  });
}

/** A directory inside of another one: relative, and not that one itself. */
export function innerDirectory(): Kind<string> {
  return refined(relativePath(), 'relative path', (value) => {
    if (value.split(/[/\\]/).some((part) => part !== '' && part !== '.')) return null;
    return { message: 'This must be a directory of its own.', hint: 'Name one, such as ".untether-outbox".' };
  });
}
