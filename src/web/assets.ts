/** A file that pages load. */
export interface AssetFile {
  /** Where it is served, such as `/assets/style-3f2a.css`. */
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
  /** The same, compressed when it was built, and better than there is time for at each request. */
  readonly brotli: Buffer;
}

/** What was built for pages. */
export interface Assets {
  readonly files: readonly AssetFile[];
  /** Where a file is served, by its name without what tells one version from another, such as `style.css`. */
  readonly paths: ReadonlyMap<string, string>;
}
