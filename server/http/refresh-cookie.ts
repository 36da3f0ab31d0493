import type { Request, Response } from 'express';
import { REFRESH_TOKEN_DAYS } from '../access/refresh-tokens.ts';

/**
 * The browser keeps the refresh token where no script can read it and no other site can send it. The name holds the slug: several
 * organizations share a host, and somebody may work for two.
 */
export function refreshCookie(request: Request, response: Response, ownSlug: string | null) {
  const nameFor = (slug: string) => `${request.secure ? '__Host-' : ''}refresh-${slug}`;
  const options = { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' } as const;
  return {
    read(): string | null {
      return ownSlug === null ? null : valueOf(request.get('Cookie') ?? '', nameFor(ownSlug));
    },
    write(slug: string, refreshToken: string | null): void {
      if (refreshToken === null) response.clearCookie(nameFor(slug), options);
      else response.cookie(nameFor(slug), refreshToken, { ...options, maxAge: REFRESH_TOKEN_DAYS * 86_400_000 });
    },
  };
}

/** Our own values need no decoding. */
function valueOf(header: string, name: string): string | null {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair === undefined ? null : pair.trim().slice(name.length + 1);
}

const ANYBODYS = /(?:^|;\s*)(?:__Host-)?refresh-/;

/** Whether the browser has sent a refresh token, of whichever organization. */
export function carriesRefreshToken(request: Request): boolean {
  return ANYBODYS.test(request.get('Cookie') ?? '');
}
