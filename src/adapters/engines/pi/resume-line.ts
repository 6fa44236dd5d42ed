import type { ResumeLines } from '../stream/resume-lines.js';

const LINE = /^\s*(?:`\s*)?pi\s+--session(?:\s+|=)(?:"([^"`]+)"|'([^'`]+)'|([^`\s"'-][^`\s]*))\s*(?:`\s*)?$/i;

/** `pi --session ID`; the id may be the path of a session file, in quotes where there are blanks in it. */
export const piResumeLines: ResumeLines = {
  write: (id) => `pi --session ${/\s/.test(id) ? `"${id}"` : id}`,
  read(line) {
    const [, double, single, bare] = LINE.exec(line) ?? [];
    return double ?? single ?? bare ?? null;
  },
};
