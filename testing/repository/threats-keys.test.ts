import './threats/keys.ts';
import { attackAll } from './threats/table.ts';

attackAll('bundles, signatures and keys (T1 to T9)');
