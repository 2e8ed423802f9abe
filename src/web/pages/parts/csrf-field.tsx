/** Stands in every form of somebody who is signed in. */
export function CsrfField({ csrf }: { readonly csrf: string | undefined }) {
  return csrf === undefined ? null : <input type="hidden" name="csrf" value={csrf} />;
}
