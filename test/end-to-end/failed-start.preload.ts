import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreReporter } from '../../src/application/delivery/store-reporter.js';

// Loaded into the program before its own first line: the start fails late, once an agent works.
StoreReporter.prototype.start = async () => {
  while (!existsSync('project/begun')) await pause(20);
  throw new Error('the disk is full');
};
