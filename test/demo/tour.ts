import { readFile, writeFile } from 'node:fs/promises';
import { showsEnd } from '../support/run-message.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { messageLines } from './chat-text.js';
import { type DemoStage, HOOK_SECRET, VISITOR } from './demo-stage.js';

const PATIENCE_MS = 120_000;

/** Plays the demonstration by itself and writes down what the chat shows. */
export async function tour(stage: DemoStage, write: (line: string) => void): Promise<void> {
  const { server } = stage;
  const chat = () => server.chat(VISITOR).all;
  const told = new Map<number, number>();
  const tell = (message: LoggedMessage) => {
    const version = message.history.length + (message.deletedAtMs === null ? 0 : 1_000);
    if (told.get(message.messageId) === version) return;
    told.set(message.messageId, version);
    const lines = messageLines(message, false, []);
    write(message.deletedAtMs === null ? [...lines, ''].join('\n') : `(message ${message.messageId} is removed)\n`);
  };
  const until = async (what: string, look: () => LoggedMessage | undefined): Promise<LoggedMessage> => {
    const found = await server
      .waitFor(() => {
        for (const message of chat()) tell(message);
        return look();
      }, PATIENCE_MS)
      .catch(() => {
        throw new Error(`The tour waited in vain for ${what}.`);
      });
    return found;
  };
  const say = (text: string): LoggedMessage => server.sendText(VISITOR, VISITOR, text);
  const answerTo = (asked: LoggedMessage, part: string) => () =>
    chat().find((one) => one.fromBot && one.replyTo === asked.messageId && one.now.text.includes(part) && isThere(one));
  const title = (text: string) => write(`── ${text} ──\n`);

  title('A task: the progress message is edited, then the answer comes as a new one');
  await until('the answer', answerTo(say('[[steps:4 900]] What is in here?'), '✓'));

  title('Two quick messages are one task');
  const first = say('First half of a thought,');
  say('and the second half.');
  await until('the joined answer', answerTo(first, '✓'));

  title('A long answer with code and emoji is split, fences kept');
  await until('the long answer', answerTo(say('long'), '✓'));

  title('A delayed task, and its cancellation');
  await until('the confirmation', answerTo(say('/at 60s say good night'), '60s'));
  await until('the cancellation', answerTo(say('/cancel'), 'Cancelled'));

  title('A run that is cancelled with the button under it');
  const stuck = say('[[tool:Bash {"command":"sleep 600"}]] [[hang]]');
  const progress = await until('the progress message', () =>
    chat().find((one) => one.fromBot && one.replyTo === stuck.messageId && one.now.buttons.length > 0 && isThere(one)),
  );
  server.press(VISITOR, progress.messageId, 0);
  await until('the cancelled run', answerTo(stuck, 'cancelled'));

  title('A webhook post starts a run');
  write(`$ ${stage.curl}\n`);
  const headers = { authorization: `Bearer ${HOOK_SECRET}` };
  const response = await fetch(stage.hookUrl, { method: 'POST', headers, body: '{"what":"a deploy"}' });
  write(`${response.status} ${await response.text()}\n`);
  await until('the answer to the post', () =>
    chat().find((one) => isThere(one) && one.now.text.includes('⚡ webhook:hello') && showsEnd(one.now.text)),
  );

  title('An edit of the configuration file is live when it is saved');
  const config = await readFile(stage.configPath, 'utf8');
  await writeFile(stage.configPath, `${config}\n[footer]\nshow_api_cost = false\n`);
  await until('the report of the edit', () => chat().find((one) => one.now.text.includes('Configuration 2 is live')));
}

function isThere(message: LoggedMessage): boolean {
  return message.deletedAtMs === null;
}
