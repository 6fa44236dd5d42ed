import { expect } from 'chai';
import type { FileProblem, PathFault } from '../../src/application/ports/system/file-vault.js';
import { triggerFileRules } from '../../src/application/triggers/files/trigger-file-rules.js';
import { fileProblemText } from '../../src/application/wording/triggers/file-problem-text.js';
import { GUARDED_NAMES } from '../../src/composition/wiring/config-schema.js';
import { appConfig } from '../support/builders/app-config.js';
import { projectAt } from '../support/git-repository.js';

describe('where triggers may read and write', () => {
  it('is in the projects and the uploads, unless file_roots says otherwise', () => {
    const projects = [projectAt('/home/ada/one'), projectAt('/home/ada/two')];
    const rules = triggerFileRules(appConfig({ projects }), '/home/ada/untether.toml', GUARDED_NAMES);
    expect(rules.roots).to.deep.equal(['/home/ada/one', '/home/ada/two', '/state/uploads']);
    const fileRoots = ['/srv/in'];
    const { security } = appConfig();
    const chosen = appConfig({ projects, security: { ...security, fileRoots } });
    expect(triggerFileRules(chosen, '/home/ada/untether.toml', GUARDED_NAMES).roots).to.deep.equal(['/srv/in']);
  });

  it('is never the configuration, nor the state but its uploads', () => {
    const { denied } = triggerFileRules(appConfig(), '/home/ada/untether.toml', GUARDED_NAMES);
    expect(denied).to.deep.equal([
      { path: '/home/ada/untether.toml', except: [] },
      { path: '/state', except: ['/state/uploads'] },
    ]);
  });

  it('is never a file that holds the token or a secret, also inside of a root', () => {
    const { security } = appConfig();
    const config = appConfig({ security: { ...security, fileRoots: ['/srv/in'], secretFiles: ['/srv/in/token'] } });
    const { denied } = triggerFileRules(config, '/home/ada/untether.toml', GUARDED_NAMES);
    expect(denied).to.deep.include({ path: '/srv/in/token', except: [] });
  });
});

describe('the text of a problem with a file', () => {
  const path = '/srv/in/report.txt';
  const faults: readonly PathFault[] = [
    'relative',
    'no-name',
    'parent-segment',
    'control-character',
    'too-long',
    'too-deep',
  ];
  const problems: readonly FileProblem[] = [
    ...faults.map((fault) => ({ kind: 'bad-path' as const, path, fault })),
    { kind: 'outside-roots', path, roots: ['/srv/out'] },
    { kind: 'outside-roots', path, roots: [] },
    { kind: 'own-file', path },
    { kind: 'denied-name', path, glob: '*.pem' },
    { kind: 'symbolic-link', path },
    { kind: 'several-names', path },
    { kind: 'not-a-file', path },
    { kind: 'not-a-directory', path },
    { kind: 'exists', path },
    { kind: 'missing', path },
    { kind: 'too-large', path, maxBytes: 1_024 },
    { kind: 'too-many-files', path, most: 1_000 },
    { kind: 'moved', path },
    { kind: 'disk-full', path },
    { kind: 'not-permitted', path },
    { kind: 'failed', path, message: 'EIO' },
  ];

  it('names the file and ends as a sentence, and no two are alike', () => {
    const texts = problems.map(fileProblemText);
    for (const text of texts) expect(text).to.include(path);
    for (const text of texts.slice(0, -1)) expect(text).to.match(/[a-z)\]]\.$/);
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it('says what a person needs to fix it', () => {
    const textOf = (problem: FileProblem) => fileProblemText(problem);
    expect(textOf({ kind: 'outside-roots', path, roots: ['/srv/out'] }))
      .to.include('/srv/out')
      .and.include('file_roots');
    expect(textOf({ kind: 'denied-name', path, glob: '*.pem' })).to.include('*.pem');
    expect(textOf({ kind: 'too-large', path, maxBytes: 1_024 })).to.include('1024 bytes');
    expect(textOf({ kind: 'exists', path })).to.include('on_conflict');
    expect(textOf({ kind: 'failed', path, message: 'EIO' })).to.include('EIO');
  });
});
