import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runTool } from '../../support/scripted-engine/tools.mjs';

/** Uses a tool for real, in the current directory. */
export async function useTool(name, input) {
  try {
    if (name === 'Read') return done(numbered(readFileSync(input.file_path, 'utf8')));
    if (name === 'Grep') return done(foundIn(input).join('\n') || 'No matches found');
    if (name === 'Edit') return done(edited(input));
  } catch (error) {
    return { output: error.message, failed: true };
  }
  return runTool(name, input);
}

/** Whether a file says something; `false` if there is no such file. */
export function says(file, text) {
  try {
    return readFileSync(file, 'utf8').includes(text);
  } catch {
    return false;
  }
}

function done(output) {
  return { output, failed: false };
}

function numbered(text) {
  return text
    .split('\n')
    .map((line, index) => `${`${index + 1}`.padStart(6)}→${line}`)
    .join('\n');
}

function foundIn({ pattern, path }) {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'utf8').includes(pattern))
    .map((file) => relative('.', file));
}

function edited({ file_path: file, old_string: before, new_string: after }) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(before)) throw new Error(`String to replace not found in file.\nString: ${before}`);
  writeFileSync(
    file,
    text.replace(before, () => after),
  );
  return `The file ${file} has been updated.`;
}
