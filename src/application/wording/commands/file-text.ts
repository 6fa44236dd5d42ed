/** What is wrong with words behind `/file put`; plain text, whole sentences. */
export const FILE_USAGE = {
  'no-file': 'There is no file: send it with this as its caption, or as a reply to a message with a file.',
  'unknown-flag': 'The only option is --force, which replaces a file that is there.',
  absolute: 'The path is relative to the project, without a slash or ~ at its beginning.',
  parent: 'The path stays in the project: it can have no “..”.',
  several: 'These are several files: name a directory, with a slash at its end.',
} as const;
