import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { TomlConfigSource } from '../../../src/adapters/config/toml-config-source.js';
import { deniedNames, judgePathOnDisk, judgePathText } from '../../../src/adapters/files/judge-path.js';
import type { ConfigProblem } from '../../../src/application/values/reload/config-problem.js';
import { CONFIG_SCHEMA, GUARDED_NAMES } from '../../../src/composition/wiring/config-schema.js';
import { ConfigDirectory } from './config-directory.js';
import { LEAST } from './read-text.js';

/** What reading a configuration says, with the project `p` beside it. */
async function problemsOf(
  more: string,
  lay: (directory: string) => void = () => {},
): Promise<readonly ConfigProblem[]> {
  using directory = new ConfigDirectory();
  mkdirSync(join(directory.path, 'p'));
  lay(directory.path);
  directory.write(`${LEAST}[projects.p]\npath = "p"\n${more}`);
  const source = new TomlConfigSource({
    schema: CONFIG_SCHEMA,
    file: directory.file,
    environment: {},
    home: directory.path,
    files: {
      byText: (path, use) => judgePathText(path, deniedNames(use, GUARDED_NAMES)),
      onDisk: judgePathOnDisk,
    },
  });
  const reading = await source.read({ lenient: false });
  return reading.ok ? reading.warnings : reading.problems;
}

const cron = (keys: string) =>
  problemsOf(`[[triggers.crons]]\nid = "c"\nschedule = "@daily"\nprompt = "x"\nproject = "p"\n${keys}`);
const hook = (keys: string, lay?: (directory: string) => void) =>
  problemsOf(`[[triggers.webhooks]]\nid = "h"\npath = "/h"\nsecret = "4f1b0c9d8e7a6b5c"\nproject = "p"\n${keys}`, lay);
const writes = (path: string) => hook(`action = "file_write"\nfile_path = "${path}"`);
const posts = (path: string) => hook(`prompt_template = "x"\naccept_multipart = true\nfile_destination = "${path}"`);
const reads = (path: string) => cron(`fetch = { type = "file_read", file_path = "${path}" }`);

/** Severity, place, key of each. */
function brief(problems: readonly ConfigProblem[]): readonly string[] {
  return problems.map(({ severity, line, key }) => `${severity} ${line} ${key}`);
}

describe('the path of a file in the configuration', () => {
  it('is refused where it is read, with its place and what to do, if its name is guarded', async () => {
    const [problem, ...others] = await writes('.env');
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ severity: 'error', line: 13, column: 13, key: 'triggers.webhooks.0.file_path' });
    expect(problem?.message).to.include('/p/.env').and.include('(.env)');
    expect(problem?.hint).to.equal('Choose another name.');
  });

  it('is judged by what is done with it: what tools run may be read, secrets may not', async () => {
    for (const path of ['.env', 'a/.ssh/config', '.ENV.local', '.git/config', '~/.aws/x', 'server.pem']) {
      expect(brief(await reads(path)), path).to.deep.equal(['error 12 triggers.crons.0.fetch.file_path']);
      expect(brief(await writes(path)), path).to.deep.equal(['error 13 triggers.webhooks.0.file_path']);
      expect(brief(await posts(path)), path).to.deep.equal(['error 14 triggers.webhooks.0.file_destination']);
    }
    for (const path of ['.claude/settings.json', '.bashrc', '.git/HEAD', 'AGENTS.md']) {
      expect(brief(await reads(path)), path).to.deep.equal([]);
      expect(brief(await writes(path)), path).to.deep.equal(['error 13 triggers.webhooks.0.file_path']);
    }
  });

  it('is refused as a template only if no value could make it usable', async () => {
    for (const path of ['{{id}}.pem', '.git/{{id}}', '.claude/{{a.b}}/{{c[0]}}', 'id_rsa{{id}}', '.ssh/{{id}}/x']) {
      expect(brief(await writes(path)), path).to.deep.equal(['error 13 triggers.webhooks.0.file_path']);
    }
    for (const path of [
      'in/{{id}}',
      '{{a}}/{{b}}.txt',
      '.env.{{id}}',
      '.e{{id}}',
      '{{id}}rc',
      '.env.example',
      'x.env',
    ]) {
      expect(brief(await writes(path)), path).to.deep.equal([]);
    }
    expect(await posts('in/{{file.filename}}')).to.deep.equal([]);
  });

  it('is refused if it is no path, or relative to nothing', async () => {
    for (const path of ['../x', 'a/../../x', 'in/', 'in/\\u0001', 'x'.repeat(300)]) {
      expect(brief(await writes(path)), path).to.deep.equal(['error 13 triggers.webhooks.0.file_path']);
    }
    const [problem] = await problemsOf(
      '[[triggers.crons]]\nid = "c"\nschedule = "@daily"\nprompt = "x"\naction = "file_write"\nfile_path = "out.txt"',
    );
    expect(problem).to.include({ severity: 'error', line: 12 });
    expect(problem?.hint).to.include('name a project');
  });

  it('is only warned of if it is the disk that says so', async () => {
    for (const path of ['/etc/elsewhere.txt', '~/untether.toml', '/proc/self/x']) {
      expect(brief(await writes(path)), path).to.deep.equal(['warning 13 triggers.webhooks.0.file_path']);
    }
    const linked = await hook('action = "file_write"\nfile_path = "link/x"', (directory) => {
      mkdirSync(join(directory, 'outside'));
      symlinkSync('../outside', join(directory, 'p', 'link'));
    });
    expect(brief(linked)).to.deep.equal(['warning 13 triggers.webhooks.0.file_path']);
    expect(linked[0]?.message).to.include('outside the directories');
  });

  it('is not judged where nothing uses it, nor twice where the project is unknown', async () => {
    expect(await hook('prompt_template = "x"\nfile_path = ".env"\nfile_destination = ".env"')).to.deep.equal([]);
    expect(await cron('fetch = { type = "http_get", url = "https://a.example", file_path = ".env" }')).to.deep.equal(
      [],
    );
    const unknown = await problemsOf(
      '[[triggers.crons]]\nid = "c"\nschedule = "@daily"\nprompt = "x"\nproject = "q"\naction = "file_write"\nfile_path = ".env"',
    );
    expect(brief(unknown)).to.deep.equal(['warning 11 triggers.crons.0.project']);
  });

  it('is judged as a directory for the files of chats, and as a root', async () => {
    const chats = await problemsOf(
      '[transports.telegram.files]\nuploads_dir = ".git/x"\noutbox_dir = ".ssh"\n[security]\nfile_roots = ["p", ".ssh"]',
    );
    expect(brief(chats)).to.deep.equal([
      'error 8 transports.telegram.files.uploads_dir',
      'error 9 transports.telegram.files.outbox_dir',
      'error 11 security.file_roots.1',
    ]);
    expect(
      await problemsOf(
        '[transports.telegram.files]\nuploads_dir = "in/.x"\noutbox_dir = ".out"\n[security]\nfile_roots = ["/", "p"]',
      ),
    ).to.deep.equal([]);
  });

  it('is no outbox where it is the project itself', async () => {
    for (const path of ['.', './', '']) {
      const problems = await problemsOf(`[transports.telegram.files]\noutbox_dir = "${path}"`);
      expect(brief(problems), path).to.deep.equal(['error 8 transports.telegram.files.outbox_dir']);
    }
  });
});
