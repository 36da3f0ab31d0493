// Who may import whom: one rule per row of the table in docs/architecture.md, named as the sentence it says.

const swc = require('@swc/core');

// dependency-cruiser 17 asks swc for TypeScript without JSX and has no setting for it.
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

const OURS = '^(server|realtime|models|migrations|kiosk-client|load-tests|bench|tests)/';
const VOCABULARY = '^models/vocabulary\\.ts$';
const RULES = '^models/rules/';
/** The one rule that has to know the world's time zones. */
const WALL_CLOCK = '^models/rules/wall-clock\\.ts$';
const MODELS = '^models/';
const CONTRACT = '^realtime/contract/';
const REALTIME = '^realtime/';
/** What realtime asks of the others is also what the others must offer. */
const PORTS = '^realtime/ports\\.ts$';
/** What is written in each language, for the screens and for the pages and letters of the server. */
const LANGUAGES = '^kiosk-client/languages/';
const ACCESS = '^server/access/';
const COMMANDS_AND_QUERIES = '^server/(commands|queries)/';

/** Of our own files `from` imports only `allowed`; packages are free. */
const ofOurs = (name, from, ...allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: OURS, pathNot: allowed },
});

/** `from` imports only `allowed`, packages and Node's own modules included. */
const nothingBut = (name, from, ...allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

const never = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    nothingBut('the vocabulary imports nothing', VOCABULARY),
    never(
      'models/rules import the vocabulary and each other',
      { path: RULES, pathNot: WALL_CLOCK },
      { pathNot: [VOCABULARY, RULES] },
    ),
    nothingBut('the wall clock imports luxon and other rules', WALL_CLOCK, RULES, 'node_modules/luxon/'),
    never('screens do without luxon', { path: '^kiosk-client/' }, { path: 'node_modules/luxon/', reachable: true }),
    ofOurs('models import models', MODELS, MODELS),
    nothingBut('realtime/contract imports the vocabulary and zod', CONTRACT, VOCABULARY, CONTRACT, 'node_modules/zod/'),
    ofOurs(
      'realtime imports realtime, the vocabulary and the rules, never a table',
      REALTIME,
      REALTIME,
      VOCABULARY,
      RULES,
    ),
    ofOurs(
      'commands and queries import models, realtime/contract and server/access',
      COMMANDS_AND_QUERIES,
      COMMANDS_AND_QUERIES,
      MODELS,
      CONTRACT,
      PORTS,
      ACCESS,
    ),
    never(
      'commands and queries know neither express nor socket.io',
      { path: COMMANDS_AND_QUERIES },
      { path: 'node_modules/(express|socket\\.io[^/]*|@socket\\.io)/' },
    ),
    ofOurs(
      'http, jobs, integrations and access import the server, models and realtime/contract',
      '^server/(http|jobs|integrations|access)/',
      '^server/',
      MODELS,
      CONTRACT,
      PORTS,
      LANGUAGES,
    ),
    ofOurs('languages import the vocabulary, the rules and each other', LANGUAGES, LANGUAGES, VOCABULARY, RULES),
    never('nothing imports main but main', { pathNot: '^(server/cli|tests|bench)/' }, { path: '^server/main\\.ts$' }),
    ofOurs(
      'a screen imports itself, kiosk-client/shared, realtime/contract and models/rules, never another screen',
      '^kiosk-client/([^/]+)/',
      '^kiosk-client/$1/',
      '^kiosk-client/shared/',
      LANGUAGES,
      CONTRACT,
      RULES,
      VOCABULARY,
    ),
    ofOurs('load-tests import realtime/contract', '^load-tests/(?!runner/)', '^load-tests/(?!runner/)', CONTRACT),
    ofOurs(
      'the runner of load-tests imports tests/support',
      '^load-tests/runner/',
      '^load-tests/runner/',
      '^tests/support/',
    ),
    ofOurs('migrations import nothing of ours', '^migrations/'),
    never(
      'only tests, measurements and pictures import tests',
      { pathNot: '^(tests|bench|docs/pictures|load-tests/runner)/' },
      { path: '^tests/' },
    ),
    never('nothing but its tests imports bench', { pathNot: '^(bench|tests/bench)/' }, { path: '^bench/' }),
    never(
      'the service runs without development dependencies',
      { path: '^(server|realtime|models|migrations)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    ),
    // k6 brings its own modules, and a fresh clone is checked before it is built.
    never(
      'every import leads somewhere',
      { pathNot: '^load-tests/(?!runner/)' },
      { couldNotResolve: true, pathNot: '(^|/)dist/' },
    ),
    never(
      'only server/metrics knows prom-client',
      { pathNot: '^server/metrics/' },
      { path: 'node_modules/prom-client/' },
    ),
    never(
      'only server/tracing knows OpenTelemetry',
      { pathNot: '^server/tracing/' },
      { path: 'node_modules/@opentelemetry/' },
    ),
    never('no circles', {}, { circular: true }),
  ],
  options: {
    // TypeScript 7 has no JavaScript API; swc reads the same syntax.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
