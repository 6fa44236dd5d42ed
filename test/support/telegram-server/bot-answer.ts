/** What a method of the Bot API answers, before it is put in an envelope. */
export type BotAnswer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
    };

/** The method worked. */
export function result(value: unknown): BotAnswer {
  return { ok: true, result: value };
}

/** The method was refused with 400 and a description in Telegram's wording. */
export function badRequest(description: string): BotAnswer {
  return { ok: false, code: 400, description: `Bad Request: ${description}` };
}

/** The bot may not do this: 403. */
export function forbidden(description: string): BotAnswer {
  return { ok: false, code: 403, description: `Forbidden: ${description}` };
}

/** The JSON that goes over the wire, with its status. */
export function envelope(answer: BotAnswer): { readonly status: number; readonly json: unknown } {
  if (answer.ok) return { status: 200, json: { ok: true, result: answer.result } };
  const { code, description, parameters } = answer;
  const extra = parameters === undefined ? {} : { parameters };
  return { status: code, json: { ok: false, error_code: code, description, ...extra } };
}
