import { importRule, type Rule } from '../rule.js';

const config = 'src/adapters/config/';
const files = 'src/adapters/files/';
const telegram = 'src/adapters/telegram/';
const http = 'src/adapters/http/';
const metrics = 'src/adapters/metrics/';
const service = 'src/adapters/service/';
const net = 'src/adapters/net/';
const journal = 'src/adapters/journal/';
const terminal = 'src/adapters/terminal/';
const composition = 'src/composition/';

/** Where each package, and each builtin module that is a technology of its own, may be imported. */
export const homes: Readonly<Record<string, readonly string[]>> = {
  'class-transformer': [config],
  'class-validator': [config],
  'reflect-metadata': [config],
  'smol-toml': [config],
  'toml-eslint-parser': [config],
  chokidar: [config],
  'node-telegram-bot-api': [telegram],
  marked: [telegram],
  koa: [http],
  '@koa/router': [http],
  'raw-body': [http],
  '@fastify/busboy': [http],
  picomatch: [files],
  yazl: [files],
  cron: ['src/adapters/cron/'],
  cronstrue: ['src/adapters/cron/'],
  'chrono-node': ['src/adapters/spoken-times/'],
  'ogg-opus-decoder': ['src/adapters/voice/'],
  undici: [net],
  'ipaddr.js': [net],
  'prom-client': [metrics],
  koffi: [service],
  '@clack/prompts': [terminal],
  qrcode: [terminal],
  pino: [journal],
  'pino-pretty': [journal],
  'node:sqlite': ['src/adapters/store/', 'src/adapters/system/'],
  inversify: [composition],
  commander: [composition],
};

/** What comes from outside is known to one place only. */
export const homeRules: readonly Rule[] = [
  importRule('every package is imported only where it is at home', ({ from, to }) => {
    if (to.kind !== 'package' && to.kind !== 'builtin') return null;
    const allowed = homes[to.name];
    if (allowed === undefined) return to.kind === 'package' ? `${to.name} has no home in rules/homes.ts` : null;
    return allowed.some((home) => from.path.startsWith(home)) ? null : `${to.name} is at home in ${allowed.join(', ')}`;
  }),
  importRule('modules of Node are imported with their prefix', ({ to }) =>
    to.kind === 'builtin' && !to.name.startsWith('node:') ? `write node:${to.name}` : null,
  ),
];
