import { Key, RequiredKey, TakesEffect } from '../keys/key.js';
import { textTable } from '../kinds/collection.js';
import { strictInteger } from '../kinds/number.js';
import { choice, text } from '../kinds/text.js';
import { changed, changedUnlessUnset, raised, towards } from '../verdicts/verdicts.js';

/** `[triggers.crons.fetch]`. */
@TakesEffect('at-once')
export class FetchDto {
  @RequiredKey(choice('http_get', 'http_post', 'file_read'), 'How data is fetched before the prompt is made.', {
    widens: changed,
  })
  type!: 'http_get' | 'http_post' | 'file_read';

  @Key(text('URL, template'), 'Where it is fetched from; needed for `http_get` and `http_post`.', {
    discreet: true,
    widens: changedUnlessUnset,
  })
  url: string | null = null;

  @Key(textTable(), 'Headers of the request; the values are templates.', {
    defaultText: 'none',
    discreet: true,
    widens: changedUnlessUnset,
  })
  headers: Readonly<Record<string, string>> | null = null;

  @Key(text('template'), 'Body of the request, for `http_post`.', { discreet: true, widens: changedUnlessUnset })
  body: string | null = null;

  @Key(text('path'), 'The file that is read; needed for `file_read`.', { widens: changedUnlessUnset })
  file_path: string | null = null;

  @Key(strictInteger({ min: 1, max: 60 }), 'Seconds after which fetching is given up.', { widens: 'never' })
  timeout_seconds = 15;

  @Key(choice('json', 'text', 'lines'), 'How the data is read.', { widens: 'never' })
  parse_as: 'json' | 'text' | 'lines' = 'text';

  @Key(text(), 'The name of the data in `prompt_template`.', { widens: 'never' })
  store_as = 'fetch_result';

  @Key(choice('abort', 'run_with_error'), 'What happens if nothing can be fetched.', {
    widens: towards('abort', 'run_with_error'),
  })
  on_failure: 'abort' | 'run_with_error' = 'abort';

  @Key(strictInteger({ min: 1024, max: 104_857_600 }), 'The most that is fetched, in bytes.', { widens: raised })
  max_bytes = 10_485_760;
}
