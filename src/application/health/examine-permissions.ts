import type { EngineCatalog } from '../../domain/engine/engine.js';
import { liftingSwitch, liftsAllLimits } from '../../domain/engine/engine-manifest.js';
import type { EngineId } from '../../domain/ids.js';
import type { AppConfig } from '../values/app-config.js';
import type { Finding } from '../values/finding.js';
import { CHECKS, ENGINE_REMARKS } from '../wording/health/doctor-remarks.js';

/** Whether the engines that are used lift every limit, and whether they run as the user that Untether runs as. */
export async function examinePermissions(
  config: AppConfig,
  used: ReadonlySet<EngineId>,
  engines: EngineCatalog,
  ownUser: string | null,
): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    [...used].map(async (id) => [...limitsOf(id, config, engines), ...(await userOf(id, engines, ownUser))]),
  );
  return findings.flat();
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
