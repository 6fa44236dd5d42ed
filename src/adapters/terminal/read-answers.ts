import { readFile } from 'node:fs/promises';
import { errorCode, errorText } from '../../domain/error-text.js';
import { isJsonObject } from '../../domain/json-shape.js';
import { fail, ok, type Result } from '../../domain/result.js';

/** Answers by the names of their questions; of a question that is asked again and again a list. */
export type Answers = Readonly<Record<string, string | boolean | readonly (string | boolean)[]>>;

/** The questions that can be answered so. */
export const ANSWER_NAMES = [
  ...(['token', 'workflow', 'engine', 'this_project', 'projects', 'start'] as const),
  ...(['replace', 'remove_webhook', 'retry', 'new_code'] as const),
];

/** Reads a JSON file of answers; else what is wrong with it. */
export async function readAnswers(path: string): Promise<Result<Answers, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return fail(`${path} can't be read: ${errorCode(error) ?? errorText(error)}`);
  }
  const read = parsed(text);
  if (!isJsonObject(read)) return fail(`${path} is no JSON object, such as {"token": "123456789:AAH…"}`);
  const answers: Record<string, Answers[string]> = {};
  for (const [name, value] of Object.entries(read)) {
    if (!ANSWER_NAMES.some((known) => known === name)) {
      return fail(`${path}: there is no question "${name}"; there are ${ANSWER_NAMES.join(', ')}`);
    }
    if (!isAnswer(value)) return fail(`${path}: "${name}" is no text, no true or false, and no list of these`);
    answers[name] = value;
  }
  return ok(answers);
}

function isAnswer(value: unknown): value is Answers[string] {
  return Array.isArray(value) ? value.every(isOne) : isOne(value);
}

function isOne(value: unknown): value is string | boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
