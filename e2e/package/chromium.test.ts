/** The package as people get it: packed, installed, bundled or not, it plays; in Node it reads. */
import { after, before, describe } from 'node:test';
import { chosenBrowsers } from '../driver/launch.ts';
import { describeBundled } from './bundled.ts';
import { describeContents } from './contents.ts';
import { openLab, type Lab } from './lab.ts';
import { describeNode } from './node.ts';
import { describePages } from './pages.ts';

if (chosenBrowsers().includes('chromium')) {
  describe('the package', { timeout: 900_000 }, () => {
    let lab: Lab;
    before(async () => (lab = await openLab()));
    after(() => lab?.close());
    for (const part of [describeContents, describePages, describeBundled, describeNode]) part(() => lab);
  });
}
