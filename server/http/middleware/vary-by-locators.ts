import type { RequestHandler } from 'express';

/** The same path is another answer for another organization or person: nobody between us and them may mix them up. */
export const varyByLocators: RequestHandler = (_request, response, next) => {
  response.vary('Host, X-Forwarded-Host, X-Tenant-ID, Authorization');
  next();
};
