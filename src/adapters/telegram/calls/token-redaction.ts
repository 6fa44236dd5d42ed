import type { Secret } from '../../../domain/secret.js';

/** Makes a function that replaces the token, also percent-encoded or without the bot's id, in any text by `[secret]`. */
export function tokenRedaction(token: Secret): (text: string) => string {
  const whole = token.reveal();
  const tail = whole.slice(whole.indexOf(':') + 1);
  const forms = [whole, encodeURIComponent(whole), encodeURI(whole), tail].filter((form) => form.length >= 4);
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, '[secret]'), text);
}
