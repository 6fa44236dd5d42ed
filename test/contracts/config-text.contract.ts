import { expect } from 'chai';
import type { ConfigText } from '../../src/application/ports/config/config-text.js';

/** The text of a configuration file, and how somebody else saves or deletes that file. */
export interface ConfigTextWorld extends Disposable {
  readonly text: ConfigText;
  save(text: string): void;
  remove(): void;
}

/** What the configuration file as text promises. At first there is none. */
export function configTextContract(name: string, begin: () => ConfigTextWorld): void {
  describe(`${name} as the text of the configuration`, () => {
    const now = async ({ text }: ConfigTextWorld) => {
      const read = await text.read();
      if (!read.ok) throw new Error(read.problem.kind);
      return read.value;
    };

    it('tells that there is no file', async () => {
      using world = begin();
      const read = await world.text.read();
      expect(read.ok ? null : read.problem).to.have.property('kind', 'unreadable');
    });

    it('gives what is written now, line ends included, and another digest for another text', async () => {
      using world = begin();
      world.save('a = 1\r\nb = 2\n');
      const first = await now(world);
      expect(first.text).to.equal('a = 1\r\nb = 2\n');
      expect((await now(world)).digest).to.equal(first.digest);
      world.save('a = 2\r\nb = 2\n');
      expect((await now(world)).digest).to.not.equal(first.digest);
    });

    it('writes what it is given, also where there is no file yet', async () => {
      using world = begin();
      for (const text of ['# new\n', 'ä = "€"\r\n', '']) {
        expect(await world.text.write(text)).to.deep.equal({ ok: true, value: undefined });
        expect((await now(world)).text).to.equal(text);
      }
    });

    it('replaces the text that the writer had read', async () => {
      using world = begin();
      world.save('a = 1\n');
      expect((await world.text.write('a = 2\n', (await now(world)).digest)).ok).to.equal(true);
      expect((await now(world)).text).to.equal('a = 2\n');
    });

    it('refuses to replace what was saved or deleted after it was read', async () => {
      using world = begin();
      world.save('a = 1\n');
      const { digest } = await now(world);
      world.save('a = 3\n');
      const refused = await world.text.write('a = 2\n', digest);
      expect(refused.ok ? null : refused.problem).to.have.property('kind', 'changed');
      expect((await now(world)).text).to.equal('a = 3\n');
      world.remove();
      expect((await world.text.write('a = 2\n', digest)).ok).to.equal(false);
      expect((await world.text.read()).ok).to.equal(false);
    });

    it('lets only the first of two writers replace the same text', async () => {
      using world = begin();
      world.save('a = 1\n');
      const { digest } = await now(world);
      const written = await Promise.all([world.text.write('a = 2\n', digest), world.text.write('a = 3\n', digest)]);
      expect(written.map(({ ok }) => ok)).to.deep.equal([true, false]);
      expect((await now(world)).text).to.equal('a = 2\n');
    });
  });
}
