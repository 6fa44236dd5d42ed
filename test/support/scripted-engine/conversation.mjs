import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A new conversation, or the one with the id; its `id` is null if there is no such one. Kept in files, as real CLIs do. */
export function openConversation(resume) {
  const directory = process.env.CLAUDE_SCRIPTED_DIR ?? join(tmpdir(), `scripted-engine-${userInfo().uid}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const id = resume ?? randomUUID();
  const file = join(directory, `${id.replaceAll(/[^\w-]/g, '_')}.json`);
  const turns = resume === null ? [] : read(file);
  return {
    id: turns === null ? null : id,
    get turn() {
      return turns.length;
    },
    add(prompt) {
      turns.push(prompt);
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(turns));
      renameSync(`${file}.${process.pid}`, file);
    },
  };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
