import type { EngineId, ProjectAlias } from '../ids.js';
import { fail, ok, type Result } from '../result.js';

/** The names that may stand as directives, in lower case. */
export interface DirectiveVocabulary {
  readonly engines: ReadonlySet<EngineId>;
  readonly projects: ReadonlySet<ProjectAlias>;
  /** Our bot's name without `@`; a leading mention of it is dropped. */
  readonly botUsername: string | null;
  /** Whether `@name` may be a branch; if not, it is part of the text. Absent: it may. */
  readonly branches?: boolean;
}

/** What stood in front of a prompt, and the prompt. */
export interface Directives {
  readonly engine: EngineId | null;
  readonly project: ProjectAlias | null;
  readonly branch: string | null;
  /** The branch stood behind a project: it can't be anything else. */
  readonly branchOfProject?: true;
  readonly text: string;
}

/** A directive stood twice. */
export interface SecondDirective {
  readonly kind: 'second-directive';
  readonly which: 'engine' | 'project' | 'branch';
  readonly first: string;
  readonly second: string;
}

type Kind = SecondDirective['which'];
type Found = Partial<Record<Kind, string>>;

/**
 * Reads `/engine`, `/project` and `@branch`, in any order, from the start of the first line that is not blank. Reading
 * stops at the first word that is none of them; a text without directives is given back as it is.
 */
export function parseDirectives(text: string, vocabulary: DirectiveVocabulary): Result<Directives, SecondDirective> {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.trim() !== '');
  const words = (lines[index] ?? '').split(/\s+/).filter((word) => word !== '');
  const mentioned = isOurMention(words[0], vocabulary.botUsername);
  let read = mentioned ? 1 : 0;
  const found: Found = {};
  let branchOfProject = false;
  for (; read < words.length; read++) {
    const directive = asDirective(words[read] ?? '', vocabulary);
    if (directive === null) break;
    const first = found[directive.kind];
    if (first !== undefined) {
      return fail({ kind: 'second-directive', which: directive.kind, first, second: directive.name });
    }
    if (directive.kind === 'branch') branchOfProject = found.project !== undefined;
    found[directive.kind] = directive.name;
  }
  const rest = read === 0 ? text : withoutLeadingWords(text, read);
  const { engine = null, project = null, branch = null } = found;
  return ok({ engine, project, branch, ...(branchOfProject ? { branchOfProject } : {}), text: rest });
}

function asDirective(word: string, vocabulary: DirectiveVocabulary): { kind: Kind; name: string } | null {
  if (word.startsWith('@')) {
    return word.length > 1 && vocabulary.branches !== false ? { kind: 'branch', name: word.slice(1) } : null;
  }
  if (!word.startsWith('/')) return null;
  const [name = '', addressee] = word.slice(1).toLowerCase().split('@');
  if (addressee !== undefined && addressee !== vocabulary.botUsername?.toLowerCase()) return null;
  if (vocabulary.engines.has(name)) return { kind: 'engine', name };
  return vocabulary.projects.has(name) ? { kind: 'project', name } : null;
}

function isOurMention(word: string | undefined, botUsername: string | null): boolean {
  return botUsername !== null && word?.toLowerCase() === `@${botUsername.toLowerCase()}`;
}

/** What stands behind so many words, as it is written. */
function withoutLeadingWords(text: string, count: number): string {
  let at = 0;
  for (let word = 0; word < count; word++) {
    while (at < text.length && BLANK.test(text.charAt(at))) at++;
    while (at < text.length && !BLANK.test(text.charAt(at))) at++;
  }
  return text.slice(at).trim();
}

const BLANK = /\s/;
