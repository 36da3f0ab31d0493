import { encode } from 'uqr';

type Props = {
  text: string;
  /** Where it leads. */
  label: string;
  class?: string;
  /** How long a side shall be, where that depends on how many squares it has, as on paper. */
  side?: (modules: number) => string;
};

/** A QR code that scales with its box: dark on white whatever the theme, because phones expect it. */
export function QrCode({ text, label, class: extra, side }: Props) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  const length = side?.(size);
  return (
    <svg
      class={extra}
      {...(length !== undefined && { style: { width: length, height: length } })}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
