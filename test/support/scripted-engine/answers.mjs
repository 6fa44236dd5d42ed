/** The answer to a prompt without `[[say:…]]`: it names the turn and the prompt, so that it shows what arrived. */
export function answerTo(prompt, turn) {
  return /\blong\b/i.test(prompt) ? `turn ${turn}: ${prompt}\n\n${LONG}` : `turn ${turn}: ${prompt}`;
}

const SECTIONS = ['Reading the code', 'What I changed', 'How I tested it', 'What is left'];

const LONG = [
  'Here is a **long** answer with _most_ of what Markdown can do. 🚀',
  ...SECTIONS.map(
    (title, index) => `## ${index + 1}. ${title}

${'The parser reads one line after the other, and each of them is either known, ignored on purpose, or counted. '.repeat(6)}

- first point with \`inline code\` and a [link](https://example.com/page?a=1&b=2)
- second point: 日本語, עברית, and an emoji of many parts 👩‍👩‍👧‍👦
  - nested, with **bold _and italic_** text

> A quotation, since somebody always quotes something.

\`\`\`ts
export function fold(state: RunState, event: RunEvent): RunState {
  // <b>not HTML</b> & not & an entity
  return event.kind === 'started' ? { ...state, resume: event.resume } : state;
}
\`\`\`

| file | lines |
| --- | ---: |
| \`src/domain/run/run-state.ts\` | 55 |
| \`src/domain/result.ts\` | 12 |
`,
  ),
  'Done. ✅ Ask me for more.',
].join('\n\n');
