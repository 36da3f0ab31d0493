/** What was asked for at the terminal. */
export type Words = {
  scenario: string;
  isSmoke: boolean;
  summaryJson: string | null;
  /** Processes of the service on this machine, whose share of it is told. */
  servicePids: number[];
  /** Where the service is and who works there; null where nobody has said. */
  baseUrl: string | null;
  organizationsFile: string | null;
  /** Everything else is for k6. */
  more: string[];
};

const WITH_VALUE = ['--summary-json', '--service-pids'];

/** `<scenario> [--smoke] [--summary-json FILE] [--service-pids 1,2] [-e NAME=value ...] [k6's options]`. @throws Error */
export function readWords(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Words {
  const [scenario = 'concurrent-tenants', ...rest] = args;
  const said = new Map<string, string>();
  const more: string[] = [];
  for (let n = 0; n < rest.length; n++) {
    const word = rest[n] ?? '';
    if (WITH_VALUE.includes(word)) {
      const value = rest[++n];
      if (value === undefined) throw new Error(`${word} wants a value.`);
      said.set(word, value);
    } else if (word === '--smoke') said.set(word, '');
    else more.push(word);
  }
  // The last one counts, as k6 has it.
  const named = (name: string) => {
    const pairs = more.filter((word, n) => ['-e', '--env'].includes(more[n - 1] ?? '') && word.startsWith(`${name}=`));
    return pairs.at(-1)?.slice(name.length + 1) ?? (environment[name] || null);
  };
  const pids = (said.get('--service-pids') ?? '').split(',').filter((word) => word !== '');
  return {
    scenario,
    isSmoke: said.has('--smoke'),
    summaryJson: said.get('--summary-json') ?? null,
    servicePids: pids.map(Number),
    baseUrl: named('BASE_URL'),
    organizationsFile: named('ORGANIZATIONS_FILE'),
    more,
  };
}
