import { domainToASCII } from 'node:url';
import { Refusal } from '../../models/rules/refusal.ts';
import { readHost } from './host-name.ts';
import { isOwnName, type Site } from './site.ts';

const LABELS = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const NOT_IN_A_NAME = /[\s/\\:?#@%*[\]]/;
/** Names that the DNS does not know, or that mean something else on every machine. */
const NOBODYS = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|invalid|arpa|onion|alt)$/;

/**
 * A host that an organization may claim, in its one form.
 * @throws Refusal `invalid_input` for addresses, single words, names of the installation itself and those nobody can prove
 */
export function readCustomHost(written: string, site: Pick<Site, 'baseDomain' | 'publicUrl'>): string {
  const name = NOT_IN_A_NAME.test(written) ? '' : domainToASCII(written.replace(/\.$/, ''));
  if (readHost(name)?.name !== name || !LABELS.test(name)) throw invalid('must be the full name of a host');
  if (NOBODYS.test(name)) throw invalid('must be a name of the public DNS');
  if (isOwnName(name, site)) throw invalid('belongs to the service itself');
  return name;
}

function invalid(message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path: 'body.host', message }]);
}
