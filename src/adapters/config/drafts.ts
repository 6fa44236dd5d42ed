import { ok, type Result } from '../../domain/result.js';
import { type Draft, draft } from './draft.js';
import { overridingVariables } from './environment/overrides.js';
import type { Surroundings } from './environment/surroundings.js';
import { judgeSchedules } from './judge-schedules.js';
import { Pace } from './read/pace.js';
import { prepareEntries } from './read/prepare-entries.js';
import { parseToml, type SyntaxFault } from './toml/parse-toml.js';
import { sharedTree } from './toml/shared-tree.js';
import type { Table } from './toml/tree.js';
import { judgePaths } from './trigger-paths.js';

/**
 * Makes drafts of texts. Of an edited text what says the same as in the one before is not decoded again, and the same text is
 * not read again: a draft follows from the text and from the variables that override its keys, and from nothing else.
 */
export class Drafts {
  #document: Table = {};
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

  async #make(text: string, around: Surroundings): Promise<Made> {
    const { environment, schema } = around;
    const pace = new Pace();
    const parsed = parseToml(text);
    if (!parsed.ok) return parsed;
    await pace.rest();
    const document = sharedTree(this.#document, parsed.value);
    this.#document = document;
    await prepareEntries({ document, environment, schema }, pace);
    const drafted = draft(document, environment, schema);
    await pace.rest();
    const scheduled = await judgeSchedules(drafted, around.schedules);
    await pace.rest();
    return ok(judgePaths(scheduled, around));
  }
}

type Made = Result<Draft, SyntaxFault>;
