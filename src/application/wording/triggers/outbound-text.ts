import type { OutboundProblem } from '../../ports/http/outbound.js';
import type { TemplateProblem, UrlFault } from '../../values/triggers/template-problem.js';
import { excerpt } from '../text/excerpt.js';

const LONGEST_NAME = 100;

/** Why a request got no answer and how to fix it, as plain text without anything of the URL but its host. */
export function outboundText(problem: OutboundProblem): string {
  switch (problem.kind) {
    case 'bad-url':
      return 'The URL is not valid. It needs http:// or https://, a host and perhaps a path; if it is a template, look at what its placeholders give.';
    case 'unsupported-scheme':
      return `Only http:// and https:// can be reached, not ${named(problem.scheme)}:.`;
    case 'bad-header':
      return badHeader(problem);
    case 'unresolved':
      return unresolved(problem);
    case 'forbidden-address':
      return forbiddenAddress(problem);
    case 'connection-failed':
      return `${failure(named(problem.host), problem.code)} (${problem.code})`;
    case 'timeout':
      return `${named(problem.host)} did not answer completely within ${problem.timeoutMs / 1_000} s.`;
    case 'too-large':
      return `The answer from ${named(problem.host)} is longer than the limit of ${problem.maxBytes} bytes.`;
    case 'aborted':
      return 'The request was stopped before there was an answer.';
  }
}

function badHeader({ name, why }: Extract<OutboundProblem, { kind: 'bad-header' }>): string {
  const header = JSON.stringify(named(name));
  switch (why) {
    case 'name':
      return `${header} can’t be the name of a header. Use letters, digits and hyphens.`;
    case 'value':
      return `The value of the header ${header} has a character that no header can carry, such as a line break. If it is a template, look at what its placeholders give.`;
    case 'own':
      return `The header ${header} is set by Untether itself. Leave it out.`;
    case 'twice':
      return `The header ${header} is given more than once, in lower and in upper case. Keep one of them.`;
  }
}

function unresolved({ host, code }: Extract<OutboundProblem, { kind: 'unresolved' }>): string {
  if (code === 'ENOTFOUND') return `There is no host ${named(host)}. Check how it is written.`;
  return `${named(host)} could not be looked up. The network or its name server may be down. (${code})`;
}

function forbiddenAddress({ host, address }: Extract<OutboundProblem, { kind: 'forbidden-address' }>): string {
  const what = host === address ? `${address} is` : `${named(host)} leads to ${address}, which is`;
  return `${what} not a public address, so it is not reached. If it is meant to be, add "${address}" to outbound_allow under [security].`;
}

function failure(host: string, code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `${host} refuses the connection; nothing may be listening there.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `There is no way to ${host} from this machine.`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `${host} broke off the connection.`;
    case 'EPROTO':
      return `The answer from ${host} is broken, or isn’t HTTP.`;
    default:
      return /CERT|SIGNED|ISSUER|ERR_TLS/.test(code)
        ? `The certificate of ${host} is not accepted.`
        : `The connection to ${host} failed.`;
  }
}

function named(name: string): string {
  return excerpt(name, LONGEST_NAME);
}

/** Why a request can't even be made, and how to fix it. */
export function requestProblem(problem: TemplateProblem): string {
  if (problem.kind === 'unsafe-url') return unsafeUrl(problem.fault);
  const { name, allowed } = problem;
  return allowed
    ? `The variable ${name} is not set where Untether runs. Set it, and start Untether with it.`
    : `The variable ${name} is not listed in security.env_extra_allow. Add it there.`;
}

function unsafeUrl(fault: UrlFault): string {
  const nothing = 'Nothing was sent.';
  switch (fault) {
    case 'other-host':
      return `A value from outside would change the host of the URL. ${nothing} Write the host out in the template.`;
    case 'dot-segment':
      return `A value from outside is “.” or “..” in the path of the URL, which would lead elsewhere. ${nothing}`;
    case 'empty-segment':
      return `A value from outside is empty in the middle of the path of the URL, which would lead elsewhere. ${nothing} Check what its placeholder names.`;
  }
}

/** That a request was answered, and how; plain text. */
export function answeredText(host: string, status: number): string {
  return `${host} answered ${status}.`;
}
