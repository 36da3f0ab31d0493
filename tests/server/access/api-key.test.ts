import { v7 as uuidv7 } from 'uuid';
import { makeApiKey, prefixOfApiKey, readApiKey } from '../../../server/access/api-key.ts';
import { namedOrganization } from '../../../server/access/named-organization.ts';

const organizationId = uuidv7();
const id = uuidv7();

test('a key names its organization and itself, and is kept as a hash', () => {
  const { key, hash } = makeApiKey(organizationId, id);
  expect(key).toMatch(/^wlq_[\w-]{87}_[0-9a-f]{8}$/);
  expect(readApiKey(key)).toEqual({ organizationId, id, hash });
  expect(namedOrganization(key)).toBe(organizationId);
  expect(key.startsWith(prefixOfApiKey(organizationId, id))).toBe(true);
  expect(makeApiKey(organizationId, id).key).not.toBe(key);
});

test('a key with one wrong character is none, wherever it is', () => {
  const { key } = makeApiKey(organizationId, id);
  for (let place = 0; place < key.length; place++) {
    const other = key[place] === '0' ? '1' : '0';
    const wrong = key.slice(0, place) + other + key.slice(place + 1);
    expect([readApiKey(wrong), namedOrganization(wrong)]).toEqual([null, null]);
  }
  for (const wrong of ['', 'wlq_', key.slice(0, -9), `${key}0`, key.toUpperCase()])
    expect(readApiKey(wrong)).toBeNull();
});
