/** Longer addresses are not worth the risk that Telegram rejects the message. */
const LONGEST_URL = 2_048;

/**
 * The address in a form that Telegram takes for a `text_link`, or `null`: it rejects the whole message for anything but
 * http(s) with a dotted host, an address of this machine means nothing on a phone, and one that begins with a user's name
 * is there to look like another.
 */
export function linkTarget(href: string): string | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  if (url.username !== '' || url.password !== '') return null;
  const host = url.hostname.replace(/\.$/, '');
  if (!host.includes('.') || isThisMachine(host)) return null;
  return url.href.length > LONGEST_URL ? null : url.href;
}

/** ` (host)`, to be shown behind a label that does not say itself whom the target, a result of `linkTarget`, leads to. */
export function hostNote(target: string, label: string): string {
  const { host } = new URL(target);
  const written = label.trim();
  const named = linkTarget(written) ?? linkTarget(`https://${written}`);
  return named !== null && new URL(named).host === host && !/\s/.test(written) ? '' : ` (${host})`;
}

function isThisMachine(host: string): boolean {
  return host.endsWith('.localhost') || host.startsWith('127.') || host === '0.0.0.0' || host.startsWith('[');
}
