import { type Attempt, broke, type Scene, type Target, type Verdict } from './attempt.js';

/** How a scene is set up. */
export interface SceneSetUp<S extends Target> {
  readonly area: string;
  readonly quick?: number;
  readonly open: () => Promise<S>;
  readonly attempts: readonly Attempt<S>[];
}

/** A guard against hanging, far beyond what an attempt takes. */
const MOST_MS = 90_000;

/** A scene of these attempts. A target that is in trouble after an attempt counts against that attempt and is opened anew. */
export function scene<S extends Target>({ area, quick = 0, open, attempts }: SceneSetUp<S>): Scene {
  const names = attempts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${area} has two attempts named ${twice}`);
  return {
    area,
    quick,
    names,
    play: async (report, { every = 1, match = /^/ } = {}) => {
      let target: S | null = null;
      let unopened: string | null = null;
      const opened = async (): Promise<S> => {
        if (unopened !== null) throw new Error(unopened);
        return open().catch((error: Error) => {
          unopened = error.message;
          throw error;
        });
      };
      try {
        for (const attempt of attempts.filter(({ name }, index) => index % every === 0 && match.test(name))) {
          const beganMs = performance.now();
          let verdict: Verdict;
          try {
            target ??= await opened();
            verdict = await inTime(attempt.run(target));
          } catch (error) {
            verdict = broke(error instanceof Error ? `${error.message}` : `${error}`);
          }
          const trouble = target === null ? null : await target.trouble();
          if (trouble !== null) {
            verdict = broke(verdict.kind === 'broke' ? `${verdict.seen}; ${trouble}` : trouble);
            await target?.[Symbol.asyncDispose]();
            target = null;
          }
          const { name, expected } = attempt;
          report({ area, name, expected, verdict, ms: performance.now() - beganMs });
        }
      } finally {
        await target?.[Symbol.asyncDispose]();
      }
    },
  };
}

async function inTime(verdict: Promise<Verdict>): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => resolve(broke(`no end within ${MOST_MS / 1_000} s`)), MOST_MS);
  });
  try {
    return await Promise.race([verdict, late]);
  } finally {
    clearTimeout(timer);
  }
}
