import { codeSpan } from '../markdown.js';
import type { Widening } from './widening.js';

/** What now lets more happen than before, as Markdown. */
export function wideningText(widening: Widening): string {
  switch (widening.kind) {
    case 'users-added':
      return `May steer now: ${widening.users.map((user) => codeSpan(`${user}`)).join(', ')}`;
    case 'any-user':
      return `Anyone may steer now: ${codeSpan('allow_any_user = true')}`;
    case 'host-opened':
      return `The server can be reached from other machines: ${codeSpan(widening.host)}`;
    case 'metrics-opened':
      return `Anyone who can connect may read ${codeSpan('/metrics')}`;
    case 'proxies-trusted':
      return `Believed about who sends: ${spans(widening.ranges)}`;
    case 'unauthenticated-allowed':
      return 'Webhooks without authentication may be opened to other machines';
    case 'authentication-weakened':
      return widening.before === null
        ? `${codeSpan(widening.trigger)} takes posts without authentication`
        : `${codeSpan(widening.trigger)} asks for less proof: ${codeSpan(widening.before)} → ${codeSpan(widening.after)}`;
    case 'addresses-opened':
      return `${codeSpan(widening.trigger)} takes posts from more addresses`;
    case 'asks-nobody':
      return `Runs may do anything without asking: ${codeSpan(widening.key)}`;
    case 'tools-allowed':
      return `${codeSpan(widening.engine)} may use without asking: ${spans(widening.tools)}`;
    case 'outbound-opened':
      return `Triggers may reach ${spans(widening.ranges)}`;
    case 'roots-opened':
      return `Triggers may read and write files in ${spans(widening.roots)}`;
  }
}

function spans(texts: readonly string[]): string {
  return texts.slice(0, 20).map(codeSpan).join(', ');
}
