import type { EngineManifests } from '../../../domain/engine/engine-manifests.js';
import type { Complaint } from '../faults/fault.js';
import type { TriggerDto } from '../schema/triggers/trigger-dto.js';
import { permissionMode } from './engine-rules.js';
import { type Rule, ruleFor } from './rule.js';

const rule = ruleFor<TriggerDto>();

const ACTION_RULES = [
  rule('file_path', ['action'], (trigger) => neededFor('file_write', trigger.action, 'file_path', trigger.file_path)),
  rule('forward_url', ['action'], (trigger) =>
    neededFor('http_forward', trigger.action, 'forward_url', trigger.forward_url),
  ),
  rule('message_template', ['action'], (trigger) =>
    neededFor('notify_only', trigger.action, 'message_template', trigger.message_template),
  ),
];

/** What must hold of the action of every trigger, and of its mode by the engines that are known. */
export function actionRules(engines: EngineManifests): readonly Rule<TriggerDto>[] {
  const mode = rule('permission_mode', ['engine'], ({ engine, permission_mode }) =>
    permissionMode(engines, engine, permission_mode),
  );
  return [...ACTION_RULES, mode];
}

/** What is wrong if the key that an action needs is missing. */
export function neededFor(action: string, chosen: string, key: string, value: unknown): Complaint | null {
  if (action !== chosen || value !== null) return null;
  return { message: `${key} is needed, because action is "${action}".`, hint: `Add ${key}, or choose another action.` };
}
