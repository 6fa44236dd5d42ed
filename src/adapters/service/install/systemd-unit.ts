import type { ServiceOrder } from '../../../application/ports/service-installer.js';

const HEAD = `# Written by "untether service install", which writes it anew each time. Changes of your own belong into a drop-in:
#   systemctl --user edit untether
`;

/** What the unit depends on beside the order. */
export interface UnitFacts {
  /** Whether messages to the service manager come from the main process itself. */
  readonly notifiesItself: boolean;
  /** Whether this system lets the service of a user have mounts of its own. */
  readonly sandboxed: boolean;
}

/** What needs a user namespace (systemd.exec(5)), which some systems let no user have, or what is had only in one. */
const NEED_NAMESPACE =
  /^(?:PrivateUsers|CapabilityBoundingSet|AmbientCapabilities|PrivateMounts|PrivateDevices|ProtectSystem|ProtectClock|ProtectControlGroups|ProtectHostname|ProtectKernel\w+)=.*\n/gm;

/**
 * The unit that ships with the program (`contrib/untether.service`), with real paths in it, after systemd.service(5) and the
 * quoting of systemd.syntax(7).
 */
export function systemdUnit(shipped: string, order: ServiceOrder, { notifiesItself, sandboxed }: UnitFacts): string {
  const command = [quoted(order.node), quoted(order.program), '--config', quoted(order.config)].join(' ');
  const lines: Readonly<Record<string, string>> = {
    ExecStart: command,
    'Environment=PATH': order.path,
    NotifyAccess: notifiesItself ? 'main' : 'all',
  };
  const whole = shipped.slice(shipped.indexOf('[Unit]'));
  const body = sandboxed ? whole : whole.replace(NEED_NAMESPACE, '');
  return Object.entries(lines).reduce((text, [key, value]) => withLine(text, key, value), HEAD + body);
}

function withLine(text: string, key: string, value: string): string {
  const line = new RegExp(`^${key}=.*$`, 'm');
  if (!line.test(text)) throw new Error(`the unit that ships with the program has no line ${key}=`);
  const written = key === 'Environment=PATH' ? `Environment="PATH=${escaped(value)}"` : `${key}=${value}`;
  return text.replace(line, () => written);
}

/** An argument of a command, in which a dollar would begin a variable. */
function quoted(argument: string): string {
  return `"${escaped(argument).replaceAll('$', '$$$$')}"`;
}

/** A per cent sign would begin a specifier. */
function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%');
}
