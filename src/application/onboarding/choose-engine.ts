import type { EngineCatalog } from '../../domain/engine/engine.js';
import type { EngineId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { EngineTools } from '../ports/engine/engine-tools.js';
import type { Choice, Prompter, Unanswered } from '../ports/system/prompter.js';
import { engineHint, noEngineText } from '../wording/onboarding/engine-hint.js';
import { SET_UP } from '../wording/onboarding/set-up-text.js';

/** How an agent's program was found; ready ones come first. */
interface Found extends Choice<EngineId> {
  readonly rank: 'ready' | 'logged-out' | 'missing';
  readonly install: string | null;
}

const RANKS: readonly Found['rank'][] = ['ready', 'logged-out', 'missing'];

/** Asks which agent answers, the ones that are installed and logged in first; one that is not can be chosen and installed later. */
export async function chooseEngine(
  found: { readonly engines: EngineCatalog; readonly tools: EngineTools } | null,
  prompter: Prompter,
): Promise<Result<EngineId | null, Unanswered>> {
  if (found === null) return ok(null);
  const { engines, tools } = found;
  const looked = await prompter.wait(SET_UP.looking, () =>
    Promise.all(engines.ids.map((id) => look(id, engines, tools))),
  );
  if (!looked.ok) return looked;
  const choices = looked.value
    .flatMap((one) => one ?? [])
    .sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank));
  if (choices.every(({ rank }) => rank === 'missing')) {
    prompter.warn(noEngineText(choices.flatMap(({ label, install }) => (install === null ? [] : { label, install }))));
  }
  return prompter.choose({ name: 'engine', message: SET_UP.engine, choices });
}

async function look(id: EngineId, engines: EngineCatalog, tools: EngineTools): Promise<Found | null> {
  const found = engines.find(id);
  if (!found.ok) return null;
  const { name, login } = found.value.manifest;
  const availability = await found.value.availability();
  if (availability.kind === 'not-built') return null;
  const install = availability.kind === 'missing' ? availability.install : null;
  const account = availability.kind === 'missing' ? 'unknown' : await tools.account(id);
  const rank = install !== null ? 'missing' : account === 'logged-out' ? 'logged-out' : 'ready';
  return { value: id, label: name, hint: engineHint(availability, account, login), rank, install };
}
