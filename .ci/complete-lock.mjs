// Run after every change of the dependencies: node .ci/complete-lock.mjs
// `npm ci` refuses a lock file in which an optional package is missing, and `npm install` leaves those out that the
// registry in use doesn't have (packages for other systems). This adds them, for the systems that their names tell, and
// asks the registry for the digest of every package that is locked without one, so that nothing else can be installed.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

function entryFor(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (cpu === undefined || (os === undefined && cpu !== 'wasm32')) {
    throw new Error(`the name ${name} doesn't tell for which system it is; complete package-lock.json by hand`);
  }
  const musl = words.some((word) => word.startsWith('musl'));
  return {
    version: version.replace(/^[\^~]/, ''),
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
}

function integrityOf(name, version) {
  const asked = ['view', `${name}@${version}`, 'dist.integrity', '--json'];
  const integrity = JSON.parse(execFileSync('npm', asked, { encoding: 'utf8' }) || 'null');
  if (typeof integrity !== 'string') throw new Error(`the registry tells no digest of ${name}@${version}`);
  return integrity;
}

/** The entry with its digest behind the version, as npm writes it. */
function completed(path, entry) {
  if (path === '' || entry.integrity !== undefined || entry.link === true) return entry;
  const { version, ...rest } = entry;
  const name = rest.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { version, integrity: integrityOf(name, version), ...rest };
}

const lock = JSON.parse(readFileSync(path, 'utf8'));
const packages = { ...lock.packages };
for (const [parent, { optionalDependencies = {}, dev = false }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const own = `${parent}/node_modules/${name}`;
    const shared = `node_modules/${name}`;
    if (packages[own] === undefined) packages[shared] ??= entryFor(name, version, dev);
  }
}
const added = Object.keys(packages).length - Object.keys(lock.packages).length;
const entries = Object.entries(packages).map(([at, entry]) => [at, completed(at, entry)]);
const digests = entries.filter(([at, { integrity }]) => packages[at].integrity !== integrity).length;
lock.packages = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${added} added, ${digests} digests added\n`);
