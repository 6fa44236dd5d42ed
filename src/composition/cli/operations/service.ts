import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { homedir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { ControlClient } from '../../../adapters/control/control-client.js';
import { canSendItself } from '../../../adapters/service/can-send-itself.js';
import { LaunchdInstaller } from '../../../adapters/service/install/launchd-installer.js';
import { loginPath } from '../../../adapters/service/install/login-path.js';
import { toolsIn } from '../../../adapters/service/install/run-tool.js';
import { SystemdInstaller, UNIT } from '../../../adapters/service/install/systemd-installer.js';
import type { ServiceInstaller, ServiceOrder } from '../../../application/ports/service-installer.js';
import { ROOT_FIX, ROOT_WARNING } from '../../../application/wording/health/root-warning.js';
import {
  installedLines,
  missingVariables,
  removedLines,
  SERVICE_OBSTACLES,
  type ServiceTrouble,
  serviceLines,
  serviceTrouble,
} from '../../../application/wording/health/service-text.js';
import { configSource } from '../config-access.js';
import { isRoot } from '../is-root.js';
import { configFile, type Launch } from '../launch.js';
import { printProblems, say } from '../terminal.js';

/** `untether service install`: 0 if the service runs then, else 1. */
export async function installService(launch: Launch): Promise<number> {
  const installer = serviceInstaller(launch);
  const obstacle = await obstacleTo(launch, installer);
  if (obstacle !== null) return typeof obstacle === 'number' ? obstacle : sayTrouble(obstacle);
  if (isRoot()) console.error(`untether: ${ROOT_WARNING}\n  ${ROOT_FIX}`);
  const installed = await installer.install(await serviceOrder(launch));
  if (!installed.ok) return sayTrouble(serviceTrouble(installed.problem));
  const lines = installedLines(installed.value, userInfo().username);
  console.log([...lines, ...variableLines(launch)].join('\n'));
  return 0;
}

/** `untether service remove`: 0 if no service is left, else 1. */
export async function removeService(launch: Launch): Promise<number> {
  const removed = await serviceInstaller(launch).remove();
  if (!removed.ok) return sayTrouble(serviceTrouble(removed.problem));
  console.log(removedLines(removed.value).join('\n'));
  return 0;
}

/** `untether service status`: 0 if it runs, else 1. */
export async function serviceStatus(launch: Launch & { readonly json: boolean }): Promise<number> {
  const status = await serviceInstaller(launch).status();
  if (!status.ok) return sayTrouble(serviceTrouble(status.problem));
  const { value } = status;
  console.log(launch.json ? JSON.stringify(value, null, 2) : serviceLines(value, userInfo().username).join('\n'));
  return value.state === 'running' || value.state === 'starting' ? 0 : 1;
}

/** `untether service logs`: what the service wrote last, and with `follow` what it writes from now on. */
export async function serviceLogs(
  launch: Launch & { readonly follow: boolean; readonly lines: number },
): Promise<number> {
  const installer = serviceInstaller(launch);
  const lines = String(launch.lines);
  const [program, ...args] =
    installer instanceof LaunchdInstaller
      ? ['tail', '-n', lines, ...(launch.follow ? ['-F'] : []), installer.log]
      : ['journalctl', '--user', '-u', UNIT, '-n', lines, '-o', 'cat', ...(launch.follow ? ['-f'] : ['--no-pager'])];
  const child = spawn(program ?? '', args, { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(sayTrouble(serviceTrouble({ kind: 'no-keeper', system: process.platform }))));
    child.once('close', (code) => resolve(code === 0 || code === null ? 0 : 1));
  });
}

/** What keeps this program running on this system. */
export function serviceInstaller({ environment }: Launch): ServiceInstaller {
  const { username: user, uid } = userInfo();
  const around = { home: homedir(), user, uid, environment };
  if (process.platform === 'darwin')
    return new LaunchdInstaller({ ...around, shipped: () => contributed('dev.untether.bridge.plist') });
  return new SystemdInstaller({
    ...around,
    shipped: () => contributed('untether.service'),
    notifiesItself: canSendItself,
  });
}

/** What a service is to start: this very program with the file that is meant, and the `PATH` that this user has. */
export async function serviceOrder(launch: Launch): Promise<ServiceOrder> {
  const sources = {
    shell: userInfo().shell,
    here: launch.environment['PATH'] ?? '',
    always: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'],
  };
  const path = await loginPath(sources, toolsIn(launch.environment));
  return { program: process.argv[1] ?? '', node: process.execPath, config: configFile(launch), path };
}

/** Says what is in the way and how to fix it; the exit code for that. */
export function sayTrouble({ message, hint }: ServiceTrouble): number {
  return say(`${message}\n  ${hint}`);
}

async function obstacleTo(launch: Launch, installer: ServiceInstaller): Promise<ServiceTrouble | number | null> {
  const program = process.argv[1] ?? '';
  if (/[\\/]_npx[\\/]/.test(realpathSync(program))) return SERVICE_OBSTACLES.fromCache(program);
  const sudoer = launch.environment['SUDO_USER'] ?? '';
  if (isRoot() && sudoer !== '' && sudoer !== 'root') return SERVICE_OBSTACLES.bySudo(sudoer);
  const reading = await configSource(launch).read({ lenient: true });
  if (!reading.ok) {
    printProblems(configFile(launch), reading.problems);
    return sayTrouble(SERVICE_OBSTACLES.badConfig(configFile(launch)));
  }
  const running = await new ControlClient(reading.config.stateDirectory).status().catch(() => null);
  if (running === null) return null;
  const status = await installer.status();
  const isOurs = status.ok && status.value.pid === running.pid;
  return isOurs ? null : SERVICE_OBSTACLES.runsElsewhere(running.pid);
}

/** Variables of this terminal that steer the program: a service has none of them. */
function variableLines({ environment }: Launch): readonly string[] {
  const names = Object.keys(environment).filter(
    (name) => name.startsWith('UNTETHER_') && name !== 'UNTETHER_CONFIG_PATH' && name !== 'UNTETHER_NO_INTERACTIVE',
  );
  return names.length === 0 ? [] : [missingVariables(names, homedir())];
}

/** A file that ships with the program; a package without it is not whole. */
function contributed(name: string): string {
  const path = findPackageJSON('..', import.meta.url);
  const file = join(dirname(path ?? ''), 'contrib', name);
  if (!existsSync(file)) throw new Error(`${file} is missing: install Untether again`);
  return readFileSync(file, 'utf8');
}
