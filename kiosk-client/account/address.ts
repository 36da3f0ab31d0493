/** What somebody came to the account screen for: the part of the address after `#`. */
export type Address =
  | { way: 'own'; section: string | null }
  | { way: 'forgot' }
  | { way: 'invitation'; token: string }
  | { way: 'reset'; token: string };

/** `#invitation=<token>`, `#reset=<token>`, `#forgot`, `#/second-factor`. What is not known is the own account. */
export function readAddress(hash: string): Address {
  const words = hash.replace(/^#/, '');
  if (words === 'forgot') return { way: 'forgot' };
  const named = new URLSearchParams(words);
  const [invitation, reset] = [named.get('invitation'), named.get('reset')];
  if (invitation) return { way: 'invitation', token: invitation };
  if (reset) return { way: 'reset', token: reset };
  return { way: 'own', section: words.startsWith('/') ? words.slice(1) || null : null };
}
