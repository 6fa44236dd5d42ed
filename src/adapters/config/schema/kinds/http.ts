import { type Kind, refined } from './kind.js';
import { patternText, text } from './text.js';

/** What the server itself answers. */
const SERVERS_OWN: readonly string[] = ['/health', '/metrics'];

/** The path of a webhook, none of the server's own. */
export function webhookPath(): Kind<string> {
  return refined(text(), 'path of a URL', (value) => {
    if (!value.startsWith('/'))
      return { message: 'This path does not begin with a slash.', hint: `Write "/${value}".` };
    if (!/^\/[a-zA-Z0-9/_.-]+$/.test(value)) {
      return {
        message: `"${value}" has characters that a webhook's path must not have.`,
        hint: 'Use letters, digits, /, _, . and - after the slash.',
      };
    }
    if (value.split('/').some((part) => part === '.' || part === '..')) {
      return {
        message: `"${value}" can't be reached: senders resolve "." and ".." before they post.`,
        hint: 'Write the path without them.',
      };
    }
    return SERVERS_OWN.includes(value)
      ? {
          message: `"${value}" belongs to the server itself.`,
          hint: 'Choose another path, for example "/hooks/build".',
        }
      : null;
  });
}

/** The name of an HTTP header. */
export function headerName(): Kind<string> {
  return patternText('name of a header', /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, {
    message: 'This is not the name of an HTTP header.',
    hint: 'Write a name such as "X-Delivery-Id".',
  });
}

/** What a signature is made over: the body once, and what stands around it. */
export function signatureTemplate(): Kind<string> {
  return refined(text('template'), 'text with `{body}`', (value) => {
    const unknown = [...value.matchAll(/\{[^{}]*\}/g)].map(([one]) => one).find((one) => !PLACEHOLDERS.includes(one));
    if (unknown !== undefined) {
      return {
        message: `There is no placeholder ${unknown} in a signature.`,
        hint: `Write ${PLACEHOLDERS.join(', ')}.`,
      };
    }
    return value.split('{body}').length === 2
      ? null
      : { message: 'What is signed has to have the body in it once.', hint: 'Write for example "{timestamp}.{body}".' };
  });
}

const PLACEHOLDERS = ['{body}', '{timestamp}', '{id}'];
