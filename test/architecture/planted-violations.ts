/** A file that breaks a rule, with further files that it may need. */
export interface Plant {
  readonly path: string;
  readonly text: string;
  readonly beside?: Readonly<Record<string, string>>;
}

const domain = (text: string): Plant => ({ path: 'src/domain/planted.ts', text });
const application = (text: string): Plant => ({ path: 'src/application/planted.ts', text });
const adapter = (text: string, beside?: Plant['beside']): Plant => ({
  path: 'src/adapters/planted/planted.ts',
  text,
  ...(beside === undefined ? {} : { beside }),
});

const neighbour = { 'src/adapters/neighbour/thing.ts': 'export interface Thing { readonly a: number }\n' };
const composed = { 'src/composition/thing.ts': 'export interface Thing { readonly a: number }\n' };

/** A file on a floor of the application, with a neighbour on another. */
const onFloor = (floor: string, text: string, other: string): Plant => ({
  path: `src/application/${floor}/planted.ts`,
  text,
  beside: { [`src/application/${other}/thing.ts`]: 'export interface Thing { readonly a: number }\n' },
});

/** So many files in a folder. */
const crowd = (folder: string, files: number): Plant => ({
  path: `${folder}planted.ts`,
  text: `export const files = ${files};`,
  beside: Object.fromEntries(
    Array.from({ length: files - 1 }, (_, n) => [`${folder}file-${n}.ts`, 'export const a = 1;']),
  ),
});

/** A module of the wiring, beside something that it makes. */
const wiring = (text: string, thing: string): Plant => ({
  path: 'src/composition/modules/planted.module.ts',
  text,
  beside: { 'src/application/health/thing.ts': thing },
});

