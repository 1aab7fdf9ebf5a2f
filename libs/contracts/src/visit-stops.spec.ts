import { CATALOGUE } from './codes';
import { keepsFromStanding } from './visit-stops';

test('a visit does not stand for what blocks or holds it, as the catalogue says', () => {
  const ofVisits = Object.entries(CATALOGUE).filter(([code]) => code.startsWith('V'));
  const stopping = ofVisits.filter(([, { effect }]) => effect !== 'cut' && effect !== 'note');
  expect(ofVisits.filter(([code]) => keepsFromStanding(code)).map(([code]) => code)).toEqual(
    stopping.map(([code]) => code),
  );
  expect(keepsFromStanding('V13')).toBe(false);
});
