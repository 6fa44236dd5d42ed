import { type Fault, faultAt } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { WebhookDto } from '../schema/triggers/webhook-dto.js';
import type { Path } from '../toml/tree.js';
import { networkAdvice } from './network-advice.js';
import { BadPlaces } from './rule.js';
import { claims, namedEngines } from './set-rules.js';
import { nearlySame } from './unique.js';
import { urlAdvice } from './url-advice.js';
import { voiceAdvice } from './voice-advice.js';

/** What a person should know about a configuration that is acceptable nevertheless, where its values are well formed. */
export function advice(dto: ConfigDto, malformed: readonly Fault[]): readonly Fault[] {
  const bad = new BadPlaces(malformed);
  const [projects, engines] = [[...dto.projects.keys()], namedEngines(dto)];
  const triggers = [
    ...dto.triggers.webhooks.map((entry, index) => ({ entry, path: ['triggers', 'webhooks', index] })),
    ...dto.triggers.crons.map((entry, index) => ({ entry, path: ['triggers', 'crons', index] })),
  ];
  const all = [
    ...unknown(dto.default_project, projects, ['default_project'], 'project'),
    ...triggers.flatMap(({ entry, path }) => [
      ...unknown(entry.project, projects, [...path, 'project'], 'project'),
      ...unknown(entry.engine, engines, [...path, 'engine'], 'engine'),
    ]),
    ...dto.triggers.webhooks.flatMap((hook, index) =>
      hook.auth === 'none' && !provesByState(hook) && !bad.has(['triggers', 'webhooks', index, 'id'])
        ? [open(hook.id, ['triggers', 'webhooks', index, 'auth'])]
        : [],
    ),
    ...nearlySame(
      claims(
        dto.triggers.webhooks.map((entry) => entry.id),
        ['triggers', 'webhooks'],
        'id',
        bad,
      ),
      'id',
    ),
    ...nearlySame(
      claims(
        dto.triggers.webhooks.map((entry) => entry.path),
        ['triggers', 'webhooks'],
        'path',
        bad,
      ),
      'path',
    ),
    ...nearlySame(
      claims(
        dto.triggers.crons.map((entry) => entry.id),
        ['triggers', 'crons'],
        'id',
        bad,
      ),
      'id',
    ),
    ...dto.triggers.crons.flatMap(({ catch_up, catch_up_window_s }, index) =>
      catch_up !== 'none' && catch_up_window_s === 0 ? [idleWindow(index)] : [],
    ),
    ...networkAdvice(dto),
    ...dto.triggers.webhooks.flatMap((hook, index) => [
      ...namedBySender(hook, ['triggers', 'webhooks', index]),
      ...unaskedToken(hook, ['triggers', 'webhooks', index]),
    ]),
    ...urlAdvice(dto),
    ...voiceAdvice(dto),
  ];
  return all.filter(({ path }) => !bad.has(path));
}

function unknown(name: unknown, known: readonly string[], path: Path, noun: string): readonly Fault[] {
  if (typeof name !== 'string' || known.some((candidate) => candidate.toLowerCase() === name.toLowerCase())) return [];
  const meant = nearest(name, known);
  const hint = meant === null ? `Name a ${noun} that there is, or delete the key.` : `Did you mean "${meant}"?`;
  return [faultAt(path, `There is no ${noun} "${name}".`, hint)];
}

function open(id: string, path: Path): Fault {
  return faultAt(
    path,
    `Whoever reaches the webhook "${id}" can start it.`,
    'Choose a way of authentication and add a secret.',
  );
}

/** Microsoft Graph signs nothing; its notifications say a secret in their body. */
function provesByState({ verification, verify_token }: WebhookDto): boolean {
  return verification === 'graph' && verify_token !== null;
}

function idleWindow(index: number): Fault {
  return faultAt(
    ['triggers', 'crons', index, 'catch_up_window_s'],
    'Nothing is caught up, because no missed instant is young enough.',
    'Choose a longer time, or delete catch_up.',
  );
}

/** Senders that sign what names a delivery are never asked for another name, which nobody signs. */
function namedBySender(hook: WebhookDto, path: Path): readonly Fault[] {
  const isSigned = ['stripe', 'slack', 'pagerduty', 'standard-webhooks'].includes(hook.auth ?? '');
  if (hook.dedup_header === null || !isSigned) return [];
  const message = `dedup_header has no effect, because auth = "${hook.auth}" signs what names a delivery.`;
  return [faultAt([...path, 'dedup_header'], message, 'Delete the key.')];
}

/** Only Meta and Microsoft Graph show a token. */
function unaskedToken({ verification, verify_token }: WebhookDto, path: Path): readonly Fault[] {
  if (verify_token === null || verification === 'meta' || verification === 'graph') return [];
  const message = `verify_token has no effect, because verification is "${verification}".`;
  return [faultAt([...path, 'verify_token'], message, 'Delete the key, or set verification to "meta" or "graph".')];
}
