import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { v7 as uuidv7 } from 'uuid';
import { createAccessTokens } from '../../../server/access/access-token.ts';
import { createKeys } from '../../../server/access/keys.ts';
import { namedOrganization } from '../../../server/access/named-organization.ts';
import { createResponseCipher } from '../../../server/access/response-cipher.ts';
import { shortId, uuidFromShortId } from '../../../server/access/short-id.ts';
import { makeSignInLink, readSignInLink } from '../../../server/access/sign-in-link.ts';
import { makeStoredToken, readStoredToken } from '../../../server/access/stored-token.ts';
import { readTrackingToken, trackingToken } from '../../../server/access/tracking-token.ts';

const keys = createKeys('one secret of at least thirty-two characters');
const otherKeys = createKeys('another secret of at least thirty-two characters');
const organizationId = uuidv7();
const claims = { organizationId, userId: uuidv7(), sessionId: uuidv7(), role: 'staff', keyNumber: 1 } as const;

const refused = (code: string) => expect.objectContaining({ code });

describe('an access token', () => {
  const tokens = createAccessTokens(keys);

  test('says who, for ten minutes', () => {
    const token = tokens.issue(claims);
    const read = tokens.read(token);
    expect(read).toMatchObject(claims);
    expect(read.expiresAt - Date.now()).toBeGreaterThan(598_000);
    expect(read.expiresAt - Date.now()).toBeLessThanOrEqual(600_000);
    expect(namedOrganization(token)).toBe(organizationId);
  });

  test('of a machine whose clock is wrong is as good as any other, and ends with the others', () => {
    const shared = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(shared + 3_600_000);
    try {
      let time = shared;
      const there = createAccessTokens(keys, () => time);
      const token = there.issue(claims);
      clock.mockReturnValue(shared);
      expect(tokens.read(token)).toMatchObject(claims);
      clock.mockReturnValue(shared - 3_600_000);
      expect(createAccessTokens(keys, () => time).read(token)).toMatchObject(claims);
      time += 600_000;
      expect(() => there.read(token)).toThrow(refused('token_expired'));
    } finally {
      clock.mockRestore();
    }
  });

  test('is refused when it has ended, also if it was good before', () => {
    const token = tokens.issue(claims);
    tokens.read(token);
    jest.useFakeTimers({ now: Date.now() + 601_000, doNotFake: ['nextTick', 'setImmediate'] });
    try {
      expect(() => tokens.read(token)).toThrow(refused('token_expired'));
    } finally {
      jest.useRealTimers();
    }
  });

  const header = { alg: 'HS256', typ: 'at+jwt', kid: `${organizationId}.1` };
  const payload = {
    org: organizationId,
    sid: claims.sessionId,
    role: 'owner',
    sub: claims.userId,
    iss: 'waitlessq',
    aud: 'waitlessq-api',
  };
  const now = Math.floor(Date.now() / 1000);
  const signed = (head: object, body: object, key = keys(organizationId, 'access-token.1')) => {
    const text = [head, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  const good = { ...payload, iat: now, exp: now + 600 };

  test('made by hand with the right key is taken, so that the refusals below mean something', () => {
    expect(tokens.read(signed(header, good)).role).toBe('owner');
  });

  test.each([
    [
      'of no algorithm',
      `${signed({ ...header, alg: 'none' }, good)
        .split('.')
        .slice(0, 2)
        .join('.')}.`,
    ],
    [
      'of an algorithm that we do not use',
      jwt.sign(good, keys(organizationId, 'access-token.1').export(), {
        algorithm: 'HS512',
        header: { ...header, alg: 'HS512' },
      }),
    ],
    ['of another purpose', signed(header, good, keys(organizationId, 'sign-in-link'))],
    ["of another organization's key", signed(header, good, keys(uuidv7(), 'access-token.1'))],
    ['of another installation', signed(header, good, otherKeys(organizationId, 'access-token.1'))],
    ['of another type', signed({ ...header, typ: 'JWT' }, good)],
    ['without a type', signed({ alg: 'HS256', kid: header.kid }, good)],
    ['of another audience', signed(header, { ...good, aud: 'somebody' })],
    ['of another issuer', signed(header, { ...good, iss: 'somebody' })],
    ['for another organization than its key', signed(header, { ...good, org: uuidv7() })],
    ['of another number than its key', signed({ ...header, kid: `${organizationId}.2` }, good)],
    ['without an end', signed(header, { ...payload, iat: now })],
    ['that began too long ago', signed(header, { ...good, iat: now - 3600 })],
    ['of a role that does not exist', signed(header, { ...good, role: 'god' })],
    ['that is nothing', 'x'],
    ['that is empty', ''],
  ])('%s is refused', (_what, token) => {
    expect(() => tokens.read(token)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(unauthenticated|token_expired)$/) }),
    );
  });
});

