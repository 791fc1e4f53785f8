import { chosenBrowsers } from '../driver/launch.ts';
import { describePlaying } from './suite.ts';

if (chosenBrowsers().includes('firefox')) describePlaying('firefox');
