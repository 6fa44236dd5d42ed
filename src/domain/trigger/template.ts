const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_-]+|\[(?:\d+|"[^"\]]*"|'[^'\]]*')\])*)\s*\}\}/gu;
const STEP = /[\p{L}\p{N}_-]+|"[^"]*"|'[^']*'/gu;

/** Turns a value's text into what is put where its placeholder stands. */
export type Put = (text: string, path: readonly string[], value: unknown) => string;

/**
 * Replaces `{{a.b.0.c}}`, also written `{{a["b"][0].c}}`, by what stands there in `values`: keys of objects, indexes of
 * arrays; nothing where there is nothing; JSON for objects and arrays. One pass: what was filled in is never looked at
 * again.
 */
export function renderTemplate(template: string, values: unknown, put: Put = (text) => text): string {
  return fillTemplate(template, values, (text, path, value) => (text === null ? '' : put(text, path, value)));
}

/** The same, where `fill` also says what stands for nothing; its text is `null` then. */
export function fillTemplate(
  template: string,
  values: unknown,
  fill: (text: string | null, path: readonly string[], value: unknown) => string,
): string {
  return template.replace(PLACEHOLDER, (_whole, written: string) => {
    const path = stepsOf(written);
    const value = valueAt(values, path);
    return fill(value === undefined || value === null ? null : asText(value), path, value);
  });
}

/** A piece of a template: its own words, or what stands in the place of a placeholder. */
export type TemplatePart =
  | { readonly kind: 'own'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string; readonly path: readonly string[]; readonly value: unknown };

/** What `renderTemplate` puts together, in order; nothing stands for what is not there. */
export function templateParts(template: string, values: unknown): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const { index, 0: whole, 1: written = '' } of template.matchAll(PLACEHOLDER)) {
    if (index > end) parts.push({ kind: 'own', text: template.slice(end, index) });
    const path = stepsOf(written);
    const value = valueAt(values, path);
    if (value !== undefined && value !== null) parts.push({ kind: 'value', text: asText(value), path, value });
    end = index + whole.length;
  }
  return end < template.length ? [...parts, { kind: 'own', text: template.slice(end) }] : parts;
}

/** The placeholders of a template, each as its steps, in the order in which they stand. */
export function placeholdersOf(template: string): readonly (readonly string[])[] {
  return Array.from(template.matchAll(PLACEHOLDER), ([, written = '']) => stepsOf(written));
}

function stepsOf(written: string): readonly string[] {
  return Array.from(written.matchAll(STEP), ([step]) => (/^["']/.test(step) ? step.slice(1, -1) : step));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((here, step) => {
    if (here === null || typeof here !== 'object') return undefined;
    if (Array.isArray(here)) return /^\d+$/.test(step) ? here[Number(step)] : undefined;
    return Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined;
  }, value);
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