/** For every rule, by its name, at least one way to break it. */
export const plantedViolations: Readonly<Record<string, readonly Plant[]>> = {
  'no constructor takes more than 3 arguments': [
    domain('export class A { constructor(a: 1, b: 2, c: 3, d: 4) { a; b; c; d; } }'),
    application('export class A { private constructor(private a: 1, b = 2, { c }: { c: 3 }, ...d: 4[]) {} }'),
    adapter('export const A = class { constructor(a?: 1, b?: 2, c?: 3, d?: 4) {} };'),
    adapter('class A { constructor(a: 1); constructor(a: 1, b: 2, c: 3, d: 4); constructor(...all: number[]) {} }'),
  ],
  'no function that the wiring is made with takes more than 3 arguments': [
    wiring('export const make = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];', ''),
    wiring('provide(options, T.a, [], function (a, b, c, d) { return [a, b, c, d]; });', ''),
    wiring(
      "import { thing } from '../../application/health/thing.js';",
      'export function thing(a: 1, b: 2, c: 3, d: 4) { return [a, b, c, d]; }',
    ),
    wiring(
      "import { a, thing as other } from '../../application/health/thing.js';",
      'export const a = 1;\nexport const thing = async (a: 1, b: 2, c: 3, d = 4) => [a, b, c, d];',
    ),
    wiring(
      "export const later = async () => import('../../application/health/thing.js');\n" +
        "import { thing } from '../../application/health/thing.js';",
      'export const thing = function (a: 1, b: 2, c: 3, ...d: 4[]) { return [a, b, c, d]; };',
    ),
  ],
  'every file can be parsed': [domain('export const = 3;')],
  'no file is longer than 300 lines': [domain(`${'// a line\n'.repeat(300)}export const last = 1;\n`)],
  'names of files are dash-case and say what is inside': [
    { path: 'src/domain/utils.ts', text: 'export const a = 1;' },
    { path: 'src/domain/run/run-helper.ts', text: 'export const a = 1;' },
    { path: 'src/domain/runPlan.ts', text: 'export const a = 1;' },
    { path: 'src/adapters/common/thing.ts', text: 'export const a = 1;' },
    { path: 'src/domain/run/index.ts', text: 'export const a = 1;' },
  ],
  'no file passes on what others export': [
    domain("export * from './ids.js';"),
    domain("export { Secret } from './secret.js';"),
    domain("export type { Place } from './ids.js';"),
  ],
  'every file belongs to a layer, every adapter to a folder': [
    { path: 'src/planted.ts', text: 'export const a = 1;' },
    { path: 'src/adapters/planted.ts', text: 'export const a = 1;' },
    { path: 'src/shared/planted.ts', text: 'export const a = 1;' },
    { path: 'src/domain/planted.js', text: 'export const a = 1;' },
  ],
  'every import leads to something that is known': [
    adapter("import { a } from './nowhere.js';"),
    adapter("import { a } from 'no-such-package';"),
    adapter("import { expect } from 'chai';"),
    adapter("import { a } from '#internal';"),
    adapter("import type { Secret } from '../../domain/secret.ts';"),
    adapter('export const load = (name: string) => import(name);'),
    adapter("export const load = () => import('./nowhere.js');"),
    adapter("export type T = import('./nowhere.js').T;"),
    adapter("import a = require('no-such-package');"),
    adapter("import { createRequire } from 'node:module';\nexport const a = createRequire(import.meta.url)('chai');"),
  ],
  "a require of one's own is called on the spot, so that it can be followed": [
    adapter(
      "import { createRequire } from 'node:module';\nconst load = createRequire(import.meta.url);\nload('pino');",
    ),
    adapter("import { createRequire as make } from 'node:module';\nexport const a = make(import.meta.url)('pino');"),
    adapter("import * as m from 'node:module';\nexport const a = m.createRequire(import.meta.url)('pino');"),
  ],
  'src imports nothing from test or from anywhere else outside': [
    adapter("import { FakeTime } from '../../../test/support/fakes/fake-time.js';"),
    adapter("import type { FakeTime } from '../../../test/support/fakes/fake-time.js';"),
    adapter("export type T = import('../../../scripts/anything.js').T;"),
  ],
  'the domain imports only the domain': [
    domain("import { readFileSync } from 'node:fs';"),
    domain("import type { Stats } from 'node:fs';"),
    domain("import 'reflect-metadata';"),
    domain("import type { Fact } from '../application/ports/system/journal.js';"),
    domain("export type { Fact } from '../application/ports/system/journal.js';"),
    domain("export * from '../application/ports/system/journal.js';"),
    domain("export type F = import('../application/ports/system/journal.js').Fact;"),
    domain("export const load = async () => await import('../application/ports/system/journal.js');"),
    domain("export const load = () => import('node:fs');"),
    { ...domain("import type { Thing } from '../adapters/neighbour/thing.js';"), beside: neighbour },
  ],
  'the application imports only the domain and the application': [
    application("import { readFileSync } from 'node:fs';"),
    application("import type { Logger } from 'pino';"),
    { ...application("import type { Thing } from '../adapters/neighbour/thing.js';"), beside: neighbour },
    { ...application("export type T = typeof import('../adapters/neighbour/thing.js');"), beside: neighbour },
    { ...application("import type { Thing } from '../composition/thing.js';"), beside: composed },
  ],
  'an adapter imports no other adapter': [
    adapter("import type { Thing } from '../neighbour/thing.js';", neighbour),
    adapter("export { type Thing } from '../neighbour/thing.js';", neighbour),
    adapter("export const load = () => import('../neighbour/thing.js');", neighbour),
  ],
  'every file of the application lies on a floor': [
    application('export const a = 1;'),
    { path: 'src/application/attic/planted.ts', text: 'export const a = 1;' },
    { path: 'src/application/run.ts', text: 'export const a = 1;' },
  ],
  'a floor of the application imports only from itself and from floors below it': [
    onFloor('values', "import type { Thing } from '../chat/thing.js';", 'chat'),
    onFloor('run', "export type T = import('../lifecycle/deep/thing.js').Thing;", 'lifecycle/deep'),
    onFloor('wording/deep', "export const load = () => import('../../delivery/thing.js');", 'delivery'),
    onFloor('ports', "import type { Thing } from '../wording/thing.js';", 'wording'),
  ],
  'no two folders import each other': [
    {
      path: 'src/adapters/planted/one/planted.ts',
      text: "import type { B } from '../two/b.js';\nexport interface A { readonly b: B }",
      beside: {
        'src/adapters/planted/two/b.ts': 'export interface B { readonly b: number }',
        'src/adapters/planted/two/c.ts': "import type { D } from '../one/d.js';\nexport type C = D;",
        'src/adapters/planted/one/d.ts': 'export interface D { readonly d: number }',
      },
    },
    {
      path: 'src/adapters/planted/planted.ts',
      text: "import type { B } from './below/b.js';\nexport interface A { readonly b: B }",
      beside: {
        'src/adapters/planted/below/b.ts': 'export interface B { readonly b: number }',
        'src/adapters/planted/below/c.ts': "import type { D } from '../d.js';\nexport type C = D;",
        'src/adapters/planted/d.ts': 'export interface D { readonly d: number }',
      },
    },
  ],
  'no folder holds more than 20 files': [crowd('src/adapters/planted/', 21), crowd('src/domain/run/deep/', 21)],
  'no floor of the application holds fewer than 4 files': [crowd('src/application/attic/', 3)],
  'nobody imports the composition': [
    adapter("import type { Thing } from '../../composition/thing.js';", composed),
    { ...application("import type { Thing } from '../composition/thing.js';"), beside: composed },
    { ...domain("import type { Thing } from '../composition/thing.js';"), beside: composed },
  ],
  'every package is imported only where it is at home': [
    adapter("import { Container } from 'inversify';"),
    adapter("import type { Container } from 'inversify';"),
    adapter("import { IsString } from 'class-validator';"),
    adapter("import { DatabaseSync } from 'node:sqlite';"),
    adapter("export type A = import('node-telegram-bot-api').Api;"),
    adapter("import pino from 'pino';"),
    { path: 'src/composition/planted.ts', text: "import { DatabaseSync } from 'node:sqlite';" },
  ],
  'modules of Node are imported with their prefix': [adapter("import { readFileSync } from 'fs';")],
  'there are no import cycles': [
    domain("import type { Planted } from './planted.js';\nexport interface Planted { readonly p: Planted }"),
    adapter("import type { B } from './b.js';\nexport interface A { readonly b: B }", {
      'src/adapters/planted/b.ts': "import type { C } from './c.js';\nexport interface B { readonly c: C }",
      'src/adapters/planted/c.ts': "import type { A } from './planted.js';\nexport interface C { readonly a: A }",
    }),
  ],
  'decorators are used only by the DTOs of the configuration': [
    adapter('@sealed export class A {}'),
    adapter('export class A { @IsString() name = ""; }'),
    adapter('export class A { @bound run(): void {} }'),
    adapter('export class A { run(@checked a: string): void { a; } }'),
    { path: 'src/adapters/config/planted.ts', text: 'export class A { @IsString() name = ""; }' },
  ],
  'no class is decorated for the container': [
    adapter('@injectable() export class A {}'),
    { path: 'src/adapters/config/schema/planted.ts', text: '@injectable() export class A {}' },
    { path: 'src/composition/planted.ts', text: 'export class A { constructor(@inject("b") b: string) { b; } }' },
  ],
  'nobody imports decorators of the container': [
    { path: 'src/composition/planted.ts', text: "import { Container, injectable as plain } from 'inversify';" },
    { path: 'src/composition/planted.ts', text: "import { decorate } from 'inversify';" },
  ],
  'the environment is read only by the composition': [
    adapter('export const home = () => process.env.HOME;'),
    adapter("export const home = () => process['env']['HOME'];"),
    adapter('export const home = () => globalThis.process.env;'),
    adapter('export function home() { const { env } = process; return env; }'),
    adapter('export function home() { const { ...all } = process; return all; }'),
    adapter("import system from 'node:process';\nexport const home = () => system.env.HOME;"),
    application('export const home = () => process.env.HOME;'),
  ],
  'the environment is imported only by the composition': [adapter("import { env } from 'node:process';")],
  'only the composition writes to the console': [
    adapter('export const say = () => console.log("x");'),
    adapter('export const say = console.error;'),
    adapter('export const say = () => globalThis.console.log("x");'),
  ],
  'only the composition imports a console': [adapter("import { log } from 'node:console';")],
  'the domain and the application declare no globals and refer to no foreign types': [
    domain('declare const process: { cwd(): string };\nexport const here = () => process.cwd();'),
    domain("declare module 'node:fs' { export const a: number }\nexport const b = 1;"),
    application('declare global { interface Window { a: number } }\nexport const b = 1;'),
    application('/// <reference types="node" />\nexport const b = 1;'),
    domain('/// <reference lib="dom" />\nexport const b = 1;'),
  ],
  'what people read is in plain words': [
    application("export const text = 'The edit was not put in force.';"),
    application('export const text = `The configuration before goes on.`;'),
    application("export const text = 'Reply to this message to ' + 'go on with it.';"),
    application("export const text = { message: 'x', mend: 'It can be mended here.' };"),
    adapter("export const text = 'Ask whoever runs the bridge.';"),
    domain('export const text = `was due twice while\n  I was away`;'),
  ],
  'what people read is made in wording': [
    domain("export const problem = { kind: 'unknown', message: 'There is no such project.' };"),
    domain("export const label = '✅';"),
    application("export const text = 'It was not started again.';"),
    application(`export const text = (name: string) => \`\${name} was not started\`;`),
    application("export const text = (name: string) => 'Nothing of ' + name + (' was ' + 'sent');"),
    application(`export const text = (late: boolean) => \`at:1\${late ? ', which is too late' : ''}\`;`),
    application("export class Told { readonly text = 'Nobody was told of it.'; }"),
    application("export const tell = (say: (text: string) => void) => say('show more of it');"),
    application("export const label = '↩️ Undo';"),
    application(`export const text = (name: string) => \`**\${name}**\`;`),
    application("export const text = 'see `/triggers`';"),
    application("export const text = '<b>done</b>';"),
  ],
  'whoever holds the cancel of an alarm can be stopped': [
    application(
      "import type { Cancel } from '../domain/ports/alarm.js';\nexport class Waits { #disarm: Cancel = () => {}; wait() { this.#disarm(); } }",
    ),
    domain(
      "import type { Cancel } from './ports/alarm.js';\nexport class Waits { readonly all = new Map<string, number>(); #next: Cancel | null = null; }",
    ),
    domain(
      "import type { Cancel } from './ports/alarm.js';\nexport class Waits { #timers: readonly Cancel[] = []; #stop() {} }",
    ),
  ],
  'the domain and the application change no object but their own': [
    domain('export const busy = (lane: { busy: boolean }) => { lane.busy = true; };'),
    domain('export const count = (lane: { size: number }) => { lane.size++; };'),
    domain("export const drop = (lane: Record<string, number>) => { delete lane['a']; };"),
    application('export class A { readonly #b = { c: 1 }; d() { this.#b.c = 2; } }'),
    application('export const put = (all: Record<string, number>) => { const one = all; (one.a as number) = 1; };'),
    application('export const put = (a: { b: { c: number } }) => { a.b!.c += 1; };'),
  ],
  'there is one of each: what has a home is not made by hand': [
    domain('export class A { #last: Promise<unknown> = Promise.resolve(); }'),
    application('export class A { readonly #underway = new Set<Promise<void>>(); }'),
    adapter('export const say = (error: unknown) => (error instanceof Error ? error.message : String(error));'),
    adapter("export const code = (one: unknown) => (one instanceof Error && 'code' in one ? one.code : null);"),
    adapter("export const is = (a: unknown) => typeof a === 'object' && a !== null && !Array.isArray(a);"),
    adapter("import { BlockList } from 'node:net';\nexport const list = () => new BlockList();"),
  ],
  'no module keeps state': [
    domain('let count = 0;\nexport const next = () => ++count;'),
    domain('export let count = 0;'),
    domain('var count = 0;\nexport const next = () => ++count;'),
    domain('const seen = new Map<string, number>();\nexport const all = () => seen;'),
    domain('export const seen: Set<string> = new Set();'),
    domain('export const seen: string[] = [];'),
    domain('export const seen: Record<string, string> = {};'),
    domain("import { Secret } from './secret.js';\nexport const one = new Secret('x');"),
    domain('export class Counter { static count = 0; }'),
    domain('export class Counter { static #count = 0; static next() { return ++Counter.#count; } }'),
    application('let count = 0;\nexport const next = () => ++count;'),
    adapter('export const pool = new Pool();'),
  ],
  'neither the domain nor the application names an engine': [
    domain("export const engine = 'claude';"),
    domain('export interface CodexLogin { readonly code: string }'),
    domain('export const opencodeOf = (name: string) => name;'),
    domain('// Gemini CLI asks by itself.\nexport const asks = true;'),
    domain('export const PI_MODES = 1;'),
    application('export const text = `The threads of Amp`;'),
    application('/** What OpenCode answers. */\nexport const answer = 1;'),
    { path: 'src/application/chat/commands/claude-notes.ts', text: 'export const notes = 1;' },
    {
      ...domain("export const engine = 'acme';"),
      beside: { 'src/adapters/engines/acme/manifest.ts': "export const id = 'acme';" },
    },
  ],
};

