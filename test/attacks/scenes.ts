import type { Random } from '../faults/random.js';
import { addresses } from './areas/addresses.js';
import { approvals } from './areas/approvals.js';
import { badSaves } from './areas/bad-saves.js';
import { bodies } from './areas/bodies.js';
import { chatUploads } from './areas/chat-uploads.js';
import { configuration } from './areas/configuration.js';
import { denialOfService } from './areas/denial-of-service.js';
import { fileRead } from './areas/file-read.js';
import { files } from './areas/files.js';
import { httpForms } from './areas/http-forms.js';
import { injection } from './areas/injection.js';
import { localUsers } from './areas/local-users.js';
import { markup } from './areas/markup.js';
import { outbound } from './areas/outbound.js';
import { outboundTemplates } from './areas/outbound-templates.js';
import { ownConfiguration } from './areas/own-configuration.js';
import { provenance } from './areas/provenance.js';
import { recordings } from './areas/recordings.js';
import { replay } from './areas/replay.js';
import { secrets } from './areas/secrets.js';
import { telegram } from './areas/telegram.js';
import { throttle } from './areas/throttle.js';
import { uploads } from './areas/uploads.js';
import { webhookAuth } from './areas/webhook-auth.js';
import type { Scene } from './attempt.js';

/** Everything that is tried. The same random numbers make the same attempts. */
export function scenes(random: Random): readonly Scene[] {
  return [
    webhookAuth(random),
    replay(),
    bodies(),
    httpForms(random),
    ...addresses(),
    ...throttle(),
    ...outbound(),
    outboundTemplates(),
    ...files(),
    ...fileRead(),
    uploads(),
    ...chatUploads(),
    recordings(),
    telegram(random),
    markup(),
    injection(),
    configuration(),
    ownConfiguration(),
    provenance(),
    approvals(),
    ...localUsers(),
    secrets(),
    badSaves(),
    ...denialOfService(),
  ];
}
