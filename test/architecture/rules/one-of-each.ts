import { fileRule, type Rule } from '../rule.js';

/** What there is once, how it looks where it is made by hand, and where it is at home. */
const ONE_OF_EACH: readonly { readonly made: RegExp; readonly home: string; readonly use: string }[] = [
  {
    made: /#\w+: Promise<\w+> = Promise\.resolve\(\)/,
    home: 'src/application/concurrency/keyed-serial.ts',
    use: 'work in series: Serial',
  },
  { made: /#\w+ = new Set<Promise</, home: 'src/domain/pending-work.ts', use: 'work to wait for: PendingWork' },
  {
    made: /instanceof Error \? \w+\.message : String\(/,
    home: 'src/domain/error-text.ts',
    use: 'the text of an error: errorText',
  },
  { made: /instanceof Error && 'code' in/, home: 'src/domain/error-text.ts', use: 'the code of an error: errorCode' },
  {
    made: /=== 'object' && \w+ !== null && !Array\.isArray/,
    home: 'src/domain/json-shape.ts',
    use: 'an object of JSON: isJsonObject',
  },
  { made: /new BlockList\(/, home: 'src/domain/ip-address.ts', use: 'ranges of addresses: isWithin' },
];

/** What is made by hand a second time soon differs from the first. */
export const oneOfEachRule: Rule = fileRule('there is one of each: what has a home is not made by hand', (file) =>
  file.text.split('\n').flatMap((text, index) =>
    ONE_OF_EACH.filter(({ made, home }) => home !== file.path && made.test(text)).map(({ use }) => ({
      line: index + 1,
      message: use,
    })),
  ),
);
