import type { AgentRequest } from '../../../domain/run/agent-request.js';
import type { QuestionSheet } from '../../../domain/run/question-sheet.js';
import type { Button, ButtonStyle } from '../../ports/chat/chat-channel.js';
import { optionLabel, REQUEST_LABELS } from '../../wording/approval/request-labels.js';
import { canBeNamed, scopeLabel } from '../../wording/run/scope-words.js';

/** What the data of the buttons under an agent's request begins with. */
export const REQUEST_BUTTON = 'ask:';

/** What a button under a request means; `at` is the number of the question that it was made for. */
export type RequestPress =
  | { readonly verb: 'yes' | 'no' | 'always' | 'task' | 'words' | 'outline' | 'skip' | 'all' }
  /** Deny, and tell the agent the words that were asked back about; `words` is their number. */
  | { readonly verb: 'tell'; readonly words: number }
  | { readonly verb: 'pick'; readonly at: number; readonly option: number }
  | { readonly verb: 'done' | 'other'; readonly at: number };

/** What the buttons of one request look like now. */
export interface ButtonSource {
  /** Names the request in the data of its buttons; twelve characters. */
  readonly key: string;
  readonly request: AgentRequest;
  readonly sheet: QuestionSheet | null;
  /** Whether an outline was asked for already. */
  readonly outlined: boolean;
  /** What the button says that shows the rest; `null` if there is no more to show. */
  readonly more: string | null;
}

type MakeButton = (label: string, data: string, style?: ButtonStyle) => Button;

/** The rows of buttons under a request. */
export function requestButtons(source: ButtonSource): readonly (readonly Button[])[] {
  const { key, more } = source;
  const rows = decidingButtons(source, (label, data, style) => buttonOf(key, label, data, style));
  return more === null ? rows : [...rows, [buttonOf(key, more, 'all')]];
}

/** The rows of buttons under words that were asked back about. */
export function askBackButtons(key: string, words: number): readonly (readonly Button[])[] {
  const allow = buttonOf(key, REQUEST_LABELS.allow, 'yes', 'success');
  return [[allow], [buttonOf(key, REQUEST_LABELS.denyAndTell, `tell:${words}`, 'danger')]];
}

function buttonOf(key: string, label: string, data: string, style?: ButtonStyle): Button {
  return { label, data: `${REQUEST_BUTTON}${key}:${data}`, ...(style === undefined ? {} : { style }) };
}

function decidingButtons(
  { request, sheet, outlined }: ButtonSource,
  button: MakeButton,
): readonly (readonly Button[])[] {
  switch (request.kind) {
    case 'tool':
      return [
        [button(REQUEST_LABELS.allow, 'yes', 'success'), button(REQUEST_LABELS.deny, 'no', 'danger')],
        ...(!canBeNamed(request.always) ? [] : [[button(scopeLabel(request.always), 'always')]]),
        [button(REQUEST_LABELS.denyAndSay, 'words')],
      ];
    case 'plan':
      return [
        [button(REQUEST_LABELS.approve, 'yes', 'success')],
        [button(REQUEST_LABELS.approveTask, 'task')],
        [button(REQUEST_LABELS.refuse, 'no', 'danger'), button(REQUEST_LABELS.discuss, 'words')],
        ...(outlined ? [] : [[button(REQUEST_LABELS.outline, 'outline')]]),
      ];
    case 'questions':
      return sheet === null ? [] : questionButtons(sheet, button);
  }
}

function questionButtons(sheet: QuestionSheet, button: MakeButton): readonly Button[][] {
  const { at, current, chosen } = sheet;
  const options = (current?.options ?? []).map((option, index) => {
    const label = optionLabel(option, index, current?.many === true ? chosen.has(index) : null);
    return [button(label, `pick:${at}:${index}`)];
  });
  const other = options.length === 0 ? [] : [button(REQUEST_LABELS.other, `other:${at}`)];
  const done = current?.many === true ? [button(REQUEST_LABELS.done, `done:${at}`)] : [];
  return [...options, [...done, ...other], [button(REQUEST_LABELS.skip, 'skip')]].filter((row) => row.length > 0);
}

/** Which request a pressed button belongs to, and what it means; `null` if it means nothing. */
export function requestPressOf(rest: string): { readonly key: string; readonly press: RequestPress } | null {
  const [, key = '', verb = '', at, option] = /^(\w{1,40}):([a-z]+)(?::(\d{1,6}))?(?::(\d{1,3}))?$/.exec(rest) ?? [];
  switch (verb) {
    case 'yes':
    case 'no':
    case 'always':
    case 'task':
    case 'words':
    case 'outline':
    case 'skip':
    case 'all':
      return { key, press: { verb } };
    case 'pick':
      return option === undefined ? null : { key, press: { verb, at: Number(at), option: Number(option) } };
    case 'tell':
      return at === undefined ? null : { key, press: { verb, words: Number(at) } };
    case 'done':
    case 'other':
      return at === undefined ? null : { key, press: { verb, at: Number(at) } };
    default:
      return null;
  }
}
