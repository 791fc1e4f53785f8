import { chosenBrowsers } from '../driver/launch.ts';
import { describeAssumptions } from './suite.ts';

if (chosenBrowsers().includes('firefox')) describeAssumptions('firefox');
