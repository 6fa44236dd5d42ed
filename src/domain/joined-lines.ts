/**
 * The text in one line: white space that holds a line break gives way to `joint`, other white space stays. Takes linear
 * time, which a pattern like `\s*\n\s*` does not.
 */
export function joinedLines(text: string, joint: string): string {
  return text.replace(/\s+/g, (blank) => (blank.includes('\n') ? joint : blank));
}
