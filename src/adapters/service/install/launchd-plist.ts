import type { ServiceOrder } from '../../../application/ports/service-installer.js';

/** The name of the launch agent. */
export const LAUNCHD_LABEL = 'dev.untether.bridge';

/** Where the launch agent works and where its log is. */
export interface PlistPlaces {
  readonly home: string;
  readonly log: string;
}

/** The launch agent that ships with the program (`contrib/dev.untether.bridge.plist`), with real paths in it (launchd.plist(5)). */
export function launchdPlist(shipped: string, order: ServiceOrder, { home, log }: PlistPlaces): string {
  const command = [order.node, order.program, '--config', order.config];
  const values: Readonly<Record<string, string>> = {
    ProgramArguments: `<array>\n${command.map((one) => `    ${string(one)}\n`).join('')}  </array>`,
    WorkingDirectory: string(home),
    PATH: string(order.path),
    StandardOutPath: string(log),
    StandardErrorPath: string(log),
  };
  const head = '<!-- Written by "untether service install", which writes it anew each time. -->';
  const body = shipped.replace(/<!--[\s\S]*?-->/, () => head);
  return Object.entries(values).reduce((text, [key, value]) => withValue(text, key, value), body);
}

function withValue(text: string, key: string, value: string): string {
  const place = new RegExp(`(<key>${key}</key>\\s*)(?:<array>[\\s\\S]*?</array>|<string>[^<]*</string>)`);
  if (!place.test(text)) throw new Error(`the launch agent that ships with the program has no key ${key}`);
  return text.replace(place, (_whole, before: string) => before + value);
}

function string(text: string): string {
  return `<string>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</string>`;
}
