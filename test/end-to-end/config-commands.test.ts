import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { temporaryDirectory } from '../support/temporary-directory.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/untether.js', import.meta.url));

const CONFIG = `# mine
[transports.telegram]
bot_token = "1:sesame" # from BotFather
chat_id = 5
allowed_user_ids = [1]

[[triggers.crons]]
id = "daily"
schedule = "0 8 * * *" # at eight
prompt = "go"
`;

/** A directory with a configuration file, and the program in it. */
class Desk implements AsyncDisposable {
  readonly #directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  readonly file: string;
  environment: Readonly<Record<string, string>> = {};

  private constructor(directory: Awaited<ReturnType<typeof temporaryDirectory>>) {
    this.#directory = directory;
    this.file = join(directory.path, 'untether.toml');
  }

  static async open(): Promise<Desk> {
    const desk = new Desk(await temporaryDirectory());
    await writeFile(desk.file, CONFIG, { mode: 0o640 });
    await chmod(desk.file, 0o640);
    return desk;
  }

  get path(): string {
    return this.#directory.path;
  }

  /** Runs `untether config …` to its end. */
  async run(words: readonly string[], input = ''): Promise<{ code: number; out: string; error: string }> {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [PROGRAM, 'config', ...words, '--config', this.file], {
      env: { PATH, HOME: this.path, TMPDIR: this.path, ...this.environment },
    });
    child.stdin.on('error', () => undefined).end(input);
    const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: code as number, out, error };
  }

  /** An editor that does this to the file it is given. */
  async editor(script: string): Promise<void> {
    const path = join(this.path, 'editor.sh');
    await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
    this.environment = { EDITOR: path };
  }

  async content(): Promise<string> {
    return readFile(this.file, 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#directory[Symbol.asyncDispose]();
  }
}

