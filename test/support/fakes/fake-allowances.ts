import type { AppConfig } from '../../../src/application/values/app-config.js';
import type { Allowances, PermissionChange } from '../../../src/application/values/permission-change.js';

const USERS = 'transports.telegram.allowed_user_ids';

/** What a configuration of a test allows, as far as it names users. */
export class FakeAllowances implements Allowances {
  readonly #users: readonly number[];

  constructor({ telegram }: AppConfig) {
    this.#users = telegram.allowedUserIds;
  }

  over(before: Allowances): readonly PermissionChange[] {
    if (!(before instanceof FakeAllowances)) throw new Error('Only configurations of one source can be compared.');
    const added = this.#users.filter((user) => !before.#users.includes(user));
    return added.map((user) => ({ kind: 'added', key: USERS, item: `${user}` }));
  }
}
