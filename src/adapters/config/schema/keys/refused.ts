import type { Complaint } from '../../faults/fault.js';

/** Stands in a DTO in place of a value that is not of the kind its key asks for. */
export class Refused {
  readonly complaint: Complaint;

  constructor(complaint: Complaint) {
    this.complaint = complaint;
  }
}
