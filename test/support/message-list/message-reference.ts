import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../architecture/project-root.js';
import { type Explanation, type MessageGroup, messageParts } from './explanations.js';
import { type SaidText, saidTexts } from './said-texts.js';
import { tellsProblem } from './shown-text.js';

const SOURCE = join(projectRoot, 'src');
const WORDING = 'application/wording';
/** Only the answers to a tap and the words on buttons may be one word. */
const SHORT = /(?:toasts|labels)\.ts$/;

/** The page of all messages: what each says, what it means and what to do. */
export function messageReference(): string {
  const parts = messageParts().map(
    ({ title, groups }) => `## ${title}\n\n${groups.map((group) => groupSection(group)).join('\n')}`,
  );
  return `<!-- Made from the code and from scripts/messages by \`npm run docs:reference\`; edit those, not this page. -->

# Messages

Everything that Untether says, in the chat, on buttons and about the configuration, with what it means and what to do. Search this
page for a few words of the message that you got. \`…\` stands for what differs from one time to the next, such as a name or a time;
what is joined from pieces is listed piece by piece.

${parts.join('\n')}`;
}

/** What is missing in, or left over from, what is written about the messages; empty if nothing is. */
export function messageObjections(): readonly string[] {
  const groups = messageParts().flatMap((part) => part.groups);
  const explained = groups.flatMap((group) => filesOf(group));
  const said = modulesBelow(WORDING).filter((file) => textsOf([file]).length > 0);
  const paired = modulesBelow('').filter((file) => textsOf([file]).some(({ hint }) => hint !== null));
  return [
    ...[...new Set([...said, ...paired])]
      .filter((file) => !explained.includes(file))
      .map((file) => `${file} is in no group`),
    ...explained.filter((file, index) => explained.indexOf(file) !== index).map((file) => `${file} is in two groups`),
    ...groups.flatMap(groupObjections),
  ];
}

function groupObjections(group: MessageGroup): readonly string[] {
  const texts = textsOf(filesOf(group));
  if (texts.length === 0) return [`“${group.title}” has no messages`];
  const used = new Set(texts.map(({ text }) => explanationOf(text, group)));
  const unexplained = texts.filter(
    ({ text, hint }) =>
      !group.asAWhole &&
      hint === null &&
      ((group.allProblems && !/^\p{Ll}/u.test(text)) || tellsProblem(text)) &&
      explanationOf(text, group) === null,
  );
  return [
    ...unexplained.map(({ text }) => `“${group.title}” does not explain: ${text}`),
    ...group.messages
      .filter((one) => !used.has(one))
      .map(({ words }) => `“${group.title}” explains what nobody says: ${words}`),
  ];
}

function groupSection(group: MessageGroup): string {
  const items = textsOf(filesOf(group)).map((said) => itemOf(said, explanationOf(said.text, group)));
  return `### ${group.title}\n\n${group.means}\n\n**What to do:** ${group.todo}\n\n${items.join('\n')}\n`;
}

function itemOf({ text, hint }: SaidText, explanation: Explanation | null): string {
  const said = escaped(text);
  if (explanation === null && hint === null) return `- ${said}`;
  const means = explanation === null ? [] : [`It means: ${explanation.means}`];
  const todo = `What to do: ${explanation?.todo ?? escaped(hint ?? '')}`;
  return [`- **${said}**`, ...means, todo].join('  \n  ');
}

/** Of those whose words are in a text the one with the most of them. */
function explanationOf(text: string, { messages }: MessageGroup): Explanation | null {
  const fitting = messages.filter(({ words }) => text.includes(words));
  return fitting.toSorted((a, b) => b.words.length - a.words.length)[0] ?? null;
}

/** Paths of a group may be folders. */
function filesOf({ files }: MessageGroup): readonly string[] {
  return files.flatMap((path) => {
    if (!existsSync(join(SOURCE, path))) throw new Error(`src/${path} is not there`);
    return statSync(join(SOURCE, path)).isFile() ? [path] : modulesBelow(path);
  });
}

function modulesBelow(folder: string): readonly string[] {
  return readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path))
    .toSorted();
}

/** What the files say, each text once. */
function textsOf(files: readonly string[]): readonly SaidText[] {
  const all = files.flatMap((file) =>
    saidTexts(readFileSync(join(SOURCE, file), 'utf8')).filter(({ text }) => text.includes(' ') || SHORT.test(file)),
  );
  return [...new Map(all.toReversed().map((said) => [said.text, said])).values()].toReversed();
}

function escaped(text: string): string {
  // Within a word `_` marks nothing, and a name with it is what people search the page for.
  return text.replace(/[\\`*[\]<>|#~]|(?<!\w)_|_(?!\w)/g, '\\$&');
}
