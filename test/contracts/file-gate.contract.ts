import { expect } from 'chai';
import type { FileGate } from '../../src/application/ports/chat/file-gate.js';
import { BrokenTransfer } from '../../src/application/values/file-gate-problem.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';

/** A gate, with files that may break off in the middle. */
export interface FileGateRig {
  readonly gate: FileGate;
  /** Puts a file there and answers its id. */
  put(content: string): string;
  /** The next reading of the file ends in its middle. */
  cut(fileId: string): void;
}

/** Reads a file to its end: its text, or why there is none. */
export async function fetched(gate: FileGate, fileId: string, maxBytes = 1_000, stop = new StopSource().signal) {
  const opened = await gate.open(fileId, maxBytes, stop);
  if (!opened.ok) return opened.problem;
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of opened.value) pieces.push(piece);
  } catch (error) {
    if (error instanceof BrokenTransfer) return error.problem;
    throw error;
  }
  return Buffer.concat(pieces).toString();
}

/** What every gate to people's files keeps. */
export function describeFileGate(name: string, open: () => Promise<FileGateRig>): void {
  describe(`the gate to files: ${name}`, () => {
    it('gives a file whole, as often as it is asked for', async () => {
      const { gate, put } = await open();
      const fileId = put('what is in it');
      expect(await fetched(gate, fileId)).to.equal('what is in it');
      expect(await fetched(gate, fileId)).to.equal('what is in it');
    });

    it('gives no file that is larger than it may be, and one that is just as large', async () => {
      const { gate, put } = await open();
      const fileId = put('12345678');
      expect(await fetched(gate, fileId, 7)).to.deep.equal({ kind: 'too-large', maxBytes: 7 });
      expect(await fetched(gate, fileId, 8)).to.equal('12345678');
    });

    it('says so where there is no such file', async () => {
      const { gate } = await open();
      expect(await fetched(gate, 'nothing')).to.include({ kind: 'refused' });
    });

    it('never takes a part for the whole', async () => {
      const { gate, put, cut } = await open();
      const fileId = put('what is in it');
      cut(fileId);
      expect(await fetched(gate, fileId)).to.include({ kind: 'unavailable' });
    });

    it('begins nothing that is not wanted any more', async () => {
      const { gate, put } = await open();
      const stop = new StopSource();
      stop.stop();
      expect(await fetched(gate, put('x'), 10, stop.signal)).to.deep.equal({ kind: 'stopped' });
    });
  });
}
