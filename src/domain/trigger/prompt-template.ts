const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_.]+)\s*\}\}/gu;

/**
 * Replaces `{{a.b.0.c}}` by what stands there in `values`: keys of objects, indexes of arrays; nothing where there is
 * nothing; JSON for objects and arrays. One pass: what was filled in is never looked at again.
 */
export function renderTemplate(template: string, values: unknown): string {
  return template.replace(PLACEHOLDER, (_whole, path: string) => asText(valueAt(values, path.split('.'))));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((here, step) => {
    if (here === null || typeof here !== 'object') return undefined;
    if (Array.isArray(here)) return /^\d+$/.test(step) ? here[Number(step)] : undefined;
    return Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined;
  }, value);
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
