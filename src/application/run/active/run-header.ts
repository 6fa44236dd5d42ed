import type { Engine } from '../../../domain/engine/engine.js';
import { meaningOf, permissionOf } from '../../../domain/engine/engine-manifest.js';
import type { ModeMeaning } from '../../../domain/engine/permission.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { RunMeta } from '../../../domain/run/run-event.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { RunHeader } from '../../ports/chat/chat-channel.js';

/** What a run's messages say about it, from its plan and what the engine has told so far. */
export function runFace(plan: RunPlan, engine: Engine, resume: ResumeToken | null, meta: RunMeta): RunHeader {
  const shown = resume !== null && plan.display.showResumeLine;
  return {
    run: plan.id,
    engine: plan.engine,
    context: plan.context,
    origin: plan.origin,
    meta: { ...chosen(plan, engine), ...meta },
    permission: permissionIn(plan, engine, meta.permissionMode),
    resumeLine: shown ? engine.resumeLine(resume) : null,
  };
}

/** An engine may call its mode by another name than ours; then it is the one that was chosen. */
function permissionIn(plan: RunPlan, { manifest }: Engine, told: string | undefined): ModeMeaning {
  const mode = told !== undefined && manifest.modes.includes(told) ? told : plan.permissionMode;
  const { attended, unattended } = manifest.unset;
  const isAttended = plan.interaction !== null;
  const meaning = meaningOf(manifest, mode ?? (isAttended ? attended : unattended));
  return meaning ?? permissionOf(manifest, mode, isAttended);
}

/** What is known before the engine says it. */
function chosen({ effort, permissionMode }: RunPlan, { manifest: { efforts } }: Engine): RunMeta {
  return {
    ...(effort !== null && efforts.includes(effort) ? { effort } : {}),
    ...(permissionMode === null ? {} : { permissionMode }),
  };
}
