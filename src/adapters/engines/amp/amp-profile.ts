import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import { fail, ok } from '../../../domain/result.js';
import { isLatest } from '../../../domain/run/resume-token.js';
import type { EngineDefinition } from '../profile/engine-definition.js';
import type { EngineProfile } from '../profile/engine-profile.js';
import { engineTable, ownSwitch, ownText } from '../profile/engine-table.js';
import { flag, launchRefusal } from '../profile/launch-checks.js';
import { promptWithPreamble } from '../stream/prompt-text.js';
import { resumeLines } from '../stream/resume-lines.js';
import { AMP } from './manifest.js';
import { explainAmpExit } from './problem.js';
import { ampThreads } from './threads.js';
import { AmpTranslator } from './translate.js';

const LINES = resumeLines('amp threads continue', 'amp\\s+threads\\s+continue', 'T-[A-Za-z0-9-]+');

/** The mode where the configuration names none: Amp's own rules hold, and what they would ask about is refused. */
const UNATTENDED_MODE = AMP.unset.unattended;

/** Amp in execute mode (seen: 0.0.1790142911, started only): one order a process, the prompt on standard input. */
export function ampProfile(table: EngineSettings | undefined): EngineProfile {
  const settings = engineTable(AMP, table);
  return {
    manifest: AMP,
    variables: { names: [], prefixes: ['AMP_'] },
    // Without a key it prints where to log in, and waits for ever.
    startUpTimeoutMs: 30_000,
    boundToDirectory: false,
    launch(order) {
      const mode = order.options.permissionMode ?? settings.permissionMode;
      const refusal = launchRefusal(order, { manifest: AMP, extraArgs: settings.extraArgs, mode });
      if (refusal !== null) return fail(refusal);
      if (order.resume !== null && isLatest(order.resume)) {
        return fail({ kind: 'bad-usage', message: 'Amp can only continue a thread that is named.' });
      }
      const args = ampArguments(order, settings);
      return ok({ args, stdin: ampInput(order, settings), variables: {}, defaults: { NO_COLOR: '1' }, removed: [] });
    },
    translator: (order) => new AmpTranslator(order, ampMode(order, settings)),
    explain: explainAmpExit,
    resumeLine: (token) => LINES.write(token.value),
    parseResumeLine: LINES.read,
  };
}

function ampMode({ options }: EngineOrder, settings: EngineSettings): string {
  const chosen = options.permissionMode ?? settings.permissionMode;
  if (chosen !== null) return chosen;
  return ownSwitch(settings, 'dangerously_allow_all') ? 'allow-all' : UNATTENDED_MODE;
}

/** Amp chooses the model by its mode, so that a model that is chosen for the run is taken as one. */
function ampArguments(order: EngineOrder, settings: EngineSettings): readonly string[] {
  const { options, resume } = order;
  return [
    ...(resume === null ? [] : ['threads', 'continue', resume.value]),
    ...(ampMode(order, settings) === 'allow-all' ? ['--dangerously-allow-all'] : []),
    ...flag('--mode', options.model ?? ownText(settings, 'mode') ?? settings.model),
    ...settings.extraArgs,
    '--stream-json',
    ...(ownSwitch(settings, 'stream_json_input') ? ['--stream-json-input'] : []),
    '-x',
  ];
}

function ampInput(order: EngineOrder, settings: EngineSettings): string {
  const text = promptWithPreamble(order);
  if (!ownSwitch(settings, 'stream_json_input')) return text;
  const message = { role: 'user', content: [{ type: 'text', text }] };
  return `${JSON.stringify({ type: 'user', message })}\n`;
}

/** The engine, as the list of engines has it. */
export const amp: EngineDefinition = {
  manifest: AMP,
  profile: ampProfile,
  threads: ampThreads,
  account: { keys: ['AMP_API_KEY'], args: null, read: () => 'unknown' },
};
