import { expect } from 'chai';
import fc from 'fast-check';
import { formatContextLine, parseContextLine } from '../../src/domain/project/context-line.js';
import { ProjectBook } from '../../src/domain/project/project-book.js';
import { type ContextHints, resolveContext } from '../../src/domain/project/resolve-context.js';
import { chooseEngine } from '../../src/domain/run/choose-engine.js';

const web = {
  alias: 'web',
  name: 'Web',
  path: '/p/web',
  worktreesDirectory: '/p/web/.worktrees',
  worktreeBase: null,
  defaultEngine: null,
  chatId: -5,
};
const api = { ...web, alias: 'api', name: 'api', path: '/p/api', chatId: null };
const projects = new ProjectBook([web, api], 'API');
const nothing: ContextHints = {
  directive: { project: null, branch: null },
  reply: null,
  bound: null,
  defaultProject: null,
};

describe('the context of a run', () => {
  it('comes from the reply as it is, before anything else', () => {
    const hints = { ...nothing, reply: { project: 'WEB', branch: 'x' }, directive: { project: 'api', branch: 'y' } };
    const resolved = resolveContext(hints, projects);
    expect(resolved).to.deep.equal({ ok: true, value: { context: { project: 'web', branch: 'x' }, source: 'reply' } });
  });

  it('comes from directives over the binding over the default project', () => {
    const bound = { project: 'web', branch: 'main' };
    const resolve = (hints: Partial<ContextHints>) => resolveContext({ ...nothing, ...hints }, projects);
    expect(resolve({ bound, directive: { project: null, branch: 'x' } })).to.deep.equal({
      ok: true,
      value: { context: { project: 'web', branch: 'x' }, source: 'directives' },
    });
    expect(resolve({ bound, directive: { project: 'api', branch: null } })).to.deep.equal({
      ok: true,
      value: { context: { project: 'api', branch: null }, source: 'directives' },
    });
    expect(resolve({ bound, defaultProject: 'api' })).to.deep.equal({
      ok: true,
      value: { context: bound, source: 'bound' },
    });
    expect(resolve({ defaultProject: 'api' })).to.deep.equal({
      ok: true,
      value: { context: { project: 'api', branch: null }, source: 'default-project' },
    });
    expect(resolve({})).to.deep.equal({ ok: true, value: { context: null, source: 'none' } });
  });

  it('is refused for a project that is gone and for a branch of nothing', () => {
    const gone = resolveContext({ ...nothing, reply: { project: 'old', branch: null } }, projects);
    expect(gone).to.deep.equal({ ok: false, problem: { kind: 'unknown-project', name: 'old', known: ['web', 'api'] } });
    const branch = resolveContext({ ...nothing, directive: { project: null, branch: 'x' } }, projects);
    expect(branch).to.deep.equal({ ok: false, problem: { kind: 'branch-without-project', branch: 'x' } });
  });

  it('is read back from the footer line that carries it', () => {
    const alias = fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{0,20}$/);
    const branch = fc.option(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_./-]{0,20}$/));
    fc.assert(
      fc.property(alias, branch, (project, name) => {
        const context = { project, branch: name };
        const line = formatContextLine(context);
        for (const shown of [
          line,
          `\`${line}\``,
          `🏷 ${line} | opus 4.6 · plan`,
          `🏷️ ${line}`,
          `  ${line.toUpperCase().replace(line.slice(5).toUpperCase(), line.slice(5))}`,
        ]) {
          expect(parseContextLine(`answer\n\n${shown}\n↩️ \`claude --resume x\``)).to.deep.equal(context);
        }
      }),
    );
  });

  it('takes the last line, the legacy word, and nothing from ordinary text', () => {
    expect(parseContextLine('dir: web\nctx: api @ b')).to.deep.equal({ project: 'api', branch: 'b' });
    expect(parseContextLine('the dir: is here')).to.equal(null);
    expect(parseContextLine('')).to.equal(null);
  });

  it('knows a chat’s own project before the global default', () => {
    expect(projects.defaultFor(-5)?.alias).to.equal('web');
    expect(projects.defaultFor(1)?.alias).to.equal('api');
    expect(projects.find('WEB')).to.equal(web);
  });
});

describe('the engine of a run', () => {
  it('is the first that anything names, in order', () => {
    const all = { session: 'a', directive: 'b', chat: 'c', project: 'd', configuration: 'e' };
    expect(chooseEngine(all)).to.deep.equal({ engine: 'a', source: 'session' });
    expect(chooseEngine({ ...all, session: null })).to.deep.equal({ engine: 'b', source: 'directive' });
    expect(chooseEngine({ ...all, session: null, directive: null }).source).to.equal('chat');
    expect(chooseEngine({ ...all, session: null, directive: null, chat: null }).source).to.equal('project');
    const none = { session: null, directive: null, chat: null, project: null, configuration: 'e' };
    expect(chooseEngine(none)).to.deep.equal({ engine: 'e', source: 'configuration' });
  });
});
