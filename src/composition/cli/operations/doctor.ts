import { userInfo } from 'node:os';
import { ControlClient } from '../../../adapters/control/control-client.js';
import { createEngineCatalog, createEngineTools } from '../../../adapters/engines/engine-catalog.js';
import { LiveRuns } from '../../../adapters/engines/process/live-runs.js';
import { findProgram } from '../../../adapters/engines/process/program-path.js';
import { ProgramVersions } from '../../../adapters/engines/process/program-version.js';
import { NodeDiskProbe } from '../../../adapters/system/node-disk-probe.js';
import { SystemAlarm } from '../../../adapters/system/system-alarm.js';
import { SystemClock } from '../../../adapters/system/system-clock.js';
import { TelegramBotProbe } from '../../../adapters/telegram/telegram-bot-probe.js';
import { examine, type RunningProgram } from '../../../application/health/examine.js';
import { repairFindings } from '../../../application/health/repair-findings.js';
import type { StatusAnswer } from '../../../application/ports/config/control.js';
import type { AppConfig } from '../../../application/values/app-config.js';
import { findingLines } from '../../../application/wording/health/finding-text.js';
import { turnedAwayText } from '../../../application/wording/health/turned-away-text.js';
import { configSource } from '../config-access.js';
import { isRoot } from '../is-root.js';
import { configFile, type Launch } from '../launch.js';
import { serviceInstaller } from './service.js';

/** `untether doctor`: examines everything that a start and a run need; 0 if nothing is an error, else 1. */
export async function examineAll(
  launch: Launch & { readonly json: boolean; readonly offline: boolean; readonly fix: boolean },
): Promise<number> {
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const shared = {
    ...{ clock, alarm, live: new LiveRuns(), versions: new ProgramVersions() },
    ...{ journal: { record: () => undefined }, environment: launch.environment, temporaryDirectory: null },
  };
  const reading = await configSource(launch).read({ lenient: false });
  const findings = await examine(configFile(launch), reading, {
    disk: new NodeDiskProbe(),
    botOf: launch.offline ? null : ({ telegram }: AppConfig) => new TelegramBotProbe(telegram, alarm, clock),
    enginesOf: (config) => ({
      engines: createEngineCatalog(config, shared),
      tools: createEngineTools(config, shared),
    }),
    ownUser: ownUser(),
    runningIn,
    isRoot: isRoot(),
    nodeVersion: process.version,
    findProgram: (name) => findProgram(name, launch.environment['PATH'] ?? ''),
    service: async () => {
      const status = await serviceInstaller(launch).status();
      return status.ok ? status.value : null;
    },
  });
  if (launch.fix && reading.ok) {
    const bot = new TelegramBotProbe(reading.config.telegram, alarm, clock);
    console.error((await repairFindings(findings, { disk: new NodeDiskProbe(), bot })).join('\n'));
  }
  alarm.close();
  const ok = findings.every(({ grade }) => grade !== 'error');
  console.log(launch.json ? JSON.stringify({ ok, findings }, null, 2) : findingLines(findings).join('\n'));
  return ok ? 0 : 1;
}

/** A user that the system has no entry of has no name. */
function ownUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** Nobody there, or nobody who answers as this version does, is all the same to whoever wants to start. */
function runningIn(stateDirectory: string): Promise<RunningProgram | null> {
  return new ControlClient(stateDirectory)
    .status()
    .then(programOf)
    .catch(() => null);
}

function programOf({ pid, version, signs: { lastTurnedAway: last }, at }: StatusAnswer): RunningProgram {
  const lastTurnedAway = last === null ? null : { user: last.sender, detail: turnedAwayText(last, at) };
  return { detail: `running, version ${version}, process ${pid}`, lastTurnedAway };
}
