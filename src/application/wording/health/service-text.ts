import type {
  InstalledService,
  RemovedService,
  ServiceKeeper,
  ServiceProblem,
  ServiceStatus,
} from '../../ports/service-installer.js';

/** A problem and its fix, for a terminal. */
export interface ServiceTrouble {
  readonly message: string;
  readonly hint: string;
}

const KEEPERS: Readonly<Record<ServiceKeeper, string>> = { systemd: 'systemd’s user manager', launchd: 'launchd' };

/** What stands in the way of a service, and what to do. */
export function serviceTrouble(problem: ServiceProblem): ServiceTrouble {
  switch (problem.kind) {
    case 'no-keeper':
      return {
        message: `there is neither systemd nor launchd here (${problem.system})`,
        hint: 'Let whatever starts programs on this machine start untether: a container’s restart policy, pm2, or a line in its boot script.',
      };
    case 'not-answering':
      return { message: `${KEEPERS[problem.keeper]} does not answer: ${problem.reason}`, hint: howToReach(problem) };
    case 'odd-path':
      return {
        message: `${JSON.stringify(problem.path)} has a character in it that no service file can hold`,
        hint: 'Move or rename it, then install again.',
      };
    case 'not-written':
      return {
        message: `can’t write ${problem.file}: ${problem.reason}`,
        hint: 'Make that directory writable, or free space on the disk, then try again. Nothing else was changed.',
      };
    case 'refused':
      return {
        message: `${problem.command} failed: ${problem.reason}`,
        hint: 'Run that command yourself to see more; then install again.',
      };
    case 'ends-at-once':
      return {
        message: `the service is installed as ${problem.file}, but ends at once: ${problem.reason}`,
        hint: 'untether service logs says why; untether doctor finds most causes. Install again when it is fixed.',
      };
  }
}

function howToReach({ keeper, user }: Extract<ServiceProblem, { kind: 'not-answering' }>): string {
  if (keeper === 'launchd')
    return `Log in as ${user} at the screen of this Mac, open a terminal there, then try again.`;
  return `Log in as ${user} directly, not by su or sudo; or let its manager run always: sudo loginctl enable-linger ${user}. Then try again.`;
}

const NO_SANDBOX =
  'This system gives services of users no sandbox, so that it was installed without one: agents can do what you can do in a terminal.';

/** What was installed, and what to know about it. */
export function installedLines(service: InstalledService, user: string): readonly string[] {
  const state =
    service.state === 'running'
      ? 'Untether runs as a service'
      : 'The service has started; Telegram has not answered yet';
  return [
    `${state}: ${service.file}`,
    ...(service.keptBefore === null ? [] : [`The file of before is kept as ${service.keptBefore}`]),
    ...(service.sandboxed || service.keeper === 'launchd' ? [] : [NO_SANDBOX]),
    ...lingerLines(service.lingers, user),
    'untether service status shows how it is, untether service logs what it does, untether service remove ends it.',
  ];
}

/** How the service is. */
export function serviceLines(status: ServiceStatus, user: string): readonly string[] {
  if (!status.installed) return ['No service is installed.', '  To install it: untether service install'];
  const process = status.pid === null ? '' : `, process ${status.pid}`;
  return [
    `${status.state}${process}: ${status.file}`,
    ...(status.detail === null ? [] : [`  ${status.detail}`]),
    ...(status.enabled ? [] : ['It does not start by itself. To change that: untether service install']),
    ...(status.state === 'failed' ? ['untether service logs says why it ended.'] : []),
    ...lingerLines(status.lingers, user),
  ];
}

/** What was taken away. */
export function removedLines({ file, wasThere }: RemovedService): readonly string[] {
  if (!wasThere) return ['No service was installed.'];
  return [
    `The service is stopped, and ${file} is gone.`,
    'Your configuration and what Untether remembers are as they were: docs/how-to/uninstall.md says how to remove them.',
  ];
}

function lingerLines(lingers: boolean | null, user: string): readonly string[] {
  if (lingers !== false) return [];
  return [
    `It ends when ${user} logs out, and starts at the next login. To keep it running: loginctl enable-linger ${user}`,
  ];
}

/** Obstacles that are seen before anything is asked of a service manager. */
export const SERVICE_OBSTACLES = {
  fromCache: (program: string): ServiceTrouble => ({
    message: `this Untether is only borrowed by npx (${program}), and npm may delete it`,
    hint: 'Install it first: npm install -g untether. Then run: untether service install',
  }),
  bySudo: (user: string): ServiceTrouble => ({
    message: 'run by sudo, this would install a service for root, and agents would run as root',
    hint: `Run it as ${user}, without sudo.`,
  }),
  runsElsewhere: (pid: number): ServiceTrouble => ({
    message: `Untether is running already, as process ${pid}, and not as this service`,
    hint: 'Stop that one first (Ctrl-C in its terminal), then install again.',
  }),
  badConfig: (file: string): ServiceTrouble => ({
    message: `${file} can’t be used yet, so that a service would end at once`,
    hint: 'untether config check shows what to fix.',
  }),
} as const;

/** Which variables of this terminal a service would not have. */
export function missingVariables(names: readonly string[], home: string): string {
  return `A service does not see ${names.join(', ')} of this terminal: write what it needs into ${home}/.untether/env, a line NAME=value each.`;
}
