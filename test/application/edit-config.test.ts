import { expect } from 'chai';
import { EditConfig } from '../../src/application/reload/edit-config.js';
import { FakeConfigEditor } from '../support/fakes/fake-config-editor.js';
import { FakeConfigText } from '../support/fakes/fake-config-text.js';

describe('editing the configuration', () => {
  let text: FakeConfigText;
  let edits: EditConfig;

  beforeEach(() => {
    text = new FakeConfigText('a = 1\n');
    edits = new EditConfig(text, new FakeConfigEditor());
  });

  it('writes what the edits made of the file', async () => {
    const applied = await edits.apply([{ key: 'b', value: '2' }]);
    expect(applied.ok && applied.value[0]).to.include({ key: 'b', before: null, after: '2' });
    expect(text.text).to.equal('a = 1\nb = 2\n');
  });

  it('writes nothing where one edit is refused', async () => {
    const applied = await edits.apply([
      { key: 'b', value: '2' },
      { key: 'c', value: 'maybe' },
    ]);
    expect(applied.ok ? null : applied.problem.kind).to.equal('invalid');
    expect(text.text).to.equal('a = 1\n');
  });

  it('writes nothing where nothing changes', async () => {
    text.writeProblem = { kind: 'not-writable', directory: '/', code: 'EROFS' };
    expect((await edits.apply([{ key: 'a', value: '1' }])).ok).to.equal(true);
    const applied = await edits.apply([{ key: 'a', value: '2' }]);
    expect(applied).to.deep.equal({ ok: false, problem: text.writeProblem });
  });

  it('loses none of many edits that are asked for at once', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    await Promise.all(keys.map((key) => edits.apply([{ key, value: 'x' }])));
    expect(text.text).to.equal(`a = 1\n${keys.map((key) => `${key} = x\n`).join('')}`);
  });

  it('makes an edit anew on top of what somebody else saved meanwhile, but not for ever', async () => {
    const write = text.write.bind(text);
    let saves = 1;
    text.write = (words, expecting) => {
      if (saves-- > 0) text.text = `saved = ${saves}\n`;
      return write(words, expecting);
    };
    expect((await edits.apply([{ key: 'b', value: '2' }])).ok).to.equal(true);
    expect(text.text).to.equal('saved = 0\nb = 2\n');
    saves = Number.POSITIVE_INFINITY;
    text.write = async () => ({ ok: false, problem: { kind: 'changed', file: 'f' } });
    const applied = await edits.apply([{ key: 'b', value: '3' }]);
    expect(applied.ok ? null : applied.problem.kind).to.equal('changed');
  });
});
