import { formatMinor } from '../domain/money.ts';

/** How a mess writes its money. */
export interface MoneyStyle {
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  readonly locale: string;
}

export interface MoneyFormat {
  /** For CSV and JSON, never grouped: `74000.00`. */
  readonly plain: (minor: bigint) => string;
  /** The same, or null where the bill has no such part. */
  readonly plainOrNull: (minor: bigint | null) => string | null;
  /** For people, grouped the mess's way: `12,34,567.50`. */
  readonly grouped: (minor: bigint) => string;
}

export function moneyFormat({ currencyDecimals, locale }: MoneyStyle): MoneyFormat {
  const plain = (minor: bigint) => formatMinor(minor, currencyDecimals);
  let format: Intl.NumberFormat | undefined;
  return {
    plain,
    plainOrNull: (minor) => (minor === null ? null : plain(minor)),
    grouped: (minor) => {
      format ??= new Intl.NumberFormat(locale, {
        minimumFractionDigits: currencyDecimals,
        maximumFractionDigits: currencyDecimals,
      });
      // From the string: a number would lose the last digits of a large amount.
      return format.format(plain(minor) as Intl.StringNumericLiteral);
    },
  };
}
