import { numberHeight, qrSide } from '../../../kiosk-client/kiosk/slip-sizes.ts';

const DOT = 25.4 / 203;

test.each(['58mm', '80mm'] as const)('each square of a QR code on %s is a whole number of dots', (paper) => {
  for (let modules = 25; modules < 70; modules += 4) {
    const side = qrSide(paper, modules);
    const dots = side / modules / DOT;
    expect(Math.abs(dots - Math.round(dots))).toBeLessThan(0.01);
    expect(dots).toBeGreaterThan(3.9);
    expect(side).toBeLessThanOrEqual(paper === '58mm' ? 48 : 72);
  }
});

test('a long number is made smaller until it fits the paper, a short one is huge', () => {
  expect(numberHeight('80mm', 'A042')).toBeGreaterThan(25);
  expect(numberHeight('58mm', 'A042')).toBeGreaterThan(16);
  for (const number of ['A1', 'A042', 'XYZ1042']) {
    expect(numberHeight('58mm', number) * 0.68 * number.length).toBeLessThanOrEqual(48.1);
  }
});
