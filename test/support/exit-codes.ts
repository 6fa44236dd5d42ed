/** What the program's exit codes mean, for the pages that tell them. */
export const EXIT_CODES = [
  {
    code: 0,
    meaning: 'The command did what was asked. A signal that ends Untether in an orderly way is one of those.',
  },
  {
    code: 1,
    meaning:
      'Something is wrong or was refused: Untether can’t start, the file has errors, there is no such key, none is running, an edit is not applied, doctor found something.',
  },
  {
    code: 2,
    meaning:
      'The command line is not understood; or config get, set, unset, list or edit can’t read the file or would make it unusable. Nothing was changed.',
  },
  { code: 75, meaning: 'After /restart under a service manager: it should start Untether again.' },
] as const;
