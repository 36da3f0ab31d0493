import { hourAt } from '../../../kiosk-client/display/hour-at.ts';

test('the hour of the night is that of the place, not of the television', () => {
  const moment = Date.parse('2026-11-23T23:30:00.000Z');
  expect(hourAt(moment, 'Europe/Berlin')).toBe(0);
  expect(hourAt(moment, 'UTC')).toBe(23);
  expect(hourAt(moment, 'Asia/Kolkata')).toBe(5);
});
