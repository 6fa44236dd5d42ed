import { PAIRING, projectChatText } from '../../application/wording/onboarding/pairing-text.js';
import { configEdits, sayProblem } from '../cli/config-desk.js';
import type { Launch } from '../cli/launch.js';
import { pairByCode } from './code-desk.js';

/** `untether chat-id`: prints the id of the chat from which the code comes, and writes it as that of a project where one is named. */
export async function chatId(launch: Launch, project: string | null): Promise<number> {
  const done = await pairByCode(launch, { where: 'group', greeting: PAIRING.chatGreeting });
  if (!done.ok) return done.problem;
  const { chatId: id } = done.value.paired;
  if (project !== null) {
    const known = done.value.config.projects.find((one) => one.alias.toLowerCase() === project.toLowerCase());
    const key = `projects.${known?.alias ?? project}.chat_id`;
    const applied = await configEdits(launch).apply([{ key, value: `${id}` }]);
    if (!applied.ok) {
      sayProblem(applied.problem);
      return 1;
    }
    console.error(projectChatText(known?.alias ?? project));
  }
  console.log(`${id}`);
  return 0;
}
