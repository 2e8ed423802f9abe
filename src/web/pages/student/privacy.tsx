import { PRIVACY } from '../../messages/privacy.ts';
import type { Page } from '../page.ts';

/** What is kept of whoever reads it. */
export const privacyPage: Page = {
  path: '/privacy',
  front: 'student',
  permission: 'none',
  async get({ say, language }) {
    const { lead, kept, rights } = PRIVACY[language];
    const body = (
      <>
        <h1>{say.privacy}</h1>
        <p>{lead}</p>
        <ul>
          {kept.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        {rights.map((each) => (
          <p key={each}>{each}</p>
        ))}
      </>
    );
    return { title: say.privacy, body };
  },
};
