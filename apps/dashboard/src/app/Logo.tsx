/** The mark: a trial energy falling onto the exact line. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b6275" />
      <path
        d="M5 8c2.5 0 3.5 5 5.5 9.5s4 7.5 7 7.5 5-2 9.5-2"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path d="M5 23h22" stroke="#7fe0c3" strokeWidth="1.8" strokeDasharray="2.5 2.5" strokeLinecap="round" />
      <circle cx="18" cy="24.8" r="2.6" fill="#7fe0c3" />
    </svg>
  );
}
