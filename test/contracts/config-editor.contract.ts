import { expect } from 'chai';
import type { ConfigEdit, ConfigEditor } from '../../src/application/ports/config/config-editor.js';

/** What every editor of configurations promises; `start` is a text of which `watch_config` is no part. */
export function configEditorContract(name: string, editor: ConfigEditor, start: string): void {
  describe(`${name} as an editor of configurations`, () => {
    const edit = async (text: string, ...edits: readonly ConfigEdit[]) => {
      const edited = await editor.edit(text, edits);
      if (!edited.ok) throw new Error(edited.problem.kind);
      return edited.value;
    };

    it('sets a key, tells what was there before, and takes it out again', async () => {
      const first = await edit(start, { key: 'watch_config', value: 'true' });
      expect(first.changes).to.deep.equal([
        { key: 'watch_config', before: null, after: 'true', secret: false, changed: true, overriddenBy: null },
      ]);
      const second = await edit(first.text, { key: 'watch_config', value: 'false' });
      expect(second.changes[0]).to.include({ before: 'true', after: 'false' });
      expect((await edit(second.text, { key: 'watch_config', value: null })).text).to.equal(start);
    });

    it('tells that nothing changed where the value was there already', async () => {
      const { text } = await edit(start, { key: 'watch_config', value: 'true' });
      const again = await edit(text, { key: 'watch_config', value: 'true' });
      expect(again.text).to.equal(text);
      expect(again.changes[0]).to.include({ changed: false });
    });

    it('makes all edits, each on top of the one before', async () => {
      const { text, changes } = await edit(
        start,
        { key: 'watch_config', value: 'true' },
        { key: 'watch_config', value: 'false' },
        { key: 'watch_config', value: null },
      );
      expect(text).to.equal(start);
      expect(changes.map(({ before, after }) => [before, after])).to.deep.equal([
        [null, 'true'],
        ['true', 'false'],
        ['false', null],
      ]);
    });

    it('makes none where one is impossible, or the result would be wrong', async () => {
      const absent = await editor.edit(start, [{ key: 'watch_config', value: null }]);
      expect(absent).to.deep.equal({ ok: false, problem: { kind: 'absent', key: 'watch_config' } });
      const wrong = await editor.edit(start, [{ key: 'watch_config', value: 'maybe' }]);
      expect(wrong.ok ? null : wrong.problem).to.have.property('kind', 'invalid');
    });
  });
}
