import { describe, expect, it } from 'vitest';
import { pieces } from './differences';

const marked = (text: string, other: string) => pieces(text, other).map(({ text: piece, same }) => (same ? piece : `[${piece}]`)).join('');

describe('the differences of two texts', () => {
  it('mark what only one of them has', () => {
    expect(marked('杭州云杉机械有限责任公司', '杭州云杉机械有限公司')).toBe('杭州云杉机械有限[责任]公司');
    expect(marked('杭州云杉机械有限公司', '杭州云杉机械有限责任公司')).toBe('杭州云杉机械有限公司');
    expect(marked('云山', '云杉')).toBe('云[山]');
  });

  it('are nothing for equal texts and everything against none', () => {
    expect(marked('abc', 'abc')).toBe('abc');
    expect(marked('abc', '')).toBe('[abc]');
    expect(pieces('', 'abc')).toEqual([]);
  });

  it('keep every sign of the text, whatever stands beside it', () => {
    for (const [text, other] of [['12345', '54321'], ['a😀b', 'b😀a'], ['重庆渝中', '渝中重庆']] as const) {
      expect(pieces(text, other).map((piece) => piece.text).join('')).toBe(text);
    }
  });
});
