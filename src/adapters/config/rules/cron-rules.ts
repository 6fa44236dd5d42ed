import type { CronDto } from '../schema/triggers/cron-dto.js';
import type { FetchDto } from '../schema/triggers/fetch-dto.js';
import { ruleFor } from './rule.js';

const rule = ruleFor<CronDto>();
const fetchRule = ruleFor<FetchDto>();

/** What must hold in each of `[[triggers.crons]]`. */
export const CRON_RULES = [
  rule('schedule', ['at'], ({ schedule, at }) => {
    if ((schedule === null) !== (at === null)) return null;
    return schedule === null
      ? {
          message: 'There is neither a schedule nor an instant.',
          hint: 'Add schedule = "0 9 * * *" or at = 2026-12-24T18:00:00.',
        }
      : { message: 'There are both a schedule and an instant.', hint: 'Delete schedule or at.' };
  }),
  rule('prompt', ['prompt_template', 'action', 'fetch'], ({ prompt, prompt_template, action, fetch }) => {
    if (prompt !== null || prompt_template !== null || action === 'notify_only') return null;
    if (action === 'agent_run') return { message: 'There is no prompt.', hint: 'Add prompt or prompt_template.' };
    return fetch === null
      ? { message: `There is nothing for "${action}" to take.`, hint: 'Add [triggers.crons.fetch], or a prompt.' }
      : null;
  }),
];

/** What must hold in `[triggers.crons.fetch]`. */
export const FETCH_RULES = [
  fetchRule('url', ['type'], ({ url, type }) =>
    type === 'file_read' || url !== null
      ? null
      : { message: `A url is needed, because type is "${type}".`, hint: 'Add url = "https://…".' },
  ),
  fetchRule('file_path', ['type'], ({ file_path, type }) =>
    type !== 'file_read' || file_path !== null
      ? null
      : { message: 'A file_path is needed, because type is "file_read".', hint: 'Add file_path.' },
  ),
];