describe('untether config', () => {
  it('sets, gets and unsets a key, and changes nothing else about the file', async () => {
    await using desk = await Desk.open();
    const key = 'triggers.crons.daily.schedule';
    expect(await desk.run(['set', key, '0 9 * * *'])).to.deep.equal({
      code: 0,
      out: `${key} = "0 9 * * *" (was "0 8 * * *")\n`,
      error: '',
    });
    expect(await desk.content()).to.equal(CONFIG.replace('0 8', '0 9'));
    expect((await stat(desk.file)).mode & 0o7777).to.equal(0o640);
    expect(await desk.run(['get', key])).to.deep.equal({ code: 0, out: '0 9 * * *\n', error: '' });
    expect((await desk.run(['set', 'log.level', 'debug'])).code).to.equal(0);
    expect(await desk.run(['unset', 'log.level'])).to.include({ code: 0, out: 'log.level is unset (was "debug")\n' });
    expect(await desk.content()).to.equal(CONFIG.replace('0 8', '0 9'));
  });

  it('writes nothing that would not be usable, and says what is wrong where', async () => {
    await using desk = await Desk.open();
    const { code, out, error } = await desk.run(['set', 'triggers.crons.daily.schedule', '0 9 * *']);
    expect({ code, out }).to.deep.equal({ code: 2, out: '' });
    expect(error).to.include(`${desk.file}:9:12  error  triggers.crons.0.schedule`);
    expect(await desk.content()).to.equal(CONFIG);
  });

  it('ends with 1 where there is no such key or nothing is set, and says what could be meant', async () => {
    await using desk = await Desk.open();
    for (const words of [
      ['get', 'default_project'],
      ['get', 'default_engien'],
      ['set', 'default_engien', 'claude'],
      ['unset', 'default_engine'],
      ['list', 'progress'],
    ]) {
      expect(await desk.run(words)).to.include({ code: 1, out: '' });
    }
    expect((await desk.run(['get', 'default_engien'])).error).to.include('Did you mean default_engine?');
  });

  it('lists what is written, or all that has a value, and the path', async () => {
    await using desk = await Desk.open();
    const { out } = await desk.run(['list']);
    expect(out.split('\n').slice(0, 3)).to.deep.equal([
      'transports.telegram.bot_token = [secret]',
      'transports.telegram.chat_id = 5',
      'transports.telegram.allowed_user_ids = [1]',
    ]);
    desk.environment = { UNTETHER__PROGRESS__MAX_ACTIONS: '3' };
    expect((await desk.run(['list', '--all'])).out)
      .to.include('progress.max_actions = 3\n')
      .and.include('watch_config = true\n');
    expect(JSON.parse((await desk.run(['get', 'triggers.crons.daily', '--json'])).out)).to.include({
      'triggers.crons.daily.schedule': '0 8 * * *',
    });
    expect((await desk.run(['path'])).out).to.equal(`${desk.file}\n`);
  });

  it('prints no secret, reads one from its input, and warns of one on the command line', async () => {
    await using desk = await Desk.open();
    const token = 'transports.telegram.bot_token';
    const piped = await desk.run(['set', token, '-'], '2:open sesame\n');
    expect(piped).to.deep.equal({ code: 0, out: `${token} = [secret] (was [secret])\n`, error: '' });
    expect(await desk.content()).to.equal(CONFIG.replace('1:sesame', '2:open sesame'));
    const typed = await desk.run(['set', token, '3:sesame']);
    expect(typed.error).to.include('untether config set transports.telegram.bot_token -');
    const shown = [typed, await desk.run(['list', '--all', '--json']), await desk.run(['get', token, '--json'])];
    expect(JSON.stringify(shown)).to.not.include('sesame');
  });

  it('opens a copy in the editor, and saves it only once it is right', async () => {
    await using desk = await Desk.open();
    await desk.editor(`sed -i 's/0 8/0 9/' "$1"`);
    expect(await desk.run(['edit'])).to.include({ code: 0, out: `${desk.file} is saved.\n` });
    expect(await desk.content()).to.equal(CONFIG.replace('0 8', '0 9'));
    expect(await desk.run(['edit'])).to.include({ code: 0, out: 'Nothing was changed.\n' });

    await desk.editor(`sed -i 's/0 9/0 99/; s/0 999/0 10/' "$1"`);
    const discarded = await desk.run(['edit'], 'd\n');
    expect(discarded).to.include({ code: 2 });
    expect(discarded.error).to.include(`${desk.file}:9:12  error`).and.include('Nothing was written.');
    expect(await desk.content()).to.include('0 9 * * *');
    expect((await desk.run(['edit'], 'e\n')).code).to.equal(0);
    expect(await desk.content()).to.include('0 10 * * *');

    await desk.editor('exit 3');
    expect((await desk.run(['edit'])).code).to.equal(2);
    expect((await readdir(desk.path)).sort()).to.deep.equal(['editor.sh', 'state', 'untether.toml']);
    expect(await readdir(join(desk.path, 'state'))).to.deep.equal(['drafts']);
    expect(await readdir(join(desk.path, 'state', 'drafts'))).to.deep.equal([]);
  });

  it('keeps what was written in the editor where somebody else saved the file meanwhile', async () => {
    await using desk = await Desk.open();
    await desk.editor(`echo '# theirs' >> '${desk.file}'; echo '# ours' >> "$1"`);
    const { code, error } = await desk.run(['edit']);
    expect(code).to.equal(2);
    expect(await desk.content()).to.equal(`${CONFIG}# theirs\n`);
    const copy = /What you wrote is in (\S+),/.exec(error)?.[1] ?? '';
    expect(await readFile(copy, 'utf8')).to.equal(`${CONFIG}# ours\n`);
    expect(copy).to.match(/\/state\/drafts\/untether-\w+\/untether\.toml$/);
    const modes = [copy, dirname(copy), dirname(dirname(copy))].map(async (path) => (await stat(path)).mode & 0o777);
    expect(await Promise.all(modes)).to.deep.equal([0o600, 0o700, 0o700]);
  });

  it('keeps what was refused where nobody can answer, or when that is the answer', async () => {
    await using desk = await Desk.open();
    await desk.editor(`sed 's/0 8/0 99/' "$1" > "$1.new" && chmod 644 "$1.new" && mv "$1.new" "$1"`);
    for (const input of ['', 'k\n']) {
      const { code, error } = await desk.run(['edit'], input);
      expect(code).to.equal(2);
      const copy = /What you wrote is in (\S+),/.exec(error)?.[1] ?? '';
      expect(await readFile(copy, 'utf8')).to.include('0 99');
      expect((await stat(copy)).mode & 0o777).to.equal(0o600);
    }
    expect(await desk.content()).to.equal(CONFIG);
  });

  it('takes no draft from behind a link, and puts none there', async () => {
    await using desk = await Desk.open();
    await mkdir(join(desk.path, 'state'));
    await mkdir(join(desk.path, 'elsewhere'));
    await symlink('../elsewhere', join(desk.path, 'state', 'drafts'));
    await desk.editor(`ls '${desk.path}/elsewhere'; ln -sf '${desk.path}/editor.sh' "$1"`);
    const { code, error, out } = await desk.run(['edit']);
    expect([code, out]).to.deep.equal([2, '']);
    expect(error).to.include('no ordinary file');
    expect(await desk.content()).to.equal(CONFIG);
  });
});
