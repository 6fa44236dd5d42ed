import type { Question } from '../../../domain/run/agent-request.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';

/** The questions in the input of AskUserQuestion; older versions ask a single one. */
export function questionsIn(input: JsonObject): readonly Question[] {
  return rawQuestions(input).flatMap((raw) => {
    const text = textOf(raw['question']);
    if (text === null) return [];
    const options = listOf(raw['options']).flatMap((option) => {
      const { label, description } = objectOf(option);
      const shown = textOf(typeof option === 'string' ? option : label);
      return shown === null ? [] : [{ label: shown, description: textOf(description) }];
    });
    return [{ text, options, many: raw['multiSelect'] === true }];
  });
}

/** The input with the answers in it, as the CLI wants them: by the text of their questions. */
export function answeredInput(input: JsonObject, answers: readonly string[]): JsonObject {
  const named = questionsIn(input).map(({ text }, index) => [text, answers[index] ?? '']);
  return { ...input, answers: Object.fromEntries(named) };
}

function rawQuestions(input: JsonObject): readonly JsonObject[] {
  const many = listOf(input['questions']).map(objectOf);
  return many.length > 0 ? many : [input];
}
