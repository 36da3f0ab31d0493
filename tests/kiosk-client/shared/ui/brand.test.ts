import fc from 'fast-check';
import { contrast, onDark, onLight } from '../../../../kiosk-client/shared/ui/brand.ts';

test('knows the contrast of black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('leaves a readable colour as it is', () => {
  expect(onLight('#0b6b57').accent).toBe('#0b6b57');
  expect(onDark('#5fd0b3').accent).toBe('#5fd0b3');
});

test('whatever colour an organization has, it can be read on ours, and ours on it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xff_ff_ff }), (number) => {
      const colour = `#${number.toString(16).padStart(6, '0')}`;
      const [light, dark] = [onLight(colour), onDark(colour)];
      for (const surface of ['#ffffff', '#f6f7f5', '#eef0ed'])
        expect(contrast(light.accent, surface)).toBeGreaterThanOrEqual(4.5);
      for (const surface of ['#18211e', '#0e1412']) expect(contrast(dark.accent, surface)).toBeGreaterThanOrEqual(4.5);
      for (const { accent, ink } of [light, dark]) expect(contrast(accent, ink)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
