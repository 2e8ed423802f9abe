/** A document with headers of its own, for an endpoint that has more to say than its document. */
export class Reply {
  readonly document: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(document: unknown, headers: Readonly<Record<string, string>>) {
    this.document = document;
    this.headers = headers;
  }
}
