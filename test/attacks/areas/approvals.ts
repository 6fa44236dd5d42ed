import { existsSync, rmSync } from 'node:fs';
import { ADA } from '../../end-to-end/rig.js';
import { showsEnd } from '../../support/run-message.js';
import type { LoggedMessage } from '../../support/telegram-server/chat-log.js';
import { type Attempt, broke, HELD, heldUnless, type Scene, type Verdict } from '../attempt.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const GROUP = -6_001;
const STRANGER = 666;
const GUEST = 1_398;

/** A question in the group, about a file that is made once it is allowed. */
interface Open {
  readonly question: LoggedMessage;
  readonly made: () => boolean;
  /** The data of a button whose label has the text. */
  readonly button: (label: string) => string;
}

/** What people see of a tool request, whatever is in it. */
const SHOWN: readonly (readonly [string, string, Readonly<Record<string, unknown>>, RegExp])[] = [
  ['a command without its sandbox', 'Bash', { command: 'true', dangerouslyDisableSandbox: true }, /sandbox/i],
  ['a command in the background', 'Bash', { command: 'true', run_in_background: true }, /background/i],
  [
    'a command with hours to run',
    'Bash',
    { command: 'true', timeout: 36_000_000 },
    /time.?out|36000000|36.?000.?000|10 ?h/i,
  ],
  [
    'an edit of every place',
    'Edit',
    { file_path: 'a', old_string: 'x', new_string: 'y', replace_all: true },
    /replace.?all|every|all occurrences/i,
  ],
  ['an isolate in a path', 'Write', { file_path: 'a\u2066b\u2069.txt', content: 'x' }, /^[^\u2066\u2069]*$/],
  ['an override in a path', 'Write', { file_path: 'a\u202etxt.exe', content: 'x' }, /^[^\u202e]*$/],
  ['zero-width characters in a path', 'Write', { file_path: 'a\u200bb.txt', content: 'x' }, /^[^\u200b]*$/],
  ['zero-width characters in a command', 'Bash', { command: 'rm\u200b x' }, /^[^\u200b]*$/],
  ['tag characters in a content', 'Write', { file_path: 'a', content: 'x\u{e0041}' }, /^[^\u{e0041}]*$/u],
  ['a long path whose end counts', 'Write', { file_path: `${'deep/'.repeat(120)}.bashrc`, content: 'x' }, /\.bashrc/],
  ['a path that climbs', 'Write', { file_path: 'src/../../../home/x', content: 'x' }, /home\/x/],
  [
    'a second line in a path',
    'Write',
    { file_path: 'a\nAllow this, it is safe', content: 'x' },
    /^(?![\s\S]*\nAllow this)/,
  ],
  ['backticks in a path', 'Write', { file_path: 'a`b', content: 'x' }, /a.b/],
  [
    'an MCP tool',
    'mcp__mail__send',
    { to: 'x@example.invalid', body: 'the secret', attachment: 'id_rsa' },
    /x@example[\s\S]*id_rsa|id_rsa[\s\S]*x@example/,
  ],
  ['an unknown field', 'Bash', { command: 'true', somethingNew: 'a-new-danger' }, /a-new-danger/],
];

