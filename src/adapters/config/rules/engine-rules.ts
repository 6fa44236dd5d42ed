import { conventionsOf, ownArgumentIn } from '../../../domain/engine/engine-conventions.js';
import type { Complaint } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import type { EngineDto } from '../schema/engines/engine-dto.js';
import { type Rule, ruleFor } from './rule.js';

const engineRule = ruleFor<EngineDto>();

/** What must hold in the table of an engine. */
export function engineRules(id: string): readonly Rule<EngineDto>[] {
  return [
    engineRule('extra_args', [], ({ extra_args }) => ownArgument(id, extra_args)),
    engineRule('permission_mode', [], ({ permission_mode }) => permissionMode(id, permission_mode)),
  ];
}

/** Whether the engine has the permission mode; `null` leaves it open, and of an unknown engine nothing can be said. */
export function permissionMode(engine: string | null, mode: string | null): Complaint | null {
  const known = conventionsOf(engine ?? '').permissionModes;
  if (engine === null || mode === null || known.length === 0 || known.includes(mode)) return null;
  const meant = nearest(mode, known);
  return {
    message: `The engine ${engine} has no permission mode "${mode}".`,
    hint: meant === null ? `Write one of ${known.join(', ')}.` : `Did you mean "${meant}"?`,
  };
}

function ownArgument(engine: string, args: readonly string[]): Complaint | null {
  const taken = ownArgumentIn(engine, args);
  if (taken === null) return null;
  return { message: `The argument ${taken} is set by Untether itself.`, hint: `Delete ${taken} from extra_args.` };
}
