import type { ChatFile, Content, FinalView, ProgressView } from '../../../src/application/ports/chat/chat-channel.js';
import type { ChatProblem } from '../../../src/application/values/chat-problem.js';

interface PlainText {
  readonly text: string;
  readonly entities: readonly never[];
}

function plain(text: string): PlainText {
  return { text, entities: [] };
}

/** Wordings for tests: short, without styles. A form feed splits a text into several messages. */
export const plainChatTexts = {
  progress: (view: ProgressView): PlainText => plain(`${view.phase}, step ${view.steps}`),
  final: (view: FinalView, options: { readonly trim: boolean; readonly note?: string }): readonly PlainText[] => {
    const parts = view.answer.split('\f').map((part, index) => plain(index === 0 ? `${view.status}: ${part}` : part));
    const [first = plain('')] = parts;
    return options.trim ? [plain([first.text, options.note ?? ''].filter(Boolean).join(' '))] : parts;
  },
  content: (content: Content): readonly PlainText[] => {
    if ('notices' in content) return [plain(content.notices.join('\n'))];
    return 'markdown' in content
      ? content.markdown.split('\f').map(plain)
      : [plain(`problem: ${content.problem.kind}`)];
  },
  notice: (markdown: string, problem?: ChatProblem): PlainText =>
    plain(`${markdown.split('\f')[0]}${problem === undefined ? '' : ` problem: ${problem.kind}`}`),
  rest: (_markdown: string): ChatFile | null => null,
  joined: (notices: Iterable<PlainText>): { readonly message: PlainText; readonly count: number } => {
    const texts = Array.from(notices, ({ text }) => text);
    return { message: plain(texts.join('\n')), count: texts.length };
  },
};