/** Who may allow what an agent asks for, and what they see before they do. */
export function approvals(): Scene {
  const pressing = (name: string, go: (stage: Stage, open: Open) => unknown): Attempt<Stage> => ({
    name,
    expected: 'nothing is allowed',
    run: (stage) =>
      asking(stage, async (open) => {
        await go(stage, open);
        await stage.settle();
        return heldUnless(open.made() && 'it was done');
      }),
  });
  return scene<Stage>({
    area: 'approvals',
    quick: 8,
    open: () =>
      Stage.open({
        prepare: ({ rig: { server } }) =>
          void server.addChat(GROUP, { kind: 'supergroup', administrators: [ADA], members: [ADA, GUEST, STRANGER] }),
        rewrite: (all) => all.replace('path = "project"', `path = "project"\nchat_id = ${GROUP}`),
      }),
    attempts: [
      pressing('a stranger presses [Allow]', (stage, { question, button }) =>
        press(stage, GROUP, STRANGER, question.messageId, button('Allow')),
      ),
      pressing('an allowed user who did not ask and administers nothing presses', (stage, { question, button }) =>
        press(stage, GROUP, GUEST, question.messageId, button('Allow')),
      ),
      pressing('that user forges it in private', (stage, { question, button }) =>
        press(stage, GUEST, GUEST, question.messageId, button('Allow')),
      ),
      pressing('a stranger forges it in private', (stage, { question, button }) =>
        press(stage, STRANGER, STRANGER, question.messageId, button('Allow')),
      ),
      pressing('the owner presses data that was copied to another chat', (stage, { question, button }) =>
        press(stage, GUEST, GUEST, question.messageId + 1, button('Allow')),
      ),
      pressing('a bot presses', (stage, { question, button }) =>
        press(stage, GROUP, 4_712, question.messageId, button('Allow')),
      ),
      ...['yes', 'ja', '👍', 'Allow', 'ok go'].flatMap((words) => [
        pressing(`a stranger answers “${words}”`, (stage, { question }) =>
          stage.rig.server.sendText(GROUP, STRANGER, words, { replyTo: question.messageId }),
        ),
        pressing(`an allowed user who did not ask answers “${words}”`, (stage, { question }) =>
          stage.rig.server.sendText(GROUP, GUEST, words, { replyTo: question.messageId }),
        ),
      ]),
      ...['ask:x:yes', 'ask::yes', 'ask:__proto__:yes'].map((data) =>
        pressing(`the owner presses ${data}`, (stage, { question }) =>
          press(stage, GROUP, ADA, question.messageId, data),
        ),
      ),
      {
        name: 'the owner presses [Allow] (must be done), and again afterwards',
        expected: 'done once',
        run: (stage) =>
          asking(stage, async ({ question, button, made }) => {
            const data = button('Allow');
            press(stage, GROUP, ADA, question.messageId, data);
            await stage.until('the file', made);
            rmSync(stage.file('project', 'made.txt'));
            press(stage, GROUP, ADA, question.messageId, data);
            await stage.settle();
            return heldUnless(made() && 'done again');
          }),
      },
      {
        name: 'the owner denies, and then presses [Allow]',
        expected: 'not done',
        run: (stage) =>
          asking(stage, async ({ question, button, made }) => {
            const data = button('Allow');
            press(stage, GROUP, ADA, question.messageId, button('Deny'));
            await stage.until(
              'the verdict',
              () => stage.rig.server.chat(GROUP).find(question.messageId)?.now.buttons.length === 0,
            );
            press(stage, GROUP, ADA, question.messageId, data);
            await stage.settle();
            return heldUnless(made() && 'done');
          }),
      },
      ...SHOWN.map(
        ([name, tool, input, shows]): Attempt<Stage> => ({
          name: `what is asked shows ${name}`,
          expected: 'seen whole and visible, before it is allowed',
          run: async (stage) => {
            const person = stage.person();
            stage.rig.server.sendText(person, person, `[[ask:${tool} ${JSON.stringify(input)}]]`);
            const question = await stage.until('the question', () => questionIn(stage, person));
            const deny = question.now.buttons.flat().find(({ text }) => text.includes('Deny'))?.data ?? '';
            press(stage, person, person, question.messageId, deny);
            return heldUnless(!shows.test(question.now.text) && question.now.text);
          },
        }),
      ),
      ...(['first', 'last'] as const).map(
        (which): Attempt<Stage> => ({
          name: `a plan was approved by the ${which} such button; a later task of the conversation writes`,
          expected: 'it is asked about',
          run: async (stage) => {
            const person = stage.person();
            stage.rig.server.sendText(person, person, '[[ask:ExitPlanMode {"plan":"1. Do it"}]]');
            const plan = await stage.until('the plan', () => questionIn(stage, person));
            press(
              stage,
              person,
              person,
              plan.messageId,
              plan.now.buttons
                .flat()
                .filter(({ text }) => text.includes('Approve'))
                .at(which === 'first' ? 0 : -1)?.data ?? '',
            );
            await stage.until('the end', () =>
              stage.rig.server.chat(person).all.some((one) => one.fromBot && /done|✓/.test(one.now.text)),
            );
            return later(stage, person);
          },
        }),
      ),
      {
        name: 'a plan was approved; the same run runs a command',
        expected: 'it is asked about, unless the button said otherwise',
        run: async (stage) => {
          const person = stage.person();
          rmSync(stage.file('project', 'planned.txt'), { force: true });
          stage.rig.server.sendText(
            person,
            person,
            '[[ask:ExitPlanMode {"plan":"1. Do it"}]] [[ask:Bash {"command":"touch planned.txt"}]]',
          );
          const plan = await stage.until('the plan', () => questionIn(stage, person));
          const button = plan.now.buttons.flat().find(({ text }) => /Approve/.test(text) && !/don.t ask/i.test(text));
          press(stage, person, person, plan.messageId, button?.data ?? '');
          const next = () =>
            existsSync(stage.file('project', 'planned.txt')) ||
            stage.rig.server.chat(person).visible.find((one) => one.messageId > plan.messageId && isQuestion(one));
          return (await stage.until('a question or the file', next)) === true ? broke('the command ran unasked') : HELD;
        },
      },
    ],
  });
}

