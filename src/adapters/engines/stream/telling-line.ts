import { oneLine } from './tool-text.js';

/** Longer lines are cut. */
const LONGEST = 200;

/** Of a long output the beginning and the end are looked at, in UTF-16 units. */
const HEAD = 16_000;
const TAIL = 64_000;

/** What tells why something failed, the most telling first. */
const TELLING: readonly RegExp[] = [
  // Sums of test runners.
  /\b[1-9]\d* (?:tests? |examples?, )?(?:failed|failing|failures?)\b|\bFAILED \(|^test result: FAILED|^(?:Tests|Test Suites):\s.*\bfailed|^not ok\b/i,
  // Messages of compilers and linters, with a place or a code.
  /\berror(?:\[\w+\]| [A-Z]{1,4}\d+|:)|^\S+:\d+(?::\d+)?:? .*\b(?:error|undefined|unused|cannot)\b/i,
  // Exceptions and last words.
  /^(?:Uncaught )?(?:[\w.]+)?(?:Error|Exception)\b.*:|^panic:|^fatal:|^thread '.*' panicked|^Traceback|assert(?:ion)? ?(?:failed|error)/i,
  /\b[1-9]\d* (?:errors?|problems?)\b|command not found|no such file|permission denied|not a git repository|cannot (?:find|open|access|resolve)|could not|unable to|not found|timed? ?out|refused|denied|conflict|is not recognized|\binvalid\b/i,
];

/** Lines that say nothing of why. */
const IDLE =
  /^(?:exit (?:code|status):? ?\d+|(?:command|process) (?:exited|failed) with .{0,20}\d+|npm (?:ERR!|error)(?: code| errno| A complete log| path| command|\s*$)|A complete log|make(?:\[\d+\])?: \*\*\*|error: script ".*" exited|ELIFECYCLE|at |Chunk ID:|Wall time:|Output:|Original token|[-=*#~\s]*$|\^+$|[\]})]+;?$)/i;

/** The line of a failed tool's output that tells most; `null` if there is none that says anything. */
export function tellingLine(output: string): string | null {
  const seen = output.length <= HEAD + TAIL ? output : `${output.slice(0, HEAD)}\n${output.slice(-TAIL)}`;
  const lines = seen
    .split('\n')
    .map((line) => line.slice(0, 4 * LONGEST).trim())
    .filter((line) => line !== '' && !IDLE.test(line));
  for (const [rank, telling] of TELLING.entries()) {
    // Sums stand at the end, and so do the words of an exception; of what a compiler says the first counts.
    const found =
      rank === 1 || rank === 3
        ? lines.find((line) => telling.test(line))
        : lines.findLast((line) => telling.test(line));
    if (found !== undefined) return shown(found);
  }
  const last = lines.at(-1);
  return last === undefined ? null : shown(last);
}

/** Of a long line its first sentence is enough. */
const LONG = 120;

/** Without the rules around sums and the marks in front of messages. */
function shown(line: string): string {
  const bare = line
    .replace(/^[=\-*#>\s]{2,}/, '')
    .replace(/[=\-*#]{2,}$/, '')
    .replace(/^(?:[✗✘×✖❌●]\s*)+/u, '')
    .trim();
  const end = bare.length > LONG ? bare.slice(0, LONGEST).search(/(?<=\w{3}[\w)]{0,20})\. [A-Z]/) : -1;
  return oneLine(end === -1 ? bare || line : bare.slice(0, end + 1), LONGEST);
}
