import { isIP } from 'node:net';
import { z } from 'zod';
import { StartFailure } from './start-failure.ts';

/** An address as a person writes it in a file: the right scheme, nothing more; whether somebody is there shows at the start. */
function address(...schemes: string[]): z.ZodType<string> {
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.replace(':', '')),
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
}

/** Several addresses of one kind, with commas between. */
function addresses(...schemes: string[]): z.ZodType<string> {
  const one = address(...schemes);
  return z
    .string()
    .refine(
      (text) => text.split(',').every((part) => one.safeParse(part.trim()).success),
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, or several with commas between`,
    );
}

const NETWORK = /^(?:loopback|linklocal|uniquelocal|[\da-f:.]*[.:][\da-f:.]*(?:\/\d{1,3})?)$/i;

const portNumber = z.coerce
  .number({ error: 'must be a number' })
  .int('must be a whole number')
  .min(0, 'must be 0 to 65535')
  .max(65_535, 'must be 0 to 65535');

const yesOrNo = z.stringbool({ error: 'must be true or false' });

/** Every setting there is. `.env.example` is written from it. */
export const settings = z.object({
  PORT: portNumber.default(3000).meta({ description: 'The port of the service; 0 takes any free one.' }),
  HOST: z.string().default('127.0.0.1').meta({
    description: 'The address to listen on. 0.0.0.0 lets phones and tablets of the same network in.',
  }),
  DATABASE_URL: address('postgres', 'postgresql').optional().meta({
    description:
      'PostgreSQL 18, as a role that owns nothing and cannot bypass row security. Absent: an embedded PostgreSQL in DATA_DIR.',
    example: 'postgres://waitlessq:secret@127.0.0.1:5432/waitlessq',
  }),
  DATABASE_ADMIN_URL: address('postgres', 'postgresql').optional().meta({
    description:
      'The same database as a role that may migrate it. Absent: `npm run migrate` has to be run before the start.',
    example: 'postgres://postgres:secret@127.0.0.1:5432/waitlessq',
  }),
  DATABASE_REPLICA_URL: address('postgres', 'postgresql').optional().meta({
    description:
      'A streaming replica of DATABASE_URL, with the same role: reports, exports and boards are read there when it has come far enough. Absent, away or late: everything is read from DATABASE_URL.',
    example: 'postgres://waitlessq:secret@127.0.0.1:5433/waitlessq',
  }),
  REDIS_URL: addresses('redis', 'rediss').optional().meta({
    description:
      'Redis 7 or newer; needed as soon as there is more than one node. Several addresses with commas between: members of one Redis Cluster, which say who the others are.',
    example: 'redis://127.0.0.1:6379',
  }),
  DATA_DIR: z.string().default('.data').meta({
    description: 'Where the embedded database and its secrets are kept.',
  }),
  BASE_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(
      /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
      'must be a host name',
    )
    .optional()
    .meta({ description: 'Organizations are served at <subdomain>.<BASE_DOMAIN>.', example: 'queues.example.com' }),
  MULTI_TENANT: yesOrNo.default(true).meta({
    description: 'false: one organization is served on every host name.',
  }),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional().meta({
    description:
      'Signs sign-ins and tracking links; the same on every node. Required with DATABASE_URL, otherwise made and kept in DATA_DIR. Make one with `openssl rand -base64 48`.',
  }),
  DEMO: yesOrNo.optional().meta({
    description:
      'true: an empty database is filled with a demo organization in which people come and go. Absent: only in the embedded database.',
  }),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((network) => network.trim()))
    .refine(
      (networks) => networks.every((network) => NETWORK.test(network)),
      'must be networks such as 10.0.0.0/8, loopback or uniquelocal, with commas between',
    )
    .optional()
    .meta({
      description: 'Networks of the proxies whose X-Forwarded-* headers are believed, with commas between.',
      example: 'loopback, 10.0.0.0/8',
    }),
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: 'must be development, production or test' })
    .default('development')
    .meta({ description: 'production: answers do not say in a header which organization was found.' }),
  PUBLIC_URL: address('http', 'https')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .meta({
      description:
        'Where people reach the service when their organization has no host of its own; links in e-mails begin with it. Absent: the address of whoever asks for the link.',
      example: 'https://queues.example.com',
    }),
  SIGN_UP: yesOrNo.default(true).meta({
    description: 'false: organizations are made by the operator only.',
  }),
  SMTP_URL: address('smtp', 'smtps').optional().meta({
    description:
      'Sends invitations, password links and letters about appointments by e-mail; needs PUBLIC_URL. Absent: links are handed over by whoever made them, and nobody is reminded.',
    example: 'smtps://user:secret@mail.example.com:465',
  }),
  MAIL_FROM: z.string().min(3).max(254).default('WaitLessQ <no-reply@localhost>').meta({
    description: 'The sender of e-mails.',
  }),
  DNS_SERVERS: z
    .string()
    .transform((text) => text.split(',').map((server) => server.trim()))
    .refine(
      (servers) => servers.every((server) => isIP(server) !== 0 || /^(?:[\d.]+|\[[\da-f:]+\]):\d{1,5}$/i.test(server)),
      'must be addresses such as 9.9.9.9 or 127.0.0.1:53, with commas between',
    )
    .optional()
    .meta({
      description:
        'Name servers that are asked about custom domains, with commas between. Absent: those of the machine.',
      example: '9.9.9.9, 149.112.112.112',
    }),
  WEB_PUSH: yesOrNo.default(true).meta({
    description:
      'false: telephones are told nothing while the page is closed. Otherwise, who asks for it is told of the call through the push service of the browser (Google, Mozilla, Apple, Microsoft), encrypted and without a name.',
  }),
  WEB_PUSH_CONTACT: z
    .string()
    .refine(
      (text) => URL.canParse(text) && ['mailto:', 'https:'].includes(new URL(text).protocol),
      'must begin with mailto: or https:',
    )
    .optional()
    .meta({
      description:
        'Whom a push service writes to when something is wrong; Apple insists on a real one. Absent: PUBLIC_URL where it is https, else the sender of e-mails.',
      example: 'mailto:it@clinic.example',
    }),
  WEB_PUSH_HOSTS: z
    .string()
    .toLowerCase()
    .transform((text) => text.split(',').map((host) => host.trim()))
    .refine(
      (hosts) => hosts.every((host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host),
      'must be hosts such as push.example.com or push.example.com:8443, with commas between',
    )
    .optional()
    .meta({
      description:
        'Push services besides those of Chrome, Firefox, Safari and Edge, with commas between. They may be in the own network.',
      example: 'push.example.com',
    }),
  METRICS_PORT: portNumber.optional().meta({
    description:
      'A port of its own for /metrics in the format of Prometheus, for whoever runs the service and for nobody else; 0 takes any free one. Absent: nothing is measured.',
    example: '9464',
  }),
  METRICS_HOST: z.string().default('127.0.0.1').meta({
    description: 'The address on which METRICS_PORT is listened to. Whoever reaches it may read everything there.',
  }),
  SHARED_FRAMES: yesOrNo.default(true).meta({
    description:
      'false: live changes are written by Socket.IO itself, which takes about half as much processor time again; for a doubt about the faster way.',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: address('http', 'https')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .meta({
      description:
        'A collector of traces that takes OTLP over HTTP: each request is followed through the database and the other nodes to the displays. Absent: nothing is followed.',
      example: 'http://127.0.0.1:4318',
    }),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a number' })
    .min(0, 'must be 0 to 1')
    .max(1, 'must be 0 to 1')
    .default(1)
    .meta({ description: 'The share of requests that are followed, 0 to 1; the same on every node.' }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .optional()
    .meta({
      description: 'trace, debug, info, warn, error, fatal or silent. Absent: warn in a terminal, info elsewhere.',
    }),
});

export type Config = {
  port: number;
  host: string;
  databaseUrl: string | undefined;
  databaseAdminUrl: string | undefined;
  databaseReplicaUrl: string | undefined;
  redisUrl: string | undefined;
  dataDir: string;
  baseDomain: string | undefined;
  multiTenant: boolean;
  secretKey: string | undefined;
  demo: boolean | undefined;
  trustedProxies: readonly string[];
  production: boolean;
  publicUrl: string | undefined;
  signUp: boolean;
  smtpUrl: string | undefined;
  mailFrom: string;
  dnsServers: readonly string[] | undefined;
  /** Null: nothing is pushed. */
  webPush: { contact: string; hosts: readonly string[] } | null;
  /** Null: nothing is measured. */
  metrics: { host: string; port: number } | null;
  /** Null: nothing is followed. */
  tracing: { endpoint: string; share: number } | null;
  sharedFrames: boolean;
  logLevel: z.infer<typeof settings>['LOG_LEVEL'];
};

/**
 * The environment as the service understands it; an empty variable counts as absent.
 * @throws StartFailure that names everything that is wrong at once, and no value: one may be a password.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = settings.safeParse(given);
  const wrong = result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  if (given['DATABASE_URL'] && !given['SECRET_KEY']) wrong.push('SECRET_KEY is required with DATABASE_URL');
  // A link in a letter may lead nowhere but here, whatever host somebody asked for.
  if (given['SMTP_URL'] && !given['PUBLIC_URL']) wrong.push('PUBLIC_URL is required with SMTP_URL');
  if (given['DATABASE_ADMIN_URL'] && !given['DATABASE_URL'])
    wrong.push('DATABASE_URL is required with DATABASE_ADMIN_URL');
  // Whether that role can get around row security is found out at the other address, where it is the same one.
  if (given['DATABASE_REPLICA_URL'] && roleOf(given['DATABASE_REPLICA_URL']) !== roleOf(given['DATABASE_URL']))
    wrong.push('DATABASE_REPLICA_URL must name the role of DATABASE_URL');
  if (!result.success || wrong.length > 0) throw new StartFailure(`The settings are not right: ${wrong.join('; ')}.`);
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseAdminUrl: values.DATABASE_ADMIN_URL,
    databaseReplicaUrl: values.DATABASE_REPLICA_URL,
    redisUrl: values.REDIS_URL,
    dataDir: values.DATA_DIR,
    baseDomain: values.BASE_DOMAIN,
    multiTenant: values.MULTI_TENANT,
    secretKey: values.SECRET_KEY,
    demo: values.DEMO,
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    production: values.NODE_ENV === 'production',
    publicUrl: values.PUBLIC_URL,
    signUp: values.SIGN_UP,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    dnsServers: values.DNS_SERVERS,
    webPush: values.WEB_PUSH ? { contact: contactOf(values), hosts: values.WEB_PUSH_HOSTS ?? [] } : null,
    metrics: values.METRICS_PORT === undefined ? null : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    tracing:
      values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, share: values.OTEL_TRACES_SAMPLER_ARG },
    sharedFrames: values.SHARED_FRAMES,
    logLevel: values.LOG_LEVEL,
  };
}

function contactOf({ WEB_PUSH_CONTACT, PUBLIC_URL, MAIL_FROM }: z.infer<typeof settings>): string {
  if (WEB_PUSH_CONTACT !== undefined) return WEB_PUSH_CONTACT;
  if (PUBLIC_URL?.startsWith('https://') === true) return PUBLIC_URL;
  return `mailto:${/<([^>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM}`;
}

function roleOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).username : null;
}
