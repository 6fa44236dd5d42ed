import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ADA, Rig } from '../end-to-end/rig.js';
import { FakeModel } from '../support/fake-model/fake-model.js';
import { repositoryRoot } from '../support/scripted-engine/path.js';
import { printResults } from './result-table.js';

describe('a person in Telegram and the real Claude Code', function () {
  printResults('claude');
  this.timeout(120_000);
  let rig: Rig;
  let model: FakeModel;

  before(async () => {
    rig = await Rig.open();
    model = await FakeModel.start(rig.directory);
    rig.engine = join(repositoryRoot, '.cache/engines/node_modules/.bin/claude');
    rig.environment = {
      ANTHROPIC_BASE_URL: model.url,
      ANTHROPIC_API_KEY: 'dummy',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    };
    await rig.configure(rig.config('use_api_billing = true\nallowed_tools = ["Bash"]\n'));
    await rig.start();
  });

  after(async () => {
    await model.stop();
    await rig[Symbol.asyncDispose]();
  });

  it('talk: a text, a tool, and a next message that goes on with the conversation', async () => {
    await rig.answer(rig.say('Hello there'), 'Fake answer to user turn 1');
    const tool = await rig.answer(rig.say('Run it [[tool:Bash {"command":"echo from the shell"}]]'), 'from the shell');
    expect(tool.now.text).to.include('user turn 2').and.to.include('1 step');
  });

  it('stop it in the middle of a tool, and nothing is left behind', async () => {
    const asked = rig.say('Wait [[tool:Bash {"command":"tail -f /dev/null"}]]');
    const progress = await rig.until('the tool', () =>
      rig.answersTo(asked).find((one) => one.now.text.includes('tail -f')),
    );
    expect(await rig.processes()).not.to.deep.equal([]);
    rig.server.press(ADA, progress.messageId, 0);
    await rig.answer(asked, 'Cancelled');
    expect(await rig.processesLeft()).to.deep.equal([]);
    await rig.answer(rig.say('Still there?'), 'Fake answer to user turn');
  });

  it('are asked before a file is written, and answer by a button or in words', async () => {
    const write = (name: string) =>
      `[[tool:Write ${JSON.stringify({ file_path: join(rig.directory, 'project', name), content: 'x' })}]]`;
    const question = (text: string) =>
      rig.until(text, () => rig.bots().find((one) => one.now.text.includes(text) && one.now.buttons.length > 0));

    const first = rig.say(`Write it ${write('first.txt')}`);
    rig.server.press(ADA, (await question('first.txt')).messageId, 0);
    await rig.answer(first, 'File created');

    const second = rig.say(`Write it ${write('second.txt')}`);
    const { messageId } = await question('second.txt');
    const now = () => rig.bots().find((one) => one.messageId === messageId)?.now;
    rig.server.press(ADA, messageId, 3);
    await rig.until('the invitation', () => now()?.text.includes('next message') === true);
    rig.say('I prefer PURPLE');
    await rig.answer(second, 'I prefer PURPLE');
    await rig.until('the end of the buttons', () => now()?.buttons.length === 0);
  });

  it('approve a plan without further questions in this task, end that at once, and are asked in the next task', async () => {
    const project = join(rig.directory, 'project');
    const write = (name: string) =>
      `[[tool:Write ${JSON.stringify({ file_path: join(project, name), content: 'x' })}]]`;
    const wait = `[[tool:Bash ${JSON.stringify({ command: 'until [ -e go ]; do timeout 1 tail -f /dev/null; done' })}]]`;
    const asked = (text: string) =>
      rig.until(text, () => rig.bots().find((one) => one.now.text.includes(text) && one.now.buttons.length > 0));
    const label = (row: number, text: string) => asked(text).then(({ now }) => now.buttons[row]?.[0]?.text);

    const task = rig.say(
      `Plan [[tool:EnterPlanMode {}]] [[tool:ExitPlanMode {}]] ${write('in-plan')} ${wait} ${write('later')}`,
    );
    expect(await label(1, 'wrote no plan down')).to.equal("⏩ Approve, don't ask in this task");
    rig.server.press(ADA, (await asked('wrote no plan down')).messageId, 1);
    const progress = await rig.until('the grant', () =>
      rig
        .answersTo(task)
        .find((one) => one.now.text.includes('not asking in this task') && one.now.text.includes('until')),
    );
    expect(progress.now.buttons.flat().map(({ text }) => text)).to.deep.equal(['✋ Ask again', 'Cancel']);
    rig.server.press(ADA, progress.messageId, 0);
    const now = () => rig.answersTo(task).find(({ messageId }) => messageId === progress.messageId)?.now;
    await rig.until('the end of the grant', () => now()?.buttons.length === 1);
    await writeFile(join(project, 'go'), '');
    rig.server.press(ADA, (await asked('later')).messageId, 0);
    await rig.answer(task, 'File created');
    expect(rig.bots().some(({ now }) => now.text.includes('in-plan') && now.text.startsWith('✅ Allowed'))).to.equal(
      false,
    );

    const next = rig.say(`Go on ${write('next-task')}`);
    rig.server.press(ADA, (await asked('next-task')).messageId, 0);
    await rig.answer(next, 'File created');
  });
});
