import { expect, test } from 'vitest';
import { SECTIONS } from '../../src/web/pages/docs/sections.ts';
import { createMess } from '../support/mess.ts';
import { serveMess } from '../web/serve-mess.ts';
import { findBarriers, openPage, overflowOf, picture } from './browser.ts';

test.each([
  ['light', 320],
  ['dark', 1280],
] as const)(
  'the pages of the API are read by everybody, %s and %i wide',
  async (colorScheme, width) => {
    const { url } = await serveMess(await createMess());
    const page = await openPage(url, { colorScheme, viewport: { width, height: 740 } });
    for (const path of ['/docs', ...SECTIONS.map(({ slug }) => `/docs/${slug}`)]) {
      await page.goto(path);
      await picture(page, `${path.slice(1).replace('/', '-')}-${width}`);
      expect([path, await findBarriers(page), await overflowOf(page)]).toEqual([path, [], 0]);
    }
  },
);
