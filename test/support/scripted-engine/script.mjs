import { readFileSync } from 'node:fs';
import { answerTo } from './answers.mjs';

const DIRECTIVE = /\[\[([a-z-]+)(?::([\s\S]*?))?\]\]/g;

/** What stands before the conversation's first line: with one of these, nothing is printed in front of it. */
const SILENT_FIRST = new Set(['silent', 'late', 'early']);

/** Plays a file of lines if one is given, else the prompt's directives in their order, and then answers. */
export async function play(player, prompt) {
  const file = player.flags.script ?? process.env.CLAUDE_SCRIPT;
  if (file) return playFile(player, file);

  const steps = [...prompt.matchAll(DIRECTIVE)].map(([, name, arg = '']) => ({ name, arg: arg.trim() }));
  if (!steps.some(({ name }) => SILENT_FIRST.has(name))) player.printer.init();
  for (const { name, arg } of steps) await player.do(name, arg);
  player.finish(answerTo(prompt.replace(DIRECTIVE, '').trim(), player.conversation.turn));
}

/** Lines of JSON, printed as they are; `#delay MS` and `#exit N` between them. */
async function playFile(player, file) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, name, arg] = /^#(\w+) (\d+)$/.exec(line) ?? [];
    if (name !== undefined) await player.do(name, arg);
    else if (line !== '') player.printer.raw(`${line}\n`);
  }
}
