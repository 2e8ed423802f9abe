import { IMPORT_PROFILE, LISTED_PROFILE } from '../../documents/imports.ts';
import {
  listImportProfiles,
  removeImportProfile,
  showImportProfile,
} from '../../operations/imports/profiles.ts';
import { recordListView, recordView } from '../../output/page/records.ts';
import { defineVerb } from '../verb.ts';
import { changedProfileView, profileArgument, profileRecord } from './profile.ts';
import { sayProfileOptions } from './words.ts';

export const importProfilesList = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List the profiles, as bare mess import-profiles does',
  examples: ['mess import-profiles list', 'mess import-profiles --json'],
  permission: 'see import profiles',
  async run({ mess, actor, answer }) {
    const profiles = (await listImportProfiles(mess, actor)).map(({ name, kind, options }) => ({
      name,
      kind,
      keeps: sayProfileOptions(options),
    }));
    const none = 'No profile is kept yet: mess import-profiles add NAME';
    await answer.print(recordListView(LISTED_PROFILE, profiles, mess.settings, { none }));
  },
});

export const importProfilesShow = defineVerb({
  name: 'show',
  summary: 'Show all that a profile keeps',
  examples: ['mess import-profiles show gate'],
  permission: 'see import profiles',
  takes: { name: profileArgument() },
  async run({ mess, actor, answer }, { name }) {
    const profile = await showImportProfile(mess, actor, name);
    await answer.print(recordView(IMPORT_PROFILE, profileRecord(profile), mess.settings));
  },
});

export const importProfilesRemove = defineVerb({
  name: 'remove',
  summary: 'Forget a profile',
  details: 'What was imported with it stays as it is.',
  examples: ['mess import-profiles remove gate'],
  permission: 'change import profiles',
  takes: { name: profileArgument() },
  async run({ mess, actor, answer }, values) {
    const profile = await removeImportProfile(mess, actor, values.name);
    const keeps = sayProfileOptions(profile.options);
    const sentence = `Removed the profile ${profile.name}, which kept: ${keeps}`;
    await answer.print(changedProfileView(profile, sentence));
  },
});
