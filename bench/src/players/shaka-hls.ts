import shaka from 'shaka-player/dist/shaka-player.hls-es2021.js';
import { serveShaka } from './shaka.ts';

serveShaka(shaka);
