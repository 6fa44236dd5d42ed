import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { type Codebase, readCodebase, withFiles } from './codebase.js';
import { innocent, type Plant, plantedViolations } from './planted-violations.js';
import { projectRoot } from './project-root.js';
import type { Rule } from './rule.js';
import { allRules } from './rules/all-rules.js';
import { homes } from './rules/homes.js';

const codebase = readCodebase(projectRoot);

function found(rule: Rule, code: Codebase): readonly string[] {
  return rule.check(code).map(({ path, line, message }) => `${path}:${line} ${message}`);
}

function planted(plant: Plant): Codebase {
  return withFiles(codebase, { ...plant.beside, [plant.path]: plant.text });
}

describe('the rules of the house', () => {
  const violations = new Map<string, number>();
  const fired = new Map<string, number>();

  after(() => {
    for (const { name } of allRules) {
      const planted = plantedViolations[name]?.length ?? 0;
      console.log(`      ${violations.get(name)} violations, ${fired.get(name)} of ${planted} planted: ${name}`);
    }
  });

  it('look at the whole of src', () => {
    expect([...codebase.files.keys()]).to.include.members([
      'src/domain/result.ts',
      'src/application/values/app-config.ts',
    ]);
    expect(codebase.files.size).to.be.at.least(30);
  });

  it('have a planted violation each, and nothing is planted for a rule that is gone', () => {
    expect(Object.keys(plantedViolations)).to.have.members(allRules.map((rule) => rule.name));
  });

  for (const rule of allRules) {
    describe(`that ${rule.name}`, () => {
      it('is kept', () => {
        const objections = found(rule, codebase);
        violations.set(rule.name, objections.length);
        expect(objections).to.deep.equal([]);
      });

      for (const [index, plant] of (plantedViolations[rule.name] ?? []).entries()) {
        it(`fires on planted violation ${index + 1}: ${plant.text.slice(0, 70).replaceAll('\n', ' ')}`, () => {
          const paths = rule.check(planted(plant)).map((violation) => violation.path);
          expect(paths).to.include.oneOf([plant.path, ...Object.keys(plant.beside ?? {})]);
          fired.set(rule.name, (fired.get(rule.name) ?? 0) + 1);
        });
      }

      it('lets innocent code pass', () => {
        const accused = rule.check(withFiles(codebase, innocent)).filter(({ path }) => path in innocent);
        expect(accused).to.deep.equal([]);
      });
    });
  }

  it('name the line of a violation, also behind characters of several bytes', () => {
    const text = '// ä ö 🚀\n\n\nexport const here = 1;\nexport let count = 0;\n';
    const violations = allRules.flatMap((rule) => found(rule, planted({ path: 'src/domain/planted.ts', text })));
    expect(violations.filter((violation) => violation.includes('planted'))).to.deep.equal([
      'src/domain/planted.ts:5 let at module level',
    ]);
  });

  it('fire on a file that lies on the disk', () => {
    const root = mkdtempSync(join(tmpdir(), 'untether-architecture-'));
    try {
      cpSync(join(projectRoot, 'src/domain'), join(root, 'src/domain'), { recursive: true });
      cpSync(join(projectRoot, 'package.json'), join(root, 'package.json'));
      expect(allRules.flatMap((rule) => found(rule, readCodebase(root)))).to.deep.equal([]);
      const path = join(root, 'src/domain/deep/below/planted.ts');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "import { cpus } from 'node:os';\nexport const count = () => cpus().length;\n");
      expect(allRules.flatMap((rule) => found(rule, readCodebase(root)))).to.deep.equal([
        'src/domain/deep/below/planted.ts:1 leads to node:os',
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('the homes of packages', () => {
  const atHome = allRules.find((rule) => rule.name === 'every package is imported only where it is at home');

  for (const [name, allowed] of Object.entries(homes)) {
    it(`let ${name} be imported in ${allowed.join(' and ')} and nowhere else`, () => {
      const foreign = ['src/domain/', 'src/application/', 'src/adapters/planted/', 'src/composition/'].filter(
        (folder) => !allowed.includes(folder),
      );
      const files = [...allowed, ...foreign].map((folder): [string, string] => [
        `${folder}planted.ts`,
        `import '${name}';`,
      ]);
      const objections = atHome?.check(withFiles(codebase, Object.fromEntries(files))).map(({ path }) => path);
      expect(objections).to.have.members(foreign.map((folder) => `${folder}planted.ts`));
    });
  }

  it('are known for exactly the dependencies of package.json', () => {
    const packages = Object.keys(homes).filter((name) => !name.startsWith('node:'));
    expect(packages).to.have.members([...codebase.dependencies]);
  });
});
