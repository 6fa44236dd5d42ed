import { placeholdersOf } from '../../../domain/trigger/template.js';
import { isFromOutside } from '../../../domain/trigger/template-values.js';
import { type Fault, faultAt } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { Path } from '../toml/tree.js';

/** Templates of URLs that can never be filled in, since a value from outside would choose their host. */
export function urlAdvice({ triggers: { webhooks, crons } }: ConfigDto): readonly Fault[] {
  const urls: { readonly path: Path; readonly text: unknown }[] = [
    ...webhooks.map((hook, index) => urlOf(hook.forward_url, ['triggers', 'webhooks', index, 'forward_url'])),
    ...crons.flatMap(({ forward_url, fetch }, index) => [
      urlOf(forward_url, ['triggers', 'crons', index, 'forward_url']),
      urlOf(fetch?.url, ['triggers', 'crons', index, 'fetch', 'url']),
    ]),
  ];
  return urls.flatMap(({ path, text }) => {
    if (typeof text !== 'string' || !hasForeignHost(text)) return [];
    const hint = 'Write the host out, take it from {{env.NAME}}, or begin with a placeholder for the whole URL.';
    return [faultAt(path, 'Values from outside may not choose a host, so every such request is refused.', hint)];
  });
}

function urlOf(text: unknown, path: Path) {
  return { path, text };
}

function hasForeignHost(template: string): boolean {
  const [, host = ''] = /^\s*[a-z][a-z0-9+.-]*:\/\/((?:\{\{[^{}]*\}\}|[^/?#])*)/i.exec(template) ?? [];
  return placeholdersOf(host).some((path) => path[0] !== 'env' && isFromOutside(path));
}
