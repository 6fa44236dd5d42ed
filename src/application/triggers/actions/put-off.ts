/** The program ends in the middle of an action, which is not done and can be done again: its row stays for the next start. */
export class PutOff extends Error {
  override readonly name = 'PutOff';

  constructor() {
    super('the program ends; the next start does it');
  }
}
