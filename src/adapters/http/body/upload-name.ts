const LONGEST = 200;

/** A name for an uploaded file that is harmless anywhere: the last part of what its sender calls it, or `upload.bin`. */
export function uploadName(written: string): string {
  const name = written.split(/[/\\]/).at(-1) ?? '';
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name) && name.length <= LONGEST ? name : 'upload.bin';
}
