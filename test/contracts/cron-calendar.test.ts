import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { describeCronCalendar } from './cron-calendar.contract.js';

describeCronCalendar('the runtime’s zones', () => new IntlCronCalendar());
