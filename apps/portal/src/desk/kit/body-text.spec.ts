import { bodyText } from './body-text';

const file = (text: string, name = 'a.jpg', lastModified = 1): File =>
  new File([text], name, { lastModified });
const sent = (...photos: File[]): string => bodyText({ note: '补照片', photos });

describe('what a command sends, as a text', () => {
  it('is another one for other files under the same words', () => {
    const texts = [
      sent(),
      sent(file('one')),
      sent(file('three')),
      sent(file('one', 'b.jpg')),
      sent(file('one', 'a.jpg', 2)),
      sent(file('one'), file('one', 'b.jpg')),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('is the same one for the same file, though it was chosen again', () => {
    expect(sent(file('one'))).toBe(sent(file('one')));
  });

  it('is a text where there is no body', () => {
    expect(bodyText(undefined)).toBe('');
  });
});
