import { readAddress } from '../../../kiosk-client/account/address.ts';

test.each([
  ['#invitation=inv_a-b_c', { way: 'invitation', token: 'inv_a-b_c' }],
  ['#reset=rst_a-b_c', { way: 'reset', token: 'rst_a-b_c' }],
  ['#forgot', { way: 'forgot' }],
  ['#/second-factor', { way: 'own', section: 'second-factor' }],
  ['#/', { way: 'own', section: null }],
  ['', { way: 'own', section: null }],
  ['#invitation=', { way: 'own', section: null }],
  ['#nonsense', { way: 'own', section: null }],
])('%j leads somebody to %j', (hash, address) => {
  expect(readAddress(hash)).toEqual(address);
});
