import './threats/time.ts';
import { attackAll } from './threats/table.ts';

attackAll('versions, time and revocation (T10 to T18)');
