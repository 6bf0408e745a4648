import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '@/lib/problem';
import { changeLanguage } from '@/lib/words';
import { FigureWithDefinition } from './figure';
import { ImportReport } from './import-report';
import { Money } from './money';
import { ProblemAlert } from './problem-alert';
import { ReasonTree } from './reason-tree';

afterEach(() => { cleanup(); changeLanguage('zh'); });

describe('the kit', () => {
  it('writes money without computing it: cents stay what the server sent', () => {
    render(<Money amount="-1234567.10" />);
    expect(screen.getByText('−¥1,234,567.10')).toBeTruthy();
  });

  it('opens the definition of a figure from its own named button', async () => {
    render(<FigureWithDefinition label="通话利用率" value="43.8%" definition="utilisation" />);
    fireEvent.click(screen.getByRole('button', { name: '通话利用率是怎么算的' }));
    expect((await screen.findByRole('note')).textContent).toContain('通话时长 ÷ 上班时间');
  });

  it('shows a refusal in the language of the moment with its stable code', () => {
    changeLanguage('en');
    render(<ProblemAlert problem={new Problem(422, 'tables.empty', { zh: '文件是空的', en: 'The file is empty' })} />);
    expect(screen.getByRole('alert').textContent).toContain('The file is empty');
    expect(screen.getByText('tables.empty')).toBeTruthy();
  });

  it('opens a reason down to the value it was made of', () => {
    const reason = {
      label: { zh: '奖金', en: 'Bonus' }, value: '300.00', unit: 'CNY', source: 'pay.bonus 2026-01-01',
      children: [{ label: { zh: '得分', en: 'Score' }, value: '80', unit: null, children: [{ label: { zh: '收入', en: 'Revenue' }, value: '8000', unit: 'CNY' }] }],
    };
    render(<ReasonTree reason={reason} />);
    expect(screen.getByText('¥300.00')).toBeTruthy();
    expect(screen.getByText('¥8,000.00')).toBeTruthy();
  });

  it('lists every rejected row of an import with its reason', () => {
    const rejections = [{ line: 7, code: 'calls.ends_before_start', zh: '结束早于开始', en: 'Ends before it starts', original: { 坐席: 'E001' } }];
    render(<ImportReport outcome={{ rows: 10, accepted: 8, unchanged: 1, rejected: 1, rejections }} />);
    expect(screen.getByText('calls.ends_before_start')).toBeTruthy();
    expect(screen.getByText('结束早于开始', { exact: false })).toBeTruthy();
  });
});
