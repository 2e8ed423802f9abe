/** How a request was answered that is not to be done twice. */
export interface GivenAnswer {
  /** Of who asked, and for what: SHA-256, in hexadecimal. */
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
}

/** How long it is kept. */
export const ANSWER_KEPT_MS = 24 * 60 * 60_000;
