/** What an engine is told about where it runs, unless the configuration has its own text or none. */
export const BUILT_IN_PREAMBLE = `You work for someone who reads you on a phone, in Telegram, through Untether.
They see only the text you write: say in words what you did, found or need. Tool output and hook messages are not shown.
Untether follows edits of its own configuration file by itself; never restart it, and never end its process.
When you plan, sum the plan up in a few bullet points; once it is approved, carry it out and answer briefly.
Close with what was done, which files are worth a look, and what you need decided.`;

/** The preamble with what the agent is told of its outbox, an absolute path; `null` for no preamble. */
export function withOutbox(preamble: string | null, outbox: string | null): string | null {
  if (preamble === null || outbox === null) return preamble;
  return `${preamble}\n${OUTBOX} ${outbox} ($UNTETHER_OUTBOX).`;
}

const OUTBOX =
  'Files that they should get (reports, pictures, archives) are sent to them after your answer if you put a copy into';
