/** A header's value with parameters, such as `form-data; name="a"`. */
export interface ParametrisedHeader {
  /** Lower case. */
  readonly value: string;
  /** By lower-case name, quotes and escapes resolved; the first one of a name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

const VALUE = /^\s*([^\s;]+)\s*/;
// Quoted values as browsers write them: only quotes and backslashes are escaped (https://mimesniff.spec.whatwg.org/).
const PARAMETER = /;\s*(?:([^\s;="]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s;"]*))\s*)?/y;

/** Takes a header apart; `null` if it is not well formed. */
export function headerParameters(header: string): ParametrisedHeader | null {
  const [beginning, value] = VALUE.exec(header) ?? [];
  if (beginning === undefined || value === undefined) return null;
  const parameters = new Map<string, string>();
  let end = beginning.length;
  while (end < header.length) {
    PARAMETER.lastIndex = end;
    const [whole, name, quoted, plain] = PARAMETER.exec(header) ?? [];
    if (whole === undefined) return null;
    end += whole.length;
    const key = name?.toLowerCase();
    if (key === undefined || parameters.has(key)) continue;
    parameters.set(key, quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(["\\])/g, '$1'));
  }
  return { value: value.toLowerCase(), parameters };
}
