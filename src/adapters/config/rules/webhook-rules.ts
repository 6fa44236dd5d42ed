import { authOf } from '../schema/kinds/auth-of.js';
import type { SignatureDto } from '../schema/triggers/signature-dto.js';
import type { WebhookDto } from '../schema/triggers/webhook-dto.js';
import { neededFor } from './action-rules.js';
import { ruleFor } from './rule.js';

const rule = ruleFor<WebhookDto>();

/** What must hold in each of `[[triggers.webhooks]]`. */
export const WEBHOOK_RULES = [
  rule('secret', ['secret_env', 'secret_file', 'secrets', 'auth', 'signature'], (hook) => {
    const sources = [hook.secret, hook.secret_env, hook.secret_file].filter((source) => source !== null).length;
    if (sources > 1) {
      return {
        message: 'There is more than one source of the secret.',
        hint: 'Keep one of secret, secret_env and secret_file; further secrets go into secrets.',
      };
    }
    const auth = authOf(hook);
    if (sources + hook.secrets.length > 0 || auth === 'none') return null;
    const why = auth === 'signature' ? 'there is a signature table' : `auth is "${auth}"`;
    return {
      message: `A secret is needed, because ${why}.`,
      hint: 'Add secret, secret_env or secret_file, or set auth = "none" to take posts from anybody.',
    };
  }),
  rule('auth', ['signature'], ({ auth, signature }) =>
    auth === null || signature === null
      ? null
      : {
          message: 'There are two ways for senders to prove themselves: auth and a signature table.',
          hint: 'Delete auth where the signature table describes the sender, else delete the table.',
        },
  ),
  rule('dedup_header', ['signature'], ({ dedup_header, signature }) =>
    dedup_header === null && `${signature?.template ?? ''}`.includes('{id}')
      ? {
          message: 'dedup_header is needed, because {id} in the template of the signature is what that header says.',
          hint: 'Name the header of the delivery in dedup_header, such as "X-Delivery-Id".',
        }
      : null,
  ),
  rule('verify_token', ['verification'], ({ verification, verify_token }) =>
    verification === 'meta' && verify_token === null
      ? {
          message: 'verify_token is needed, because verification is "meta".',
          hint: 'Write the token that you also give to Meta.',
        }
      : null,
  ),
  rule('prompt_template', ['action'], (hook) =>
    neededFor('agent_run', hook.action, 'prompt_template', hook.prompt_template),
  ),
];

const signatureRule = ruleFor<SignatureDto>();

/** What must hold in each of `[triggers.webhooks.signature]`. */
export const SIGNATURE_RULES = [
  signatureRule('template', ['timestamp_header'], ({ template, timestamp_header }) => {
    const isSigned = template.includes('{timestamp}');
    if (isSigned === (timestamp_header !== null)) return null;
    return isSigned
      ? {
          message: 'The template has {timestamp}, but no header is named that says it.',
          hint: 'Add timestamp_header, or take {timestamp} out of the template.',
        }
      : {
          message: 'The time in timestamp_header is not signed, so that anybody could change it.',
          hint: 'Put {timestamp} into the template where the sender signs it, or delete timestamp_header.',
        };
  }),
];
