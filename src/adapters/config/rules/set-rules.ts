import type { EngineManifests } from '../../../domain/engine/engine-manifests.js';
import { type Fault, faultAt } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import { remembered } from '../memory/remembered.js';
import type { ConfigDto } from '../schema/config-dto.js';
import { describe, isTable } from '../toml/tree.js';
import { actionRules } from './action-rules.js';
import { CRON_RULES, FETCH_RULES } from './cron-rules.js';
import { engineRules } from './engine-rules.js';
import { placeholderFaults } from './placeholder-rules.js';
import { projectFaults } from './project-rules.js';
import { applyRules, BadPlaces } from './rule.js';
import { TELEGRAM_RULES } from './telegram-rules.js';
import { uniqueness } from './unique.js';
import { WATCHDOG_RULES } from './watchdog-rules.js';
import { SIGNATURE_RULES, WEBHOOK_RULES } from './webhook-rules.js';

/** The engines that a configuration may name: those we know, and those that it has a table for. */
export function namedEngines(dto: ConfigDto): readonly string[] {
  return [...dto.knownEngines.ids, ...dto.engines.keys()];
}

/** What is wrong with a configuration although each of its values, but for `malformed`, is well formed. */
export function ruleFaults(dto: ConfigDto, malformed: readonly Fault[]): readonly Fault[] {
  const bad = new BadPlaces(malformed);
  return [
    ...defaultEngine(dto, bad),
    ...applyRules(TELEGRAM_RULES, dto.transports.telegram, ['transports', 'telegram'], bad),
    ...applyRules(WATCHDOG_RULES, dto.watchdog, ['watchdog'], bad),
    ...projectFaults(dto, namedEngines(dto), bad),
    ...engineFaults(dto, bad),
    ...pluginFaults(dto),
    ...webhookFaults(dto, bad),
    ...cronFaults(dto, bad),
    ...placeholderFaults(dto, bad),
  ];
}

function defaultEngine(dto: ConfigDto, bad: BadPlaces): readonly Fault[] {
  const known = namedEngines(dto);
  if (bad.has(['default_engine']) || known.includes(dto.default_engine.toLowerCase())) return [];
  const meant = nearest(dto.default_engine, known);
  const hint = meant === null ? `Write one of ${known.join(', ')}.` : `Did you mean "${meant}"?`;
  return [faultAt(['default_engine'], `There is no engine "${dto.default_engine}".`, hint)];
}

function engineFaults(dto: ConfigDto, bad: BadPlaces): readonly Fault[] {
  return dto.knownEngines.all.flatMap((manifest) => {
    const table = dto.ownTable(manifest.id);
    return table === null ? [] : applyRules(engineRules(manifest), table, [manifest.id], bad);
  });
}

function pluginFaults(dto: ConfigDto): readonly Fault[] {
  return Object.entries(dto.plugins.extra).flatMap(([name, value]) => {
    if (isTable(value)) return [];
    const path = ['plugins', name];
    return [
      faultAt(
        path,
        `Expected the table of a plugin, but this is ${describe(value)}.`,
        `Write [plugins.${name}] and its keys.`,
      ),
    ];
  });
}

/** What must hold in each webhook, and in each cron. */
const triggerRules = remembered((engines: EngineManifests) => ({
  webhook: [...actionRules(engines), ...WEBHOOK_RULES],
  cron: [...actionRules(engines), ...CRON_RULES],
}));

function webhookFaults(dto: ConfigDto, bad: BadPlaces): readonly Fault[] {
  const { webhooks } = dto.triggers;
  const list = ['triggers', 'webhooks'];
  const rules = triggerRules(dto.knownEngines).webhook;
  return [
    ...webhooks.flatMap((webhook, index) => applyRules(rules, webhook, [...list, index], bad)),
    ...webhooks.flatMap(({ signature }, index) =>
      signature === null ? [] : applyRules(SIGNATURE_RULES, signature, [...list, index, 'signature'], bad),
    ),
    ...uniqueness(
      claims(
        webhooks.map((webhook) => webhook.id),
        list,
        'id',
        bad,
      ),
      'id',
    ),
    ...uniqueness(
      claims(
        webhooks.map((webhook) => webhook.path),
        list,
        'path',
        bad,
      ),
      'path',
    ),
  ];
}

function cronFaults(dto: ConfigDto, bad: BadPlaces): readonly Fault[] {
  const { crons } = dto.triggers;
  const list = ['triggers', 'crons'];
  const rules = triggerRules(dto.knownEngines).cron;
  return [
    ...crons.flatMap((cron, index) => applyRules(rules, cron, [...list, index], bad)),
    ...crons.flatMap(({ fetch }, index) =>
      fetch === null ? [] : applyRules(FETCH_RULES, fetch, [...list, index, 'fetch'], bad),
    ),
    ...uniqueness(
      claims(
        crons.map((cron) => cron.id),
        list,
        'id',
        bad,
      ),
      'id',
    ),
  ];
}

/** What the entries of a list say at a key that no two of them may share, but for what is malformed. */
export function claims(values: readonly string[], list: readonly string[], key: string, bad: BadPlaces) {
  return values.map((value, index) => ({ value, path: [...list, index, key] })).filter(({ path }) => !bad.has(path));
}
