import { createInterface } from 'node:readline';
import { chatLines, type NumberedButton } from './chat-text.js';
import { type DemoStage, VISITOR } from './demo-stage.js';

const HINTS =
  'Write a task · a button by its number · long · [[hang]] · [[ask:Bash {"command":"date"}]] [[results]] · /at 60s hello · /help · /quit · edit the file';

/** Puts the chat into the terminal until the visitor leaves. */
export function liveChat(stage: DemoStage, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const terminal = createInterface({ input, output, prompt: '› ' });
    let buttons: readonly NumberedButton[] = [];
    let shown = '';
    const draw = () => {
      const chat = chatLines(stage.server.chat(VISITOR).all, true);
      buttons = chat.buttons;
      const room = Math.max(5, (output.rows ?? 24) - 7);
      const wrapped = chat.lines.flatMap((line) => wrap(line, output.columns ?? 80));
      const screen = [
        `Untether demo · configuration: ${stage.configPath}`,
        HINTS,
        `In another terminal: ${stage.curl}`,
        '',
        ...wrapped.slice(-room),
        '',
      ];
      const text = screen.join('\n');
      if (text === shown) return;
      shown = text;
      output.write(`\u001B[2J\u001B[H${text}\n`);
      terminal.prompt(true);
    };
    const redrawing = setInterval(draw, 150);
    output.on('resize', draw);
    terminal.on('line', (line) => {
      const text = line.trim();
      const button = buttons.find(({ number }) => `${number}` === text);
      if (text === '/quit') terminal.close();
      else if (button !== undefined) stage.server.press(VISITOR, button.messageId, button.data);
      else if (text !== '') stage.server.sendText(VISITOR, VISITOR, line);
      draw();
    });
    terminal.on('close', () => {
      clearInterval(redrawing);
      output.off('resize', draw);
      output.write('\nLeaving…\n');
      resolve();
    });
    draw();
  });
}

/** Cuts a line to the width of the terminal, not counting styles. */
function wrap(line: string, columns: number): readonly string[] {
  const pieces: string[] = [''];
  let width = 0;
  for (const token of tokens(line)) {
    const isStyle = token.startsWith('\u001B');
    if (!isStyle && width >= columns - 1) {
      pieces.push('  ');
      width = 2;
    }
    if (!isStyle) width += 1;
    pieces[pieces.length - 1] += token;
  }
  return pieces;
}

/** Characters, and each style as a whole. */
function* tokens(line: string): Generator<string> {
  for (let at = 0; at < line.length; ) {
    const end = line[at] === '\u001B' ? line.indexOf('m', at) + 1 : at + ([...line.slice(at, at + 2)][0]?.length ?? 1);
    const token = line.slice(at, Math.max(end, at + 1));
    yield token;
    at += token.length;
  }
}
