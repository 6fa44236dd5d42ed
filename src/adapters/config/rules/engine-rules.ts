import { type EngineManifest, ownArgumentIn } from '../../../domain/engine/engine-manifest.js';
import type { EngineManifests } from '../../../domain/engine/engine-manifests.js';
import type { Complaint } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import type { EngineDto } from '../schema/engines/engine-dto.js';
import { type Rule, ruleFor } from './rule.js';

const engineRule = ruleFor<EngineDto>();

/** What must hold in the table of an engine. */
export function engineRules(manifest: EngineManifest): readonly Rule<EngineDto>[] {
  return [
    engineRule('extra_args', [], ({ extra_args }) => ownArgument(manifest, extra_args)),
    engineRule('permission_mode', [], ({ permission_mode }) => noSuchMode(manifest, permission_mode)),
  ];
}

/** Whether the engine has the permission mode; `null` leaves it open, and of an unknown engine nothing can be said. */
export function permissionMode(engines: EngineManifests, engine: string | null, mode: string | null): Complaint | null {
  const known = engine === null ? null : engines.find(engine);
  return known === null ? null : noSuchMode({ ...known, id: engine ?? known.id }, mode);
}

function noSuchMode({ id, modes }: EngineManifest, mode: string | null): Complaint | null {
  if (mode === null || modes.includes(mode)) return null;
  const meant = nearest(mode, modes);
  return {
    message: `The engine ${id} has no permission mode "${mode}".`,
    hint: meant === null ? `Write one of ${modes.join(', ')}.` : `Did you mean "${meant}"?`,
  };
}

function ownArgument(manifest: EngineManifest, args: readonly string[]): Complaint | null {
  const taken = ownArgumentIn(manifest, args);
  if (taken === null) return null;
  return { message: `The argument ${taken} is set by Untether itself.`, hint: `Delete ${taken} from extra_args.` };
}
