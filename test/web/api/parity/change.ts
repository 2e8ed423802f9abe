/** A change by an endpoint, and by the command whose document it answers with. */
export interface Change {
  /** The name of the endpoint. */
  readonly endpoint: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body?: object;
  /** What is in the file, which the command calls `FILE`. */
  readonly file?: string;
  /** Without `mess` and `--json`. */
  readonly command: string;
  /** What the command reads. */
  readonly stdin?: string;
}
