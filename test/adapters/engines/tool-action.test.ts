import { expect } from 'chai';
import fc from 'fast-check';
import { toolAction } from '../../../src/adapters/engines/stream/tool-action.js';
import { oneLine, relativeCommand, relativePath, shortened } from '../../../src/adapters/engines/stream/tool-text.js';

function shown(name: string, input: Record<string, unknown>): string {
  const { kind, title, detail } = toolAction({ id: '1', name, input }, '/srv/app');
  return detail === null ? `${kind} | ${title}` : `${kind} | ${title} | ${detail}`;
}

describe('a tool call as an action', () => {
  it('has the kind and the title that people know it by', () => {
    const all = [
      shown('Bash', { command: 'cat /srv/app/src/a.ts', description: 'Look' }),
      shown('Edit', { file_path: '/srv/app/src/a.ts', old_string: 'before', new_string: 'after' }),
      shown('MultiEdit', { file_path: '/srv/app/b.ts', edits: [{ old_string: 'x' }] }),
      shown('Write', { file_path: '/etc/hosts' }),
      shown('NotebookEdit', { notebook_path: '/srv/app/n.ipynb' }),
      shown('Read', { file_path: '/srv/app/src/a.ts' }),
      shown('Glob', { pattern: '**/*.ts' }),
      shown('Grep', { pattern: 'needle', path: '/srv/app/src' }),
      shown('WebSearch', { query: 'weather' }),
      shown('WebFetch', { url: 'https://example.com', prompt: 'summary' }),
      shown('TaskList', {}),
      shown('Task', { description: 'Find it', prompt: 'Look everywhere' }),
      shown('mcp__github__list_issues', { repo: 'a/b' }),
      shown('BrandNew', {}),
    ];
    expect(all).to.deep.equal([
      'command | cat src/a.ts | Look',
      'file_change | src/a.ts | before',
      'file_change | b.ts | x',
      'file_change | /etc/hosts',
      'file_change | n.ipynb',
      'tool | read: src/a.ts',
      'tool | glob: **/*.ts',
      'tool | grep: needle | src',
      'web_search | weather',
      'web_search | https://example.com | summary',
      'note | read todos',
      'subagent | Find it',
      'mcp_tool | github:list_issues | a/b',
      'tool | BrandNew',
    ]);
  });

  it('has a title of one bounded line, whatever the model calls it with', () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()), (name, input) => {
        const { title, detail } = toolAction({ id: '1', name, input }, '/srv/app');
        for (const text of [title, detail ?? ''])
          expect(text).to.satisfy((s: string) => s.length <= 1000 && !s.includes('\n'));
      }),
    );
    expect(shown('Bash', { command: 'a\n\n  b\r\nc' })).to.equal('command | a ⏎ b ⏎ c');
    expect(shown('Bash', { command: 'x'.repeat(5000) })).to.have.length(1000 + 'command | '.length);
  });
});

describe('paths of a run', () => {
  it('are relative to its directory only if they lie in it', () => {
    expect(relativePath('/srv/app/a', '/srv/app')).to.equal('a');
    expect(relativePath('/srv/app', '/srv/app')).to.equal('.');
    expect(relativePath('/srv/app2/a', '/srv/app')).to.equal('/srv/app2/a');
    expect(relativePath('/etc/a', '/')).to.equal('/etc/a');
  });

  it('are made relative inside a command, and only those', () => {
    expect(relativeCommand('cp /srv/app/a "/srv/app/b" /x/srv/app/c', '/srv/app')).to.equal('cp a "b" /x/srv/app/c');
    expect(relativeCommand('ls /a', '/')).to.equal('ls /a');
    expect(relativeCommand('ls /a+b/c', '/a+b')).to.equal('ls c');
  });
});

describe('a text that is cut', () => {
  it('keeps whole characters and says that it was cut', () => {
    expect(shortened('ab👍cd', 4)).to.equal('ab…');
    expect(shortened('abcd', 4)).to.equal('abcd');
    expect(oneLine(' a\tb ', 10)).to.equal('a b');
  });
});
