import { Secret } from '../../../domain/secret.js';
import { isFatal, LEAST_SECRET, type SecretFlaw, textFlaw } from '../../../domain/trigger/webhook-secret.js';
import type { Complaint, Fault } from '../faults/fault.js';
import { remembered } from '../memory/remembered.js';
import { BadPlaces } from '../rules/rule.js';
import type { ConfigDto } from '../schema/config-dto.js';
import { authOf } from '../schema/kinds/auth-of.js';
import type { WebhookDto } from '../schema/triggers/webhook-dto.js';
import type { Path } from '../toml/tree.js';
import { flawOf } from './secret-flaws.js';
import type { Vault } from './vault.js';

/** What is wrong with secrets themselves, wherever they are kept. */
export interface JudgedSecrets {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

interface Kept {
  readonly path: Path;
  /** `null` if it can't be had, which is told elsewhere. */
  readonly secret: Secret | null;
}

/** Judges the secrets of all webhooks and the bot's token: what can't be a key is a fault, what can be guessed a warning. */
export function judgeSecrets(dto: ConfigDto, vault: Vault, malformed: readonly Fault[]): JudgedSecrets {
  const bad = new BadPlaces(malformed);
  const [faults, warnings]: [Fault[], Fault[]] = [[], []];
  for (const [index, hook] of dto.triggers.webhooks.entries()) {
    if (bad.isEmpty && isSound(hook)) continue;
    const path = ['triggers', 'webhooks', index];
    warnings.push(...tokenOfHandshake(hook, [...path, 'verify_token'], bad));
    const auth = authOf(hook);
    if (auth === 'none' || bad.has([...path, 'auth'])) continue;
    for (const kept of secretsIn(hook, path, vault, bad)) {
      const flaw = kept.secret === null ? null : flawOf(auth, kept.secret);
      if (flaw === null) continue;
      const fault: Fault = { path: kept.path, at: 'value', ...complaintAbout(flaw, auth) };
      (isFatal(flaw) ? faults : warnings).push(fault);
    }
  }
  return { faults, warnings: [...tokenWarnings(dto, vault, bad), ...warnings] };
}

/** Whether a webhook's secrets all stand in the file, with nothing to say of them; there may be 10,000. */
const isSound = remembered((hook: WebhookDto): boolean => {
  const { secret, secret_env, secret_file, secrets, verify_token } = hook;
  if (secret_env !== null || secret_file !== null || verify_token !== null) return false;
  const auth = authOf(hook);
  return auth === 'none' || [secret, ...secrets].every((one) => one === null || flawOf(auth, one) === null);
});

function secretsIn(hook: WebhookDto, path: Path, vault: Vault, bad: BadPlaces): readonly Kept[] {
  const further = bad.has([...path, 'secrets']) ? [] : hook.secrets;
  return [
    { path: [...path, 'secret'], secret: hook.secret },
    { path: [...path, 'secret_env'], secret: variable(vault, hook.secret_env) },
    { path: [...path, 'secret_file'], secret: file(vault, hook.secret_file) },
    ...further.map((secret, entry) => ({ path: [...path, 'secrets', entry], secret })),
  ].filter((kept) => kept.secret instanceof Secret && !bad.has(kept.path));
}

/** Whoever guesses it passes for Meta or Microsoft Graph. */
function tokenOfHandshake({ verification, verify_token }: WebhookDto, path: Path, bad: BadPlaces): readonly Fault[] {
  const isAsked = verification === 'meta' || verification === 'graph';
  if (!isAsked || !(verify_token instanceof Secret) || bad.has(path)) return [];
  const flaw = textFlaw(verify_token.reveal());
  return flaw === null ? [] : [{ path, at: 'value', ...complaintAbout(flaw, verification) }];
}

/** @BotFather's tokens: the number of the bot, a colon, and what nobody guesses. */
function tokenWarnings({ transports: { telegram } }: ConfigDto, vault: Vault, bad: BadPlaces): readonly Fault[] {
  const around = ['transports', 'telegram'];
  const kept = [
    { path: [...around, 'bot_token'], secret: telegram.bot_token },
    { path: [...around, 'bot_token_env'], secret: variable(vault, telegram.bot_token_env) },
    { path: [...around, 'bot_token_file'], secret: file(vault, telegram.bot_token_file) },
  ];
  return kept.flatMap(({ path, secret }): Fault[] => {
    if (!(secret instanceof Secret) || bad.has(path) || /^\d+:[\w-]+$/.test(secret.reveal())) return [];
    const message = 'This does not look like a bot token.';
    const hint = 'Copy the token again from @BotFather: a number, a colon, and letters and digits behind it.';
    return [{ path, at: 'value', message, hint }];
  });
}

function variable(vault: Vault, name: unknown): Secret | null {
  const result = typeof name === 'string' ? vault.variable(name) : null;
  return result?.ok === true ? result.value : null;
}

function file(vault: Vault, name: unknown): Secret | null {
  const result = typeof name === 'string' ? vault.file(name) : null;
  return result?.ok === true ? result.value : null;
}

function complaintAbout(flaw: SecretFlaw, auth: string): Complaint {
  const hint = 'Generate one, for example with: openssl rand -hex 32';
  switch (flaw.kind) {
    case 'not-encoded':
      return {
        message: `A secret for ${auth} is base64, and this is not.`,
        hint: 'Copy the secret again from the sender, all of it; it usually begins with whsec_.',
      };
    case 'short-key':
      return {
        message: `This secret decodes to ${flaw.bytes} bytes; a key has at least ${LEAST_SECRET.bytes}.`,
        hint: 'Copy the secret again from the sender, all of it; it usually begins with whsec_.',
      };
    case 'short':
      return {
        message: `This secret is short enough to guess (fewer than ${LEAST_SECRET.characters} characters).`,
        hint,
      };
    case 'well-known':
      return { message: 'This secret is easy to guess: it is made of words or patterns that everybody tries.', hint };
  }
}
