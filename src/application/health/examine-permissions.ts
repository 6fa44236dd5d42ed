import type { EngineCatalog } from '../../domain/engine/engine.js';
import { liftsAllLimits } from '../../domain/engine/engine-manifest.js';
import type { EngineId } from '../../domain/ids.js';
import type { AppConfig } from '../values/app-config.js';
import { type Finding, fine } from './finding.js';

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
  const mode = config.engines[id]?.permissionMode ?? null;
  const found = engines.find(id);
  if (!found.ok || !liftsAllLimits(found.value.manifest, mode)) return [];
  const what = mode === null ? 'no permission_mode is set, which' : `permission_mode "${mode}"`;
  return [{ check: `permissions ${id}`, grade: 'note', detail: `${what} lifts every limit`, hint: null }];
}

/** A program that is called `untether-<engine>@agents` runs as the user `agents` (`contrib/run-agent-as`). */
async function userOf(id: EngineId, engines: EngineCatalog, ownUser: string | null): Promise<readonly Finding[]> {
  const found = engines.find(id);
  const availability = found.ok ? await found.value.availability() : null;
  if (availability?.kind !== 'available') return [];
  const check = `user of ${id}`;
  const user = /\/untether-[^/@]+@([^/@]+)$/.exec(availability.program)?.[1] ?? null;
  if (user !== null && user !== ownUser)
    return [fine(check, `runs as ${user}, Untether as ${ownUser ?? 'another user'}`)];
  const detail =
    'runs as the same user as Untether, so that it can do what that user can: edit untether.toml, apply held edits, read its secrets';
  return [{ check, grade: 'note', detail, hint: 'To change that: docs/how-to/agents-as-another-user.md' }];
}
