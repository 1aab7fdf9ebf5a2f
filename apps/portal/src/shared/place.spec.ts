import { spotOf, spotText } from './place';

const HOME = { longitude: 119.52, latitude: 26.66 };

it.each([
  '119.52,26.66',
  '26.66, 119.52',
  '１１９．５２，２６．６６',
  '119.52°E 26.66°N',
  '经度119.52 纬度26.66',
  ' 119.52\t26.66 ',
])('reads %j as it was copied from a map', (text) => expect(spotOf(text)).toEqual(HOME));

it.each(['', '119.52', '宁德市蕉城区', '219.52,26.66', '119.52,26.66,3', '119.52,126.66'])(
  'takes %j for no place',
  (text) => expect(spotOf(text)).toBeUndefined(),
);

it('keeps the order of longitude and latitude where both could be either', () => {
  expect(spotOf('-3.7,40.4')).toEqual({ longitude: -3.7, latitude: 40.4 });
});

it('says a place so that it can be read again, and nothing where half of it is missing', () => {
  expect(spotOf(spotText(HOME))).toEqual(HOME);
  expect([spotText(null), spotText({ longitude: 119.52, latitude: null })]).toEqual(['', '']);
});
