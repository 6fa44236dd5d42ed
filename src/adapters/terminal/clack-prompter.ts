import { confirm, isCancel, log, password, select, text } from '@clack/prompts';
import type { Answered, ChoiceQuestion, Prompter, TextQuestion } from '../../application/ports/system/prompter.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { interruptible } from './interruptible.js';
import { scannable } from './scannable.js';

const LEFT = fail({ kind: 'left' } as const);
/** What takes less time is not worth a line. */
const SAID_AFTER_MS = 300;

/** Asks in a terminal; Ctrl-C and Escape leave. */
export class ClackPrompter implements Prompter {
  say(paragraph: string): void {
    log.message(paragraph);
  }

  warn(paragraph: string): void {
    log.warn(paragraph);
  }

  async link(url: string): Promise<void> {
    const picture = await scannable(url, process.stdout);
    if (picture !== null) process.stdout.write(`\n${picture}\n`);
    log.message(url);
  }

  async text({ message, check, usual, hidden }: TextQuestion): Answered<string> {
    const validate = (answer: string | undefined) => {
      const given = answer ?? '';
      return given === '' && usual !== undefined ? undefined : (check(given) ?? undefined);
    };
    const asked = hidden === true ? password({ message, validate }) : text({ message, validate });
    const answer = await asked;
    return isCancel(answer) ? LEFT : ok((answer ?? '') === '' ? (usual ?? '') : answer);
  }

  async choose<T extends string>({ message, choices, usual }: ChoiceQuestion<T>): Answered<T> {
    const options = choices.map(({ value, label, hint }) => ({
      value: value as string,
      label,
      ...(hint === undefined ? {} : { hint }),
    }));
    const first = usual ?? choices[0]?.value;
    const answer = await select<string>({ message, options, ...(first === undefined ? {} : { initialValue: first }) });
    const chosen = choices.find(({ value }) => value === answer);
    return chosen === undefined ? LEFT : ok(chosen.value);
  }

  async confirm({ message, usual }: { readonly message: string; readonly usual: boolean }): Answered<boolean> {
    const answer = await confirm({ message, initialValue: usual });
    return isCancel(answer) ? LEFT : ok(answer);
  }

  async wait<T>(
    message: string,
    work: (stop: StopSignal) => Promise<T>,
  ): Promise<Result<T, { readonly kind: 'left' }>> {
    const saying = setTimeout(() => log.step(`${message} …`), SAID_AFTER_MS);
    const done = await interruptible(work);
    clearTimeout(saying);
    return done === null ? LEFT : ok(done.value);
  }
}
