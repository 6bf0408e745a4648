import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Explanation } from './api';
import { bitsOf, Waterfall } from './waterfall';

afterEach(cleanup);
const text = (zh: string) => ({ zh, en: zh });
const explanation: Explanation = {
  prior_bits: -15.6, bits: 4.2, probability: 0.949, threshold: 0.95, passed: true, model: 'm', names: text(''), rule: text('须有一项相同'),
  reasons: [
    { field: text('名称'), level: text('差一字'), left: '云杉', right: '云山', bits: 16.6 },
    { field: text('城市'), level: text('不同'), left: '青岛', right: '', bits: -12 },
    { field: text('电话号码'), level: text('相同'), left: '', right: '', bits: 15.2 },
  ],
};

describe('the waterfall of a pair', () => {
  it('turns a probability into bits of odds', () => {
    expect(bitsOf(0.5)).toBe(0);
    expect(bitsOf(0.95)).toBeCloseTo(4.248, 3);
    expect(bitsOf(0.2)).toBeCloseTo(-2, 5);
  });

  it('says every sign with its bits, and the sum with the limit in the same unit', () => {
    render(<Waterfall explanation={explanation} />);
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows.slice(1)).toEqual(['起点：随便两行−15.6', '名称 差一字云杉 ↔ 云山+16.6', '城市 不同青岛 ↔ —−12.0', '电话号码 相同+15.2', '合计到 4.2 比特（95%）自动合并4.2']);
  });

  it('begins each bar where the one above it ended', () => {
    const { container } = render(<Waterfall explanation={explanation} />);
    const bars = [...container.querySelectorAll<HTMLElement>('.cw-bar')].map((bar) => [parseFloat(bar.style.insetInlineStart), parseFloat(bar.style.width)]);
    const [start, name, city, number] = bars as [[number, number], [number, number], [number, number], [number, number]];
    expect(start[0]).toBeCloseTo(0);
    expect(name[0]).toBeCloseTo(0);
    expect(city[0] + city[1]).toBeCloseTo(name[0] + name[1]);
    expect(number[0]).toBeCloseTo(city[0]);
  });
});
