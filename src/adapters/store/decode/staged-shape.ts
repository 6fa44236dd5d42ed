import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import { isNumber, isText, objectOf } from '../../../domain/json-shape.js';

/** A staged file as it is named in what is stored. */
export const isStagedFile = objectOf<StagedFile>({ name: isText, bytes: isNumber });
