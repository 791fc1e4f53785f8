import shaka from 'shaka-player/dist/shaka-player.dash-es2021.js';
import { serveShaka } from './shaka.ts';

serveShaka(shaka);
