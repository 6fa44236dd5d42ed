import { createInterface } from 'node:readline';
import { ButtonNumbers } from './button-numbers.js';
import { paint } from './chat-text.js';
import { VISITOR } from './demo-files.js';
import type { DemoStage } from './demo-stage.js';
import { FIRST_BUTTON, MENU } from './menu.js';
import { widthOf, wrap } from './wrap.js';
import { WrappedChat } from './wrapped-chat.js';

const REDRAW_MS = 150;
/** Lines of the terminal that the chat never takes: that of the prompt, and one below it. */
const BELOW = 2;
/** A screen of its own, so that what was in the terminal before is back afterwards. */
const ENTER = '\u001B[?1049h';
const LEAVE = '\u001B[?1049l';

/** Puts the chat into the terminal until the visitor leaves, or `signal` says so. */
export async function liveChat(
  stage: DemoStage,
  terminal: { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WriteStream },
  signal: AbortSignal,
): Promise<void> {
  const { input, output } = terminal;
  const numbers = new ButtonNumbers(FIRST_BUTTON);
  const chat = new WrappedChat(numbers);
  const line = createInterface({ input, output, prompt: '› ', signal });
  let note = 'Write a task in your own words, or a number. The agent works on a little web shop, whatever you ask.';
  let shown = '';
  const draw = () => {
    const { columns = 80, rows = 24 } = output;
    const frame = { columns, rows, note };
    const text = screen(stage, chat, frame).join('\u001B[K\r\n');
    if (text === shown) return;
    shown = text;
    output.write(`\u001B[H${text}\u001B[K\r\n\u001B[J`);
    line.prompt(true);
  };
  const tell = (text: string) => {
    note = text;
    draw();
  };
  output.write(ENTER);
  const redrawing = setInterval(draw, REDRAW_MS);
  output.on('resize', draw);
  // Readline clears the screen at Ctrl-L; and stopped by Ctrl-Z alone, it would keep npm and the terminal waiting.
  input.on('keypress', (_text, key: { readonly ctrl: boolean; readonly name?: string } | undefined) => {
    if (key?.ctrl !== true || key.name !== 'l') return;
    shown = '';
    draw();
  });
  line.on('SIGTSTP', () => undefined);
  const closed = new Promise<void>((resolve) => line.once('close', resolve));
  line.on('line', (written) => {
    shown = '';
    if (['0', '/quit', 'q'].includes(written.trim())) line.close();
    else void take(stage, numbers, written).then(tell, (error: unknown) => tell(`That went wrong: ${error}`));
  });
  draw();
  await closed;
  clearInterval(redrawing);
  output.off('resize', draw);
  output.write(`${LEAVE}Leaving…\n`);
}

/** What is done with a line, in a sentence. */
async function take(stage: DemoStage, numbers: ButtonNumbers, written: string): Promise<string> {
  const text = written.trim();
  if (text === '') return '';
  if (!/^\d{1,5}$/.test(text)) {
    stage.say(written);
    return '';
  }
  const number = Number(text);
  const item = MENU[number - 1];
  if (item !== undefined) return await item.act(stage);
  const button = numbers.find(number, stage.messages);
  if (button === null) return `Nothing on the screen has the number ${number}.`;
  stage.server.press(VISITOR, button.messageId, button.data);
  return '';
}

interface Frame {
  readonly columns: number;
  readonly rows: number;
  readonly note: string;
}

function screen(stage: DemoStage, chat: WrappedChat, { columns, rows, note }: Frame): readonly string[] {
  const top = wrap(
    paint(`The real Untether; Telegram and the agent are played · configuration: ${stage.files.configPath}`, '2', true),
    columns,
  );
  const below = [...(note === '' ? [] : wrap(paint(note, '33', true), columns)), ...menuLines(columns)];
  const room = Math.max(4, rows - top.length - below.length - BELOW - 2);
  // The end of the chat, at the bottom of its room.
  const latest = chat.lines(stage.messages, columns).slice(-room);
  const empty = Array.from({ length: room - latest.length }, () => '');
  return [...top, '', ...empty, ...latest, ...below];
}

function menuLines(columns: number): readonly string[] {
  const items = [...MENU.map(({ label }, index) => `${index + 1} ${label}`), '0 quit'];
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last}   ${item}`) < columns) lines[lines.length - 1] = `${last}   ${item}`;
    else lines.push(item);
  }
  return lines.map((line) => paint(line, '36', true));
}
