import type { EngineCatalog } from '../../domain/engine/engine.js';
import { liftingSwitch, liftsAllLimits } from '../../domain/engine/engine-manifest.js';
import type { EngineId } from '../../domain/ids.js';
import { chooseEngine } from '../../domain/run/choose-engine.js';
import type { Trigger, TriggerTarget } from '../../domain/trigger/trigger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { AppConfig } from '../values/app-config.js';
import type { Finding } from '../values/finding.js';
import { CHECKS, ENGINE_REMARKS } from '../wording/health/doctor-remarks.js';

/** Whether the engines that are used, or single triggers, lift every limit, and whether the engines run as the user that Untether runs as. */
export async function examinePermissions(
  config: AppConfig,
  used: ReadonlySet<EngineId>,
  engines: EngineCatalog,
  ownUser: string | null,
): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    [...used].map(async (id) => [...limitsOf(id, config, engines), ...(await userOf(id, engines, ownUser))]),
  );
  const { crons, webhooks } = config.triggers;
  return [...findings.flat(), ...[...crons, ...webhooks].flatMap((one) => limitsOfTrigger(one, config, engines))];
}

function limitsOf(id: EngineId, config: AppConfig, engines: EngineCatalog): readonly Finding[] {
  const { permissionMode: mode = null, extra = {} } = config.engines[id] ?? {};
  const found = engines.find(id);
  if (!found.ok) return [];
  const { manifest } = found.value;
  const lifting = liftingSwitch(manifest, mode, (key) => extra[key] === true);
  if (lifting === null && !liftsAllLimits(manifest, mode)) return [];
  return [{ check: CHECKS.permissions(id), grade: 'note', ...ENGINE_REMARKS.noLimits(mode, lifting) }];
}

function limitsOfTrigger(trigger: Trigger, config: AppConfig, engines: EngineCatalog): readonly Finding[] {
  const { permissionMode, action, enabled } = trigger;
  const found = engines.find(engineOf(trigger, config));
  if (!enabled || permissionMode === null || action !== 'agent_run' || !found.ok) return [];
  if (!liftsAllLimits(found.value.manifest, permissionMode)) return [];
  const check = CHECKS.permissions(triggerName(trigger));
  return [{ check, grade: 'note', ...ENGINE_REMARKS.noLimits(permissionMode, null) }];
}

/** As it is where nobody chose another in the chat. */
function engineOf(
  { engine, project }: TriggerTarget,
  { projects, defaultProject, defaultEngine }: AppConfig,
): EngineId {
  const alias = (project ?? defaultProject)?.toLowerCase();
  const ofProject = projects.find((one) => one.alias === alias)?.defaultEngine ?? null;
  return chooseEngine({
    session: null,
    directive: engine,
    chat: null,
    project: ofProject,
    configuration: defaultEngine,
  }).engine;
}

/** A program that is called `untether-<engine>@agents` runs as the user `agents` (`contrib/run-agent-as`). */
async function userOf(id: EngineId, engines: EngineCatalog, ownUser: string | null): Promise<readonly Finding[]> {
  const found = engines.find(id);
  const availability = found.ok ? await found.value.availability() : null;
  if (availability?.kind !== 'available') return [];
  const check = CHECKS.user(id);
  const user = /\/untether-[^/@]+@([^/@]+)$/.exec(availability.program)?.[1] ?? null;
  return user !== null && user !== ownUser
    ? [{ check, grade: 'ok', ...ENGINE_REMARKS.otherUser(user, ownUser) }]
    : [{ check, grade: 'note', ...ENGINE_REMARKS.sameUser }];
}
