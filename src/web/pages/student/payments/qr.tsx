import { makeQrCode } from '../../../../documents/payments/qr-code.ts';

/** A QR code, dark on white also where the page is dark: many apps read no other. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = makeQrCode(text);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect class="light" width={size} height={size} />
      <path class="dark" d={path} />
    </svg>
  );
}
