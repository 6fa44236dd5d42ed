import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../support/http-request.js';
import { showsRun } from '../support/run-message.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import type { Fact } from './ledger.js';
import type { Stage } from './stage.js';
import { HOOK_SECRET, NOTIFY_HOOKS, RUN_HOOKS } from './stage-config.js';

const RETRY_MS = 60;

/** Somebody writes a prompt. */
export function say(stage: Stage, person: number, directives = ''): Fact {
  const token = stage.ledger.mint();
  const { messageId } = stage.rig.server.sendText(person, person, `${token} ${directives} [[say:did ${token}]]`);
  return stage.ledger.add('message', token, person, { messageId });
}

/** Somebody writes a prompt whose answer is longer than four messages. */
export function sayLong(stage: Stage, person: number, directives = ''): Fact {
  const token = stage.ledger.mint();
  const { messageId } = stage.rig.server.sendText(person, person, `${token} ${directives} [[pages:did ${token}]]`);
  return stage.ledger.add('message', token, person, { messageId, long: true });
}

/** What a run hands out, in lines of its own length: as many as say how long it is. */
const HANDED_OUT_LINES = 20_000;
/** The bytes of that file. */
export const HANDED_OUT_BYTES = Array.from({ length: HANDED_OUT_LINES }, (_, n) => `${n + 1}\n`).join('').length;

/** Somebody asks for a run whose agent leaves a file for them. */
export function sayForFile(stage: Stage, person: number, directives = ''): Fact {
  const token = stage.ledger.mint();
  const command = `seq ${HANDED_OUT_LINES} > "$UNTETHER_OUTBOX/${token}.txt"`;
  const text = `${token} [[tool:Bash ${JSON.stringify({ command })}]] ${directives} [[say:did ${token}]]`;
  const { messageId } = stage.rig.server.sendText(person, person, text);
  return stage.ledger.add('message', token, person, { messageId, handsOut: true });
}

/** Somebody asks for a run in a minute. */
export function askLater(stage: Stage, person: number, more = ''): Fact {
  const token = stage.ledger.mint();
  const text = `/at 60s ${token} [[say:did ${token}]] ${more}`;
  const { messageId } = stage.rig.server.sendText(person, person, text);
  return stage.ledger.add('/at', token, person, { messageId });
}

/** The message that confirms an `/at`, if it is there and still offers its button. */
export function confirmationOf(stage: Stage, { chatId, messageId }: Fact): LoggedMessage | undefined {
  return stage.rig.server
    .chat(chatId)
    .visible.find((one) => one.fromBot && one.replyTo === messageId && one.now.text.includes('will run in'));
}

/** The message that shows a run that goes on, if it offers a button. */
export function progressOf(stage: Stage, { chatId, messageId }: Fact): LoggedMessage | undefined {
  return stage.rig.server
    .chat(chatId)
    .visible.findLast((one) => one.fromBot && one.replyTo === messageId && showsRun(one.now.text));
}

/** Somebody presses the first button under a message. */
export function press(stage: Stage, kind: 'drop' | 'cancel', message: LoggedMessage, about: Fact): Fact | null {
  if (message.now.buttons.flat().length === 0) return null;
  const id = stage.rig.server.press(message.chatId, message.messageId, 0);
  return stage.ledger.add(kind, stage.ledger.mint(), message.chatId, {
    messageId: message.messageId,
    press: { id, about: about.token },
  });
}

/** A post that is sent until it is answered with 2xx, always under the same delivery id. */
export async function post(
  stage: Stage,
  kind: 'webhook' | 'notify',
  options: { readonly ms?: number; readonly more?: string; readonly until?: () => boolean } = {},
): Promise<Fact> {
  const token = stage.ledger.mint();
  const hooks = Object.entries(kind === 'webhook' ? RUN_HOOKS : NOTIFY_HOOKS);
  const [hook = '', chatId = 0] = hooks[stage.ledger.facts.length % hooks.length] ?? [];
  const fact = stage.ledger.add(kind, token, chatId, { hook });
  const body = JSON.stringify({ token, ms: options.ms ?? 0, more: options.more ?? '' });
  stage.ledger.posting++;
  while (!stage.over && !(options.until?.() ?? false)) {
    const status = await postOnce(stage, hook, token, body);
    fact.accepted ||= status === 202 || status === 200;
    if (fact.accepted) break;
    await pause(RETRY_MS);
  }
  stage.ledger.posting--;
  return fact;
}

/** One attempt: the status, or 0 where there was no answer. */
export function postOnce(stage: Stage, hook: string, token: string, body: string): Promise<number> {
  const headers = { authorization: `Bearer ${HOOK_SECRET}`, 'idempotency-key': token };
  return send({ port: stage.port, path: `/${hook}`, headers, body }).then(
    ({ status }) => status,
    () => 0,
  );
}
