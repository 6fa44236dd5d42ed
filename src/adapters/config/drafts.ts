import { ok, type Result } from '../../domain/result.js';
import { type Draft, draftWithoutAdvice, withAdvice } from './draft.js';
import { overridingVariables } from './environment/overrides.js';
import type { Surroundings } from './environment/surroundings.js';
import { judgeSchedules } from './judge-schedules.js';
import { Pace } from './read/pace.js';
import { prepareEntries } from './read/prepare-entries.js';
import { type EntriesByText, readEdited } from './toml/edited-toml.js';
import type { SyntaxFault } from './toml/parse-toml.js';
import { sharedTree } from './toml/shared-tree.js';
import type { Table } from './toml/tree.js';
import { judgePaths } from './trigger-paths.js';

/** What a text was made of, for the texts that follow it. */
interface Remains {
  readonly entries: EntriesByText;
  readonly document: Table;
}

/**
 * Makes drafts of texts. Of an edited text what says the same as in the last good one is not decoded again, and the same text
 * is not read again: a draft follows from the text and from the variables that override its keys, and from nothing else.
 */
export class Drafts {
  readonly #remains = new WeakMap<Draft, Remains>();
  #good: Remains = { entries: new Map(), document: {} };
  #latest: { readonly text: string; readonly variables: string; readonly made: Promise<Made> } | null = null;

  /** The draft of a text, or why it is not TOML. */
  of(text: string, around: Surroundings): Promise<Made> {
    const variables = JSON.stringify(overridingVariables(around.environment));
    if (this.#latest?.text === text && this.#latest.variables === variables) return this.#latest.made;
    const made = this.#make(text, around);
    const latest = { text, variables, made };
    this.#latest = latest;
    // What failed for a reason that passes, as when a module could not be loaded, is tried again.
    made.catch(() => {
      if (this.#latest === latest) this.#latest = null;
    });
    return made;
  }

  /** The draft was good. What is seen of a file while it is saved says little, and nothing is forgotten for it. */
  keep(good: Draft): void {
    this.#good = this.#remains.get(good) ?? this.#good;
  }

  async #make(text: string, around: Surroundings): Promise<Made> {
    const { environment, schema } = around;
    const pace = new Pace();
    const read = await readEdited(text, this.#good.entries, pace);
    if (!read.ok) return read;
    await pace.rest();
    const document = sharedTree(this.#good.document, read.value.tree);
    await prepareEntries({ document, environment, schema }, pace);
    const drafted = draftWithoutAdvice(document, environment, schema);
    await pace.rest();
    const advised = withAdvice(drafted);
    await pace.rest();
    const scheduled = await judgeSchedules(advised, around.schedules);
    await pace.rest();
    const judged = judgePaths(scheduled, around);
    this.#remains.set(judged, { entries: read.value.entries, document });
    return ok(judged);
  }
}

type Made = Result<Draft, SyntaxFault>;
