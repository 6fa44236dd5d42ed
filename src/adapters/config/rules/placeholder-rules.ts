import { placeholdersOf } from '../../../domain/trigger/template.js';
import { type Fault, faultAt } from '../faults/fault.js';
import { remembered } from '../memory/remembered.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { CronDto } from '../schema/triggers/cron-dto.js';
import type { TriggerDto } from '../schema/triggers/trigger-dto.js';
import type { WebhookDto } from '../schema/triggers/webhook-dto.js';
import type { Path } from '../toml/tree.js';
import type { BadPlaces } from './rule.js';

interface Template {
  readonly path: Path;
  readonly text: string | null;
  /** Whether it may hold what is in the environment: not where a person or an agent would read it. */
  readonly mayHoldEnvironment: boolean;
}

/** What is wrong with `{{env.NAME}}` in the templates of triggers: it may stand in requests only, with allowed names only. */
export function placeholderFaults(dto: ConfigDto, bad: BadPlaces): readonly Fault[] {
  const { webhooks, crons } = dto.triggers;
  const templates = [
    ...webhooks.flatMap((hook, index) =>
      mayNameEnvironment.webhook(hook) ? webhookTemplates(hook, ['triggers', 'webhooks', index]) : [],
    ),
    ...crons.flatMap((cron, index) =>
      mayNameEnvironment.cron(cron) ? cronTemplates(cron, ['triggers', 'crons', index]) : [],
    ),
  ];
  const allowed = bad.has(['security', 'env_extra_allow']) ? null : new Set(dto.security.env_extra_allow);
  const isRead = templates.filter((one) => mayName(one) && !bad.has(one.path));
  return isRead.flatMap((template) => environmentFaults(template, allowed));
}

const mayNameEnvironment = {
  webhook: remembered((hook: WebhookDto) => webhookTemplates(hook, []).some(mayName)),
  cron: remembered((cron: CronDto) => cronTemplates(cron, []).some(mayName)),
};

function mayName({ text }: Template): boolean {
  return text?.includes('env') === true;
}

function environmentFaults({ path, text, mayHoldEnvironment }: Template, allowed: ReadonlySet<string> | null): Fault[] {
  const names = placeholdersOf(text ?? '').flatMap(([root, name]) => (root === 'env' ? [name ?? ''] : []));
  return [...new Set(names)].flatMap((name) => {
    const written = `{{env.${name}}}`;
    if (!mayHoldEnvironment) {
      return [faultAt(path, `${written} may not stand here.`, 'Use it in URLs, headers and bodies of requests only.')];
    }
    if (allowed === null || allowed.has(name)) return [];
    const hint = `Add "${name}" to security.env_extra_allow, or delete the placeholder.`;
    return [faultAt(path, `${written} is not allowed.`, hint)];
  });
}

function actionTemplates(trigger: TriggerDto, path: Path): Template[] {
  return [
    ...['prompt_template' as const, 'message_template' as const, 'file_path' as const].map((key) =>
      template([...path, key], trigger[key], false),
    ),
    template([...path, 'forward_url'], trigger.forward_url, true),
    ...headerTemplates([...path, 'forward_headers'], trigger.forward_headers),
  ];
}

function webhookTemplates(hook: WebhookDto, path: Path): Template[] {
  return [...actionTemplates(hook, path), template([...path, 'file_destination'], hook.file_destination, false)];
}

function cronTemplates(cron: CronDto, path: Path): Template[] {
  const { fetch } = cron;
  if (fetch === null) return actionTemplates(cron, path);
  return [
    ...actionTemplates(cron, path),
    template([...path, 'fetch', 'url'], fetch.url, true),
    template([...path, 'fetch', 'body'], fetch.body, true),
    ...headerTemplates([...path, 'fetch', 'headers'], fetch.headers),
  ];
}

function headerTemplates(path: Path, headers: Readonly<Record<string, string>> | null): Template[] {
  return typeof headers === 'object' && headers !== null
    ? Object.values(headers).map((text) => template(path, text, true))
    : [];
}

function template(path: Path, text: unknown, mayHoldEnvironment: boolean): Template {
  return { path, text: typeof text === 'string' ? text : null, mayHoldEnvironment };
}
