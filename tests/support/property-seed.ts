/**
 * Property tests play the same histories each time, so that a run says something about the change it tests. Others by
 * hand: `FC_SEED=$RANDOM pnpm unit`.
 */
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 12_345) });
