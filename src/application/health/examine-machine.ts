import type { ServiceStatus } from '../ports/service-installer.js';
import type { DiskProbe } from '../ports/system/disk-probe.js';
import type { AppConfig } from '../values/app-config.js';
import { type Finding, fine } from '../values/finding.js';
import { MACHINE_REMARKS } from '../wording/health/doctor-remarks.js';

/** What is asked of the machine. */
export interface MachineTools {
  readonly disk: DiskProbe;
  /** Of the Node that runs this. */
  readonly nodeVersion: string;
  /** Where a program is on the `PATH`; `null` for nowhere. */
  readonly findProgram: (name: string) => Promise<string | null>;
  /** `null` where nobody can be asked. */
  readonly service: () => Promise<ServiceStatus | null>;
}

/** Less than this and work may fail soon; less than the other and it does. Bytes. */
const LITTLE_SPACE = 1_024 ** 3;
const NO_SPACE = 50 * 1_024 ** 2;

/** Whether the machine has what a start and a run need. */
export async function examineMachine(config: AppConfig, look: MachineTools): Promise<readonly Finding[]> {
  const parts = await Promise.all([examineGit(config, look), examineSpace(config, look), examineService(look)]);
  return [fine('node', look.nodeVersion), ...parts.flat()];
}

async function examineGit({ projects }: AppConfig, { findProgram }: MachineTools): Promise<readonly Finding[]> {
  const found = await findProgram('git');
  if (found !== null) return [fine('git', found)];
  return [{ check: 'git', grade: projects.length > 0 ? 'warning' : 'note', ...MACHINE_REMARKS.noGit }];
}

async function examineSpace({ stateDirectory }: AppConfig, { disk }: MachineTools): Promise<readonly Finding[]> {
  const bytes = await disk.freeBytes(stateDirectory);
  if (bytes === null) return [];
  if (bytes >= LITTLE_SPACE) return [fine('disk', MACHINE_REMARKS.space(bytes))];
  const grade = bytes < NO_SPACE ? 'error' : 'warning';
  return [{ check: 'disk', grade, ...MACHINE_REMARKS.littleSpace(bytes) }];
}

async function examineService({ service }: MachineTools): Promise<readonly Finding[]> {
  const status = await service();
  if (status === null || !status.installed) return [{ check: 'service', grade: 'note', ...MACHINE_REMARKS.noService }];
  if (status.state === 'failed' || !status.enabled) {
    return [{ check: 'service', grade: 'error', ...MACHINE_REMARKS.badService(status.file) }];
  }
  const lingering: readonly Finding[] =
    status.lingers === false ? [{ check: 'service', grade: 'warning', ...MACHINE_REMARKS.endsWithLogin }] : [];
  return [fine('service', status.file), ...lingering];
}
