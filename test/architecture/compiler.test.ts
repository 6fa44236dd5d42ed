import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './project-root.js';

/** One line each of what the inner layers must not even be able to name. */
const forbidden = [
  "import { readFileSync } from 'node:fs';",
  "import type { Socket } from 'node:net';",
  'export const here = process.pid;',
  'export const bytes = Buffer.from("a");',
  'export const folder = __dirname;',
  'export const timer = setTimeout(() => {}, 1);',
  'export const page = document.title;',
  'export const screen = window.innerWidth;',
  'export const answer = fetch("http://localhost");',
  'export const stop = new AbortController();',
  'export const said = console.log("a");',
  'export const used: [typeof readFileSync, Socket] | null = null;',
];

/** A copy of the inner layers and everything that their compiler settings refer to. */
function copyOfLayers(): string {
  const root = mkdtempSync(join(tmpdir(), 'untether-compiler-'));
  for (const path of ['tsconfig.base.json', 'package.json', 'src/domain', 'src/application']) {
    cpSync(join(projectRoot, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}

function compile(root: string, layer: string): { readonly status: number | null; readonly output: string } {
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-b', `src/${layer}`, '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

for (const layer of ['domain', 'application']) {
  describe(`the compiler, in the ${layer},`, () => {
    let root = '';
    before(() => {
      root = copyOfLayers();
    });
    after(() => rmSync(root, { recursive: true }));

    it('accepts the layer as it is and refuses every line that names Node or a browser', () => {
      expect(compile(root, layer)).to.deep.equal({ status: 0, output: '' });
      const planted = join(root, `src/${layer}/planted.ts`);
      writeFileSync(planted, `${forbidden.join('\n')}\n`);
      // The compiler looks at times only; on a coarse clock the new file could seem as old as the last build.
      const later = Date.now() / 1_000 + 60;
      utimesSync(planted, later, later);
      const { status, output } = compile(root, layer);
      const refused = new Set([...output.matchAll(/planted\.ts\((\d+),/g)].map((match) => Number(match[1])));
      const accepted = forbidden.filter((_, index) => !refused.has(index + 1) && index < forbidden.length - 1);
      expect(accepted, output).to.deep.equal([]);
      expect(status).to.not.equal(0);
    });
  });
}
