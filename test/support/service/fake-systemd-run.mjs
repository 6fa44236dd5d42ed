#!/usr/bin/env node
// Stands for systemd-run(1): runs the program in a session of its own with the named variables and nothing else of ours, on our
// own standard streams, and ends with its exit code. Called as `systemctl`, it signals the session.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.env.FAKE_SYSTEMD;
const args = process.argv.slice(2);
if (basename(process.argv[1]) === 'systemctl') {
  const signal = args.find((arg) => arg.startsWith('--signal='))?.slice('--signal='.length) ?? 'TERM';
  appendFileSync(join(folder, 'calls'), `${args.join(' ')}\n`);
  try {
    process.kill(-Number(readFileSync(join(folder, args.at(-1)), 'utf8')), `SIG${signal}`);
  } catch {
    process.exitCode = 5;
  }
} else {
  const end = args.indexOf('--');
  const options = args.slice(0, end);
  const value = (name) => options.find((option) => option.startsWith(`--${name}=`))?.slice(name.length + 3);
  writeFileSync(join(folder, 'options'), JSON.stringify(options));
  const names = options.filter((one) => one.startsWith('--setenv=')).map((one) => one.slice('--setenv='.length));
  const env = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  // A unit takes its time to begin to exist.
  while (existsSync(join(folder, 'hold'))) await new Promise((resolve) => setTimeout(resolve, 20));
  // What the real one does with a single dollar is to put a variable in its place.
  const [program, ...rest] = args
    .slice(end + 1)
    .map((arg) => arg.replace(/\$\$|\$\w+|\$\{\w+\}/g, (m) => (m === '$$' ? '$' : '')));
  const unit = spawn(program, rest, { cwd: value('working-directory'), env, stdio: 'inherit', detached: true });
  const file = join(folder, value('unit'));
  writeFileSync(file, String(unit.pid));
  unit.on('exit', (code) => {
    rmSync(file);
    process.exitCode = code ?? 255;
  });
}