async function later(stage: Stage, person: number): Promise<Verdict> {
  rmSync(stage.file('project', 'later.txt'), { force: true });
  const last = stage.rig.server.chat(person).all.at(-1)?.messageId ?? 0;
  stage.rig.server.sendText(person, person, '[[ask:Write {"file_path":"later.txt","content":"x"}]]');
  const next = () =>
    existsSync(stage.file('project', 'later.txt')) ||
    stage.rig.server.chat(person).visible.find((one) => one.messageId > last && isQuestion(one));
  return (await stage.until('a question or the file', next)) === true ? broke('it was written unasked') : HELD;
}

/** Lets Ada's run ask in the group, and takes care that it ends. */
async function asking(stage: Stage, use: (open: Open) => Promise<Verdict>): Promise<Verdict> {
  const file = stage.file('project', 'made.txt');
  rmSync(file, { force: true });
  const last = stage.rig.server.chat(GROUP).all.at(-1)?.messageId ?? 0;
  const asked = stage.rig.server.sendText(GROUP, ADA, '/p [[ask:Bash {"command":"touch made.txt"}]]');
  const question = await stage.until('the question', () =>
    stage.rig.server.chat(GROUP).visible.find((one) => one.messageId > last && isQuestion(one)),
  );
  const button = (label: string) => question.now.buttons.flat().find(({ text }) => text.includes(label))?.data ?? '';
  const verdict = await use({ question, made: () => existsSync(file), button });
  // Whatever the attempt did to the question: it is answered by now, or by this.
  press(stage, GROUP, ADA, question.messageId, button('Deny'));
  const isFinal = ({ fromBot, messageId, replyTo, now }: LoggedMessage) =>
    fromBot && replyTo === asked.messageId && messageId !== question.messageId && showsEnd(now.text);
  await stage.until('the end', () => stage.rig.server.chat(GROUP).visible.find(isFinal));
  return verdict;
}

function isQuestion({ fromBot, now }: LoggedMessage): boolean {
  return fromBot && now.buttons.flat().some(({ data }) => data.startsWith('ask:'));
}

function questionIn(stage: Stage, chatId: number): LoggedMessage | undefined {
  return stage.rig.server.chat(chatId).visible.find(isQuestion);
}

/** Somebody presses a button, shown or not. */
function press(stage: Stage, chatId: number, userId: number, messageId: number, data: string): void {
  stage.rig.server.forgePress(chatId, messageId, data, userId);
}
