import { allowsMore } from '../../../../domain/engine/permission.js';
import type { Secret } from '../../../../domain/secret.js';
import { authOf, type Proof } from '../kinds/auth-of.js';
import type { Comparison, RunPermission, Side, Widens, Wider } from './verdict.js';
import { listed } from './verdicts.js';

interface People {
  readonly allowed_user_ids: readonly number[];
  readonly allow_any_user: boolean;
}

/** The users who are let in by name: who was let in as anyone before is not new. */
export const userAdded: Widens<readonly number[]> = {
  text: 'users added',
  judge(before, after, { before: { table } }) {
    if (isAnyone(table as People)) return null;
    return listed(
      'added',
      after.filter((user) => !before.includes(user)),
    );
  },
};

/** Everybody is let in, by whichever of the two keys: `allow_any_user` counts only while nobody is named. */
export const anyoneLetIn: Widens<boolean> = {
  text: 'turned on while `allowed_user_ids` is empty, or the other way round',
  always: true,
  judge(_, __, { before, after }) {
    if (isAnyone(before.table as People) || !isAnyone(after.table as People)) return null;
    return { kind: 'changed', shown: { before: 'the allowed users', after: 'everybody' } };
  },
};

function isAnyone({ allowed_user_ids, allow_any_user }: People): boolean {
  return allow_any_user && allowed_user_ids.length === 0;
}

/** How a sender proves itself, by whichever key says it. */
export const proofWeakened: Widens<string | null> = {
  text: 'weaker proof',
  always: true,
  judge(_, __, { before, after }) {
    const [from, to] = [before.table as Proof, after.table as Proof];
    if (strength(to) >= strength(from)) return null;
    return { kind: 'changed', shown: { before: authOf(from), after: authOf(to) } };
  },
};

/** Nothing is kept out; whoever has not seen the secret, which is sent along; whoever can't sign with it. */
function strength(proof: Proof): number {
  const auth = authOf(proof);
  if (auth === 'none') return 0;
  if (auth === 'bearer' || auth === 'gitlab') return 1;
  const isSha1 = auth === 'hmac-sha1' || (proof.signature as { algorithm?: unknown } | null)?.algorithm === 'sha1';
  return isSha1 ? 2 : 3;
}

/** The names of the keys by which a table gives its secrets. */
export interface SecretKeys {
  readonly own: string;
  readonly variable?: string;
  readonly file?: string;
  readonly further?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A secret in the file that was not accepted before. */
export function secretAdded(keys: SecretKeys): Widens<Secret | readonly Secret[] | null> {
  return {
    text: 'another secret',
    judge: (_, after, comparison) => (after === null ? null : unknownAmong([after].flat(), keys, comparison)),
  };
}

/** Another place that a secret comes from, or another secret in it. */
export function secretMoved(keys: SecretKeys): Widens<string | null> {
  return {
    text: 'another place, or another secret in it',
    always: true,
    judge(before, after, comparison) {
      if (after === null || comparison.isNew) return null;
      if (after !== before) return { kind: 'hidden' };
      return unknownAmong(secretsIn(keys, comparison.after), keys, comparison);
    },
  };
}

function unknownAmong(given: readonly Secret[], keys: SecretKeys, { before, isNew }: Comparison): Wider | null {
  const known = isNew ? given : secretsIn(keys, before);
  return given.every((secret) => known.some((one) => one.equals(secret))) ? null : { kind: 'hidden' };
}

function secretsIn({ own, variable, file, further }: SecretKeys, { table, facts }: Side): readonly Secret[] {
  const values = table as Values;
  const kept = [
    ...[values[variable ?? '']].flatMap((name) => (typeof name === 'string' ? [facts.secret('variable', name)] : [])),
    ...[values[file ?? '']].flatMap((name) => (typeof name === 'string' ? [facts.secret('file', name)] : [])),
  ];
  const written = [values[own], values[further ?? '']].flat() as readonly (Secret | null | undefined)[];
  return [...written, ...kept].filter((secret) => secret !== null && secret !== undefined);
}

/** The mode of an engine's table, whose name is the engine's. */
export const modeWidened: Widens<string | null> = {
  text: 'a mode that allows more, unset included',
  judge(_, __, { before, after, path }) {
    const engine = path.at(-2) ?? '';
    return widerRuns(before.facts.permission(engine, null), after.facts.permission(engine, null));
  },
};

interface RunTable {
  readonly engine: string | null;
  readonly project: string | null;
  readonly permission_mode: string | null;
}

/** What the runs of a trigger may do, by its mode. */
export const runsWidened: Widens<string | null> = {
  text: 'a mode that allows more, unset included',
  judge(_, __, { before, after, isNew }) {
    const [from, to] = [runsOf(before), runsOf(after)];
    const usual = isNew ? after.facts.permission(engineOf(after), null) : from;
    return widerRuns(usual, to);
  },
};

/** What the runs of a trigger may do, by its engine, where the mode is the same. */
export const runsWidenedByEngine: Widens<string | null> = {
  text: 'an engine that is allowed more',
  judge(_, __, { before, after, isNew }) {
    const isSameMode = (before.table as RunTable).permission_mode === (after.table as RunTable).permission_mode;
    return isNew || !isSameMode ? null : widerRuns(runsOf(before), runsOf(after));
  },
};

function runsOf(side: Side): RunPermission {
  return side.facts.permission(engineOf(side), (side.table as RunTable).permission_mode);
}

function engineOf({ table, facts }: Side): string {
  const { engine, project } = table as RunTable;
  return facts.engineFor(engine, project);
}

/** The engine where none is named: it may be allowed more than the one before. */
export const engineWidened: Widens<string | null> = {
  text: 'an engine that is allowed more',
  judge(before, after, { before: from, after: to }) {
    return widerRuns(
      from.facts.permission(from.facts.engineFor(before, null), null),
      to.facts.permission(to.facts.engineFor(after, null), null),
    );
  },
};

function widerRuns(before: RunPermission, after: RunPermission): Wider | null {
  const isWider = allowsMore(before.attended, after.attended) || allowsMore(before.unattended, after.unattended);
  return isWider ? { kind: 'changed', shown: { before: textOf(before), after: textOf(after) } } : null;
}

function textOf({ mode, attended, unattended }: RunPermission): string {
  return `${mode} (${attended === unattended ? attended : `${attended}, ${unattended} where nobody can be asked`})`;
}

/** What an engine may use without asking; unset is `alone` where nobody can be asked, and nothing elsewhere. */
export function toolsAdded(alone: readonly string[]): Widens<readonly string[] | null> {
  return {
    text: 'tools added, unset included',
    judge(before, after) {
      const known = before ?? [];
      const now = after ?? alone.filter((tool) => !known.includes(tool));
      return listed(
        'added',
        now.filter((tool) => !known.includes(tool) && !known.includes(tool.split('(', 1)[0] ?? tool)),
      );
    },
  };
}

/** Directories in which triggers may work. */
export const rootsAdded: Widens<readonly string[] | null> = {
  text: 'directories added, unset included',
  judge(before, after, comparison: Comparison) {
    const known = comparison.before.facts.fileRoots(before);
    const now = comparison.after.facts.fileRoots(after);
    return listed(
      'added',
      now.filter((root) => !known.some((one) => isWithin(root, one))),
    );
  },
};

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}
