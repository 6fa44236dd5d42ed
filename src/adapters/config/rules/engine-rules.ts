import type { ClaudeDto } from '../dto/claude-dto.js';
import type { EngineDto } from '../dto/engine-dto.js';
import type { KnownEngineId } from '../engine-ids.js';
import type { Complaint } from '../fault.js';
import { nearest } from '../nearest.js';
import { type Rule, ruleFor } from './rule.js';

const CLAUDE_PERMISSION_MODES: readonly string[] = [
  'default',
  'plan',
  'auto',
  'acceptEdits',
  'bypassPermissions',
  'manual',
  'dontAsk',
];

const OWN_ARGUMENTS: Readonly<Partial<Record<KnownEngineId, readonly string[]>>> = {
  claude: [
    '-p',
    '--print',
    '--output-format',
    '--input-format',
    '--resume',
    '-r',
    '--continue',
    '-c',
    '--permission-mode',
    '--permission-prompt-tool',
  ],
  codex: [
    '--ask-for-approval',
    '--skip-git-repo-check',
    '--json',
    '--output-schema',
    '--output-last-message',
    '--color',
    '-o',
  ],
};

const engineRule = ruleFor<EngineDto>();
const claudeRule = ruleFor<ClaudeDto>();

/** What must hold in the table of an engine. */
export function engineRules(id: string): readonly Rule<EngineDto>[] {
  const own = Object.hasOwn(OWN_ARGUMENTS, id) ? (OWN_ARGUMENTS[id as KnownEngineId] ?? []) : [];
  return [engineRule('extra_args', [], ({ extra_args }) => ownArgument(extra_args, own))];
}

/** What must hold in `[claude]` beyond what holds for every engine. */
export const CLAUDE_RULES = [claudeRule('permission_mode', [], ({ permission_mode }) => claudeMode(permission_mode))];

/** Whether Claude Code has the mode; `null` leaves it open. */
export function claudeMode(mode: string | null): Complaint | null {
  if (mode === null || CLAUDE_PERMISSION_MODES.includes(mode)) return null;
  const meant = nearest(mode, CLAUDE_PERMISSION_MODES);
  return {
    message: `Claude Code has no permission mode "${mode}".`,
    mend: meant === null ? `Write one of ${CLAUDE_PERMISSION_MODES.join(', ')}.` : `Did you mean "${meant}"?`,
  };
}

function ownArgument(args: readonly string[], own: readonly string[]): Complaint | null {
  const taken = args.map((arg) => arg.split('=')[0] ?? '').find((flag) => own.includes(flag));
  if (taken === undefined) return null;
  return { message: `The argument ${taken} is set by Untether itself.`, mend: `Delete ${taken} from extra_args.` };
}
