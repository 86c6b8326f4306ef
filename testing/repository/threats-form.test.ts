import './threats/form.ts';
import { attackAll } from './threats/table.ts';

attackAll('delegations, bytes and entries (T19 to T27)');
