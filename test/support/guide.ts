import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One thing that a how-to has its reader do to a file. */
export type GuideStep =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'change'; readonly path: string; readonly before: string; readonly after: string };

/**
 * What a how-to says, step by step: a block of `ts` is a new file, one of `diff` a change, each of the file that its numbered step
 * names first.
 */
export function guideSteps(page: string): readonly GuideStep[] {
  return page.split(/^(?=\d+\. )/m).flatMap((step) => {
    const [, path] = /`([\w.-]+\/[\w./-]+)`/.exec(step) ?? [];
    return [...step.matchAll(/^ {3}```(ts|diff)\n([\s\S]*?)^ {3}```/gm)].map(([, language, block = '']): GuideStep => {
      if (path === undefined) throw new Error(`A step shows code and names no file: ${step.slice(0, 80)}`);
      const lines = block.split('\n').map((line) => line.replace(/^ {3}/, ''));
      if (language === 'ts') return { kind: 'create', path, text: lines.join('\n') };
      const side = (left: string) =>
        lines.filter((line) => line !== '' && !line.startsWith(left)).map((line) => `${line.slice(1)}\n`);
      return { kind: 'change', path, before: side('+').join(''), after: side('-').join('') };
    });
  });
}

/** Why a step can't be taken in the repository at `root`; `null` if it can. */
export function guideObjection(root: string, step: GuideStep): string | null {
  const file = join(root, step.path);
  if (step.kind === 'create') return existsSync(file) ? `${step.path} is there already` : null;
  if (!existsSync(file)) return `${step.path} is not there`;
  const places = readFileSync(file, 'utf8').split(step.before).length - 1;
  return places === 1 ? null : `${step.path} has ${places} places with\n${step.before}`;
}

/** Takes a step in the repository at `root`. */
export function takeGuideStep(root: string, step: GuideStep): void {
  const problem = guideObjection(root, step);
  if (problem !== null) throw new Error(problem);
  const file = join(root, step.path);
  mkdirSync(dirname(file), { recursive: true });
  const text = step.kind === 'create' ? step.text : readFileSync(file, 'utf8').replace(step.before, () => step.after);
  writeFileSync(file, text);
}
