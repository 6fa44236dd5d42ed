import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig, TOKEN } from './rig.js';

describe('the built program and its configuration', () => {
  expectNoLeaks();

  it('refuses a schedule that only the package cron refuses, and a key of 30,000 dots, each with its place', async () => {
    await using rig = await Rig.open();
    const cron = '[[triggers.crons]]\nid = "a"\nprompt = "p"\nschedule = "0 9 * * fri-sun"\n';
    for (const [text, place] of [
      [rig.config(cron), '16:12'],
      [`a${'.a'.repeat(30_000)} = 1\n`, '1:202'],
      [`bot_token = "${TOKEN}\n`, '1:'],
    ] as const) {
      await rig.configure(text);
      expect(await rig.ended(rig.launch('config', 'check', '--config', rig.configPath))).to.equal(1);
      expect(rig.output).to.match(new RegExp(`untether\\.toml:${place}\\d*  error`));
    }
    expect(rig.output)
      .to.include('0 9 * * 5-7')
      .and.to.match(/\| bot_token = "•.*\n +\| +\^/);
    expect(rig.output).not.to.include(TOKEN);
  });

  it('knows the commands of the chat, and warns of a project that one of them hides', async () => {
    await using rig = await Rig.open();
    await rig.configure(
      rig.config('[projects.stats]\npath = "."\n[projects.usage]\npath = "."\n[projects.web]\npath = "."\n'),
    );
    expect(await rig.ended(rig.launch('config', 'check', '--config', rig.configPath))).to.equal(0);
    for (const name of ['stats', 'usage']) expect(rig.output).to.include(`"/${name}" in the chat is the command`);
    expect(rig.output).not.to.include('"/web"');
  });

  it('says in a line what it does not understand, with code 2', async () => {
    await using rig = await Rig.open();
    expect(await rig.ended(rig.launch('version'))).to.equal(2);
    expect(rig.output.trim()).to.equal("untether: no command 'version'; did you mean --version?");
    expect(await rig.ended(rig.launch('--version'))).to.equal(0);
    expect(await rig.ended(rig.launch('--help'))).to.equal(0);
  });

  it('notices secrets that are rotated in their files: that of a webhook, and the token of the bot', async () => {
    await using rig = await Rig.open();
    const port = await new FreePorts().take();
    const [tokenFile, keyFile] = [join(rig.directory, 'token'), join(rig.directory, 'key')];
    await writeFile(tokenFile, TOKEN, { mode: 0o600 });
    await writeFile(keyFile, 'one', { mode: 0o600 });
    await rig.configure(
      rig
        .config(`[triggers]\nenabled = true\n[triggers.server]\nport = ${port}
[[triggers.webhooks]]\nid = "h"\npath = "/h"\nsecret_file = "key"\naction = "notify_only"\nmessage_template = "x"\n`)
        .replace(`bot_token = "${TOKEN}"`, 'bot_token_file = "token"'),
    );
    await rig.start();
    const post = async (secret: string) => {
      const headers = { authorization: `Bearer ${secret}` };
      return (await fetch(`http://127.0.0.1:${port}/h`, { method: 'POST', headers, body: '{}' })).status;
    };
    expect(await post('one')).to.equal(202);
    await writeFile(`${keyFile}.new`, 'two', { mode: 0o600 });
    await rename(`${keyFile}.new`, keyFile);
    await rig.until('the new secret', () => /"generation":2,/.test(rig.output) || null);
    expect([await post('one'), await post('two')]).to.deep.equal([401, 202]);
    const second = '4712:another-token-of-nobody';
    rig.server.addBot(second, { username: 'second_bot' });
    await writeFile(tokenFile, second);
    await rig.until('the second bot', () => /"part":"bot","effect":"replace"/.test(rig.output) || null);
    const asked = rig.server.sendText(ADA, ADA, 'hello', { bot: second });
    expect((await rig.answer(asked, 'hello')).from).to.equal(4712);
    expect(rig.output).not.to.include('another-token-of-nobody');
  });
});