describe('a sign-in link', () => {
  const link = makeSignInLink(keys, { organizationId, userId: claims.userId, seconds: 60 });

  test('names its user', () => {
    expect(readSignInLink(keys, organizationId, link)).toBe(claims.userId);
  });

  test('is no access token, and an access token is no link', () => {
    expect(() => createAccessTokens(keys).read(link)).toThrow(refused('unauthenticated'));
    const token = createAccessTokens(keys).issue(claims);
    expect(() => readSignInLink(keys, organizationId, token)).toThrow(refused('unauthenticated'));
  });

  test('is refused elsewhere and later', () => {
    expect(() => readSignInLink(keys, uuidv7(), link)).toThrow(refused('unauthenticated'));
    const old = makeSignInLink(keys, { organizationId, userId: claims.userId, seconds: -1 });
    expect(() => readSignInLink(keys, organizationId, old)).toThrow(refused('token_expired'));
  });
});

describe('a tracking link', () => {
  const entryId = uuidv7();
  const token = trackingToken(keys, organizationId, entryId);

  test('names one entry and is always the same', () => {
    expect(token).toMatch(/^trk_[\w-]{66}$/);
    expect(trackingToken(keys, organizationId, entryId)).toBe(token);
    expect(readTrackingToken(keys, token)).toEqual({ organizationId, entryId });
    expect(namedOrganization(token)).toBe(organizationId);
  });

  test('cannot be changed in any place', () => {
    for (let place = 4; place < token.length; place++) {
      const other = token[place] === 'A' ? 'B' : 'A';
      expect(readTrackingToken(keys, token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
    }
    expect(readTrackingToken(otherKeys, token)).toBeNull();
    expect(readTrackingToken(keys, token + 'A')).toBeNull();
  });
});

test('a stored token names its row and its kind, and keeps only a hash', () => {
  const id = uuidv7();
  const { token, hash } = makeStoredToken('device', organizationId, id);
  expect(readStoredToken('device', token)).toEqual({ organizationId, id, hash });
  expect(readStoredToken('refresh', token)).toBeNull();
  expect(readStoredToken('device', token.slice(0, -1))).toBeNull();
  expect(hash).toHaveLength(32);
  expect(namedOrganization(token)).toBe(organizationId);
});

test('a short id has one spelling', () => {
  const id = uuidv7();
  expect(uuidFromShortId(shortId(id))).toBe(id);
  for (const wrong of ['', 'x', `${shortId(id)}A`, shortId(id).slice(1), '!'.repeat(22)])
    expect(uuidFromShortId(wrong)).toBeNull();
  // The last of 22 characters holds four bits that belong to nothing.
  const respelled = shortId(id).slice(0, -1) + { A: 'B', Q: 'R', g: 'h', w: 'x' }[shortId(id).at(-1) ?? ''];
  expect(uuidFromShortId(respelled)).toBeNull();
});

test('a sealed answer opens for its organization only, and only whole', () => {
  const cipher = createResponseCipher(keys);
  const plain = Buffer.from('{"patient_name":"Pat"}');
  const sealed = cipher.seal(organizationId, plain);
  expect(sealed.includes('Pat')).toBe(false);
  expect(cipher.open(organizationId, sealed)).toEqual(plain);
  expect(cipher.seal(organizationId, plain)).not.toEqual(sealed);
  expect(() => cipher.open(uuidv7(), sealed)).toThrow('unable to authenticate data');
  expect(() => createResponseCipher(otherKeys).open(organizationId, sealed)).toThrow('unable to authenticate data');
  for (const place of [0, 12, sealed.length - 1]) {
    const broken = Buffer.from(sealed);
    broken[place] = (broken[place] ?? 0) ^ 1;
    expect(() => cipher.open(organizationId, broken)).toThrow('unable to authenticate data');
  }
});

test('a secret that is too short is none', () => {
  expect(() => createKeys('short')).toThrow(RangeError);
});
