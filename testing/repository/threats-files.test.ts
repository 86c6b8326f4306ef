import './threats/files.ts';
import { attackAll } from './threats/table.ts';

attackAll('clocks, other catalogs, limits and files (T28 to T45)');