/** Files that look a little like violations and are none. */
export const innocent: Readonly<Record<string, string>> = {
  'src/domain/innocent.ts': `
    import { Secret } from './secret.js';
    // import { readFileSync } from 'node:fs'; process.env; console.log; @injectable() let x;
    export const names: ReadonlySet<string> = new Set(['a']);
    export const order: readonly string[] = [];
    // The edit was put in force; what goes on is mended by the bridge.
    export type Fix = Pick<{ readonly mend: string; readonly message: string }, 'mend'>;
    export const kinds: Readonly<Record<string, string>> = { 'not a sentence for people': 'run.not-started', type: 'text/plain; charset=utf-8' };
    export const said = /^please try it again$/;
    export const guarded = ['.secrets/**', '**/.git', '<nobody>', 'POST /hooks/' + kinds['type'], \`\${said.source} \${kinds['type']}\`];
    export class Ended extends Error {
      readonly description = 'show what can be ended now';
      readonly usage = ['/end <which one of them>'];
      constructor() {
        super('the program ends before it is done');
      }
      check(ended: boolean): 'it still runs for now' | null {
        if (ended) throw new Error(\`nobody may ask \${this.name} once it has ended\`);
        return null;
      }
    }
    export const bridge = 'dev.untether.bridge';
    export const pattern = new RegExp('a');
    // An example of a stamp: the API's amplitude, by the pipe &amp; the ampersand.
    export const AMPLE = { apiKey: 'acme', pid: 1, timestamps: ['opencoded'] };
    export const segmenter = new Intl.Segmenter('en');
    export class Innocent {
      static readonly limit = 3;
      readonly #seen = new Map<string, Secret>();
      readonly #counts = [0];
      #opening: Promise<string | null> = Promise.resolve(null);
      #last = '';
      remember(process: { readonly pid: number }, secret: Secret): void {
        let key = 'a';
        key += process.pid;
        const made: Record<string, number> = {};
        made[key] = 1;
        made.other = this.#counts[0] ?? 0;
        this.#counts[0] = made.other + 1;
        this.#last = key;
        this.#seen.set(key, secret);
      }
    }`,
  'src/adapters/innocent/innocent.ts': `
    import { readFileSync } from 'node:fs';
    import type { Fact } from '../../application/ports/system/journal.js';
    import { ok } from '../../domain/result.js';
    import { other } from './other.js';
    export const read = (path: string, fact: Fact) => ok([readFileSync(path), fact, other, process.pid]);
    export const within = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];
    export function made({ a, b, c, d }: Readonly<Record<'a' | 'b' | 'c' | 'd', number>>, e: 5, f: 6) { return [a, b, c, d, e, f]; }
    export class Maker {
      constructor({ a, b, c, d }: Readonly<Record<'a' | 'b' | 'c' | 'd', number>>) { within(1, 2, 3, 4); [a, b, c, d]; }
      make(a: 1, b: 2, c: 3, d: 4) { return [a, b, c, d]; }
    }
    export const later = () => import('./other.js');
    export interface Site { readonly env: string; readonly console: string }
    export const envOf = (site: Site) => [site.env, site.console];`,
  'src/adapters/innocent/other.ts': 'export const other = 1;',
  'src/application/chat/innocent.ts': `
    import type { Secret } from '../../domain/secret.js';
    import type { Innocent } from '../values/innocent.js';
    import { read } from './understand/innocent.js';
    // import type { Later } from '../lifecycle/later.js';
    import type { Cancel } from '../../domain/ports/alarm.js';
    export const chat = (secret: Secret, innocent: Innocent) => [secret, innocent, read];
    export class Waits {
      #disarm: Cancel = () => {};
      stop(): void {
        this.#disarm();
      }
    }`,
  'src/application/chat/understand/innocent.ts': 'export const read = 1;',
  'src/application/wording/innocent.ts': `
    export const quoted = "import x from 'pino'; process.env.HOME; require('fs')";
    export const fixes = (mend: string) => [\`It is reinforced: \${mend}.\`, 'Amend it, as recommended.', 'on the go online'];
    export const done = '✅ **Done**, as \`/ping\` says';`,
  'src/application/values/innocent.ts': 'export interface Innocent { readonly chat: string }',
  'src/adapters/journal/innocent.ts': `
    import { createRequire } from 'node:module';
    export const pretty = () => createRequire(import.meta.url)('pino-pretty');`,
  'src/adapters/store/innocent.ts': "import { DatabaseSync } from 'node:sqlite';\nexport const kind = DatabaseSync;",
  'src/adapters/config/schema/innocent.ts': `
    import { IsString } from 'class-validator';
    export class Innocent { @IsString() readonly name!: string; }`,
  'src/composition/innocent.ts': `
    import { Container } from 'inversify';
    import { made, read } from '../adapters/innocent/innocent.js';
    import type { Maker } from '../adapters/innocent/innocent.js';
    export const bag = (maker: Maker) => made({ a: 1, b: 2, c: 3, d: 4 }, maker);
    export const compose = () => { console.log(process.env['HOME'], read); return new Container(); };`,
};
