/** A short message to a telephone, by SMS or WhatsApp. The number is international: +4915112345678. Never throws. */
export type SendText = (message: {
  to: string;
  text: string;
  /** The same for the same message, for services that tell repeated ones apart. */
  id: string;
}) => Promise<{ outcome: 'sent' | 'later' | 'refused'; detail: string | null }>;
