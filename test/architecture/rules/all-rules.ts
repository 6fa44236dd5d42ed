import type { Rule } from '../rule.js';
import { alarmRule } from './alarms.js';
import { ambientRules } from './ambient.js';
import { argumentRules } from './arguments.js';
import { closedObjectsRule } from './closed-objects.js';
import { cycleRule } from './cycles.js';
import { decoratorRules } from './decorators.js';
import { engineNamesRule } from './engine-names.js';
import { floorRules } from './floors.js';
import { homeRules } from './homes.js';
import { layerRules } from './layers.js';
import { oneOfEachRule } from './one-of-each.js';
import { sentencesRule } from './sentences.js';
import { shapeRules } from './shape.js';
import { stateRule } from './state.js';
import { wordingRule } from './wording.js';

/** Everything that a machine watches over in `src`, beside the compiler and the linter. */
export const allRules: readonly Rule[] = [
  ...shapeRules,
  ...layerRules,
  ...floorRules,
  ...homeRules,
  cycleRule,
  ...decoratorRules,
  ...ambientRules,
  stateRule,
  closedObjectsRule,
  oneOfEachRule,
  alarmRule,
  ...argumentRules,
  wordingRule,
  sentencesRule,
  engineNamesRule,
];
