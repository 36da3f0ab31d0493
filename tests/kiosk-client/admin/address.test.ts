import { addressOf, NEW, PLACES, readAddress } from '../../../kiosk-client/admin/address.ts';

describe('where one is in the administration', () => {
  test.each(PLACES)('%s has an address, and so has a thing of it', (place) => {
    expect(readAddress(addressOf(place))).toEqual({ place, item: null, pairingCode: null });
    expect(readAddress(addressOf(place, 'a b/c'))).toEqual({ place, item: 'a b/c', pairingCode: null });
  });

  test('the code of a screen leads to its pairing', () => {
    expect(readAddress('#pair=abcd2345')).toEqual({ place: 'devices', item: NEW, pairingCode: 'ABCD2345' });
  });

  test.each(['', '#', '#/', '#/nowhere', '#/nowhere/new', 'today'])('%j is today', (hash) => {
    expect(readAddress(hash)).toEqual({ place: 'today', item: null, pairingCode: null });
  });
});
