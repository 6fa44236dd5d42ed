import { placeholdersOf } from '../../../domain/trigger/template.js';
import { isFromOutside } from '../../../domain/trigger/template-values.js';
import { type Fault, faultAt } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { Path } from '../toml/tree.js';

/** Templates of URLs that can never be filled in, since a value from outside would choose their host. */
export function urlAdvice({ triggers: { webhooks, crons } }: ConfigDto): readonly Fault[] {
  return [
    ...webhooks.flatMap(({ forward_url }, index) =>
      foreignHost(forward_url, () => ['triggers', 'webhooks', index, 'forward_url']),
    ),
    ...crons.flatMap(({ forward_url, fetch }, index) => [
      ...foreignHost(forward_url, () => ['triggers', 'crons', index, 'forward_url']),
      ...foreignHost(fetch?.url, () => ['triggers', 'crons', index, 'fetch', 'url']),
    ]),
  ];
}

function foreignHost(url: unknown, at: () => Path): readonly Fault[] {
  if (typeof url !== 'string' || !hasForeignHost(url)) return [];
  const hint = 'Write the host out, take it from {{env.NAME}}, or begin with a placeholder for the whole URL.';
  return [faultAt(at(), 'Values from outside may not choose a host, so every such request is refused.', hint)];
}

function hasForeignHost(template: string): boolean {
  const [, host = ''] = /^\s*[a-z][a-z0-9+.-]*:\/\/((?:\{\{[^{}]*\}\}|[^/?#])*)/i.exec(template) ?? [];
  return placeholdersOf(host).some((path) => path[0] !== 'env' && isFromOutside(path));
}
