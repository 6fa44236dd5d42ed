/** The transcript in a server's answer, trimmed; `null` if there is none. */
export function textIn(answer: string): string | null {
  const said = fieldOf(parsed(answer), 'text');
  return typeof said === 'string' ? said.trim() : null;
}

/** The reason that a server gives for its refusal, in any of the forms in use; `null` if it gives none. */
export function reasonIn(answer: string): string | null {
  const read = parsed(answer);
  const error = fieldOf(read, 'error');
  const said = [fieldOf(error, 'message'), error, fieldOf(read, 'message'), fieldOf(read, 'detail')];
  const reason = said.find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof reason === 'string' ? reason.trim() : null;
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : null;
}
