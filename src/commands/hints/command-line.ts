import type { Hints } from './hint.ts';

/** Of the command line itself, which mostly says what helps where it refuses. */
export const COMMAND_LINE_HINTS = {
  bug: 'report it with the command and the lines below',
  answer_not_written: 'what the command changed, if anything, is stored',
  no_font: ({ script, isFromRight }) =>
    isFromRight
      ? 'the page has them: --output FILE.html'
      : script === null
        ? 'install the Noto fonts (Debian: fonts-noto-core), or give one with --font FILE'
        : `install Noto Sans ${script} (Debian: fonts-noto-core), or give a font with --font FILE`,
  unfit_font: 'install the font anew, or give another with --font FILE',
  unknown_command: null,
  unknown_option: null,
  excess_arguments: null,
  conflicting_options: null,
  bad_value: null,
  missing_value: null,
  confirmation_needed: 'give --yes if you are sure',
  password_exposed: null,
  unfit_secret: null,
  unfit_output_file: null,
  config_not_written: 'what it says, if anything, is as before',
  bad_configuration: null,
  unsafe_address: null,
  address_unusable: 'give another address with --listen',
  // Of the web alone.
  unfit_request: null,
  key_reused: null,
  operation_done: null,
  no_such_page: null,
  another_site: null,
  queue_full: null,
  too_many_requests: null,
  interrupted: null,
  declined: null,
} satisfies Partial<Hints>;
