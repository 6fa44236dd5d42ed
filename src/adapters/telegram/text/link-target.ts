/** Longer addresses are not worth the risk that Telegram rejects the message. */
const LONGEST_URL = 2_048;

/**
 * The address in a form that Telegram takes for a `text_link`, or `null`: it rejects the whole message for anything but
 * http(s) with a dotted host, and an address of this machine means nothing on a phone.
 */
export function linkTarget(href: string): string | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  const host = url.hostname.replace(/\.$/, '');
  if (!host.includes('.') || isThisMachine(host)) return null;
  return url.href.length > LONGEST_URL ? null : url.href;
}

function isThisMachine(host: string): boolean {
  return host.endsWith('.localhost') || host.startsWith('127.') || host === '0.0.0.0' || host.startsWith('[');
}
