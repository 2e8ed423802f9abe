/** The options of the command line by what they mean below it. */
export const LAYOUT_OPTIONS = {
  from: '--from',
  to: '--to',
  dateFormat: '--date-format',
  timeZone: '--timezone',
  marks: '--mark',
} as const;

export const AMOUNT_OPTIONS = { total: '--total', fixed: '--fixed' } as const;
