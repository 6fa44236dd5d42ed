import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { showsRun } from '../support/run-message.js';
import { NotifySocket } from '../support/service/notify-socket.js';
import { Rig } from './rig.js';

describe('the built program as a service', () => {
  expectNoLeaks();

  it('tells the service manager that it is ready, reloads, lives and stops, in this order and from its own process', async () => {
    await using rig = await Rig.open();
    await using socket = await NotifySocket.open(join(rig.directory, 'notify'));
    rig.environment = { NOTIFY_SOCKET: socket.address, WATCHDOG_USEC: '400000' };
    const program = await rig.start();
    await socket.until(() => socket.lines.includes('READY=1'));
    await socket.until(() => socket.lines.some((line) => line.includes('connected · 0 running')));
    const asked = rig.say('[[steps:20 200]] work');
    await socket.until(() => socket.lines.some((line) => line.includes('1 running')));
    await rig.configure(rig.config('[footer]\nshow_api_cost = false\n'));
    await socket.until(() => socket.lines.some((line) => line.includes('configuration 2')));
    program.kill('SIGHUP');
    await socket.until(() => socket.lines.filter((line) => line === 'READY=1').length === 3);
    const alive = socket.lines.filter((line) => line === 'WATCHDOG=1').length;
    await socket.until(() => socket.lines.filter((line) => line === 'WATCHDOG=1').length >= alive + 3);
    program.kill('SIGTERM');
    await socket.until(() => socket.lines.some((line) => line.startsWith('STATUS=stopping')));
    expect(await rig.ended(program)).to.equal(0);
    await rig.answer(asked, 'work');
    const states = socket.lines.filter((line) => /^(?:READY|RELOADING|STOPPING|MONOTONIC_USEC)=/.test(line));
    expect(states.map((line) => line.replace(/=\d{2,}$/, ''))).to.deep.equal([
      'READY=1',
      ...['RELOADING=1', 'MONOTONIC_USEC', 'READY=1'],
      ...['RELOADING=1', 'MONOTONIC_USEC', 'READY=1'],
      'STOPPING=1',
    ]);
    expect(new Set(socket.received.map(({ pid }) => pid))).to.deep.equal(new Set([program.pid]));
  });

  it('is not ready while Telegram can’t be reached, asks for more time, and stays alive', async () => {
    await using rig = await Rig.open();
    await using socket = await NotifySocket.open(join(rig.directory, 'notify'));
    rig.environment = { NOTIFY_SOCKET: socket.address, WATCHDOG_USEC: '400000' };
    const restore = rig.server.faults.always('*', { kind: 'reset' });
    const program = rig.launch('--config', rig.configPath);
    await socket.until(() => socket.lines.filter((line) => line === 'WATCHDOG=1').length >= 3);
    expect(socket.lines.some((line) => line.startsWith('EXTEND_TIMEOUT_USEC='))).to.equal(true);
    expect(socket.lines).not.to.include('READY=1');
    expect(program.exitCode).to.equal(null);
    restore();
    await socket.until(() => socket.lines.includes('READY=1'), 20_000);
  });

  it('starts again on /restart in the place of itself: the chat is told, nothing is lost, every lock is taken anew', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const working = rig.say('[[steps:10 200]] steady work');
    await rig.until('progress', () => rig.answersTo(working).find((one) => showsRun(one.now.text)));
    const asked = rig.say('/restart');
    await rig.answer(asked, 'Restarting');
    const meanwhile = rig.say('sent meanwhile');
    const back = await rig.answer(asked, 'is running');
    expect(back.silent).to.equal(false);
    await rig.answer(working, 'steady work');
    await rig.answer(meanwhile, 'sent meanwhile');
    expect(rig.answersTo(working)).to.have.length(1);
    expect(program.exitCode).to.equal(null);
    expect(rig.output.match(/"program.started"/g)).to.have.length(2);
    expect(readFileSync(`/proc/${program.pid}/cmdline`, 'utf8')).to.include(rig.configPath);
    const again = rig.say('/restart');
    await rig.answer(again, 'is running');
    expect(await rig.ended(rig.launch('--config', rig.configPath))).to.equal(1);
    expect(rig.output).to.include('already running').and.to.include(`pid ${program.pid}`);
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    expect(await rig.processesLeft()).to.deep.equal([]);
  });

  it('ends with 75 on /restart where systemd starts it again, and tells the chat after that', async () => {
    await using rig = await Rig.open();
    rig.environment = { INVOCATION_ID: 'of-a-unit' };
    const program = await rig.start();
    const asked = rig.say('/restart');
    expect(await rig.ended(program)).to.equal(75);
    await rig.start();
    const back = await rig.answer(asked, 'is running');
    expect(back.silent).to.equal(false);
  });

  it('stops for good when a signal comes after /restart, and at once with the second', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const working = rig.say('[[hang]]');
    await rig.until('progress', () => rig.answersTo(working).find((one) => one.now.text.includes('scripted-model')));
    await rig.answer(rig.say('/restart'), 'Restarting');
    program.kill('SIGTERM');
    rig.say('/cancel');
    expect(await rig.ended(program)).to.equal(0);
    const second = await rig.start();
    const hanging = rig.say('[[hang]] again');
    await rig.until('progress', () => rig.answersTo(hanging).find((one) => one.now.text.includes('scripted-model')));
    await rig.answer(rig.say('/restart'), 'Restarting');
    second.kill('SIGTERM');
    second.kill('SIGINT');
    expect(await rig.ended(second)).to.equal(130);
    expect(await rig.processesLeft()).to.deep.equal([]);
  });

  it('refuses /restart when it could not come back, and goes on', async () => {
    await using rig = await Rig.open();
    const script = join(rig.directory, 'untether.mjs');
    await writeFile(script, `await import(${JSON.stringify(rig.program)});\n`);
    rig.program = script;
    const program = await rig.start();
    await rm(script);
    await rig.answer(rig.say('/restart'), 'can’t restart itself');
    await rig.answer(rig.say('still there'), 'turn 1');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });
});
