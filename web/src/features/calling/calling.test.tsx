import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { draw, fakeServer, Refusal } from '@/client/testing/fake-server';
import Calling from './calling';
import { callerNumbers } from './line-dialog';

afterEach(cleanup);

const me = { account_id: 'a', csrf_token: 't', language: 'zh', name: '赵敏', permissions: ['*'], person_id: 'me', roles: ['manager'] };
const campaigns = { items: [{ code: 'autumn', name: '秋季', state: 'running', dialing_mode: 'predictive' }], total: 1, page: 1, size: 200 };
const why = {
  at: '2026-11-24T02:00:00Z', candidates: 10, callable_now: 0, next_callable_at: '2026-11-24T06:00:00Z',
  filters: [{ code: 'barred', zh: '拒绝再联系', en: 'Refused', removed: 4, next_at: null }, { code: 'hours', zh: '不在可以打的时间', en: 'Hours', removed: 6, next_at: '2026-11-24T06:00:00Z' }],
};
const base = { 'GET /api/me': me, 'GET /api/campaigns': campaigns, 'GET /api/campaigns/autumn/why': why, 'GET /api/wallboard': { at: '', people: [], by_state: {}, campaigns: [], lines: [], alarms: [] } };

describe('the page of calling', () => {
  it('says for each rule how many leads it removed and when the next comes', async () => {
    fakeServer(base);
    draw(<Calling />, '/calling');
    const table = await screen.findByTestId('why');
    expect(table.textContent).toContain('拒绝再联系4 40%等也不会变');
    expect(table.textContent).toContain('不在可以打的时间6 60%2026-11-24 14:00');
    expect(screen.getByTestId('callable-now').className).toContain('cw-figure-bad');
  });

  it('shows the law’s refusal of a budget and keeps what was chosen', async () => {
    const server = fakeServer({ ...base, 'POST /api/campaigns/autumn/dialing': () => { throw new Refusal(422, { code: 'calls.budget_above_law', zh: '预算高于规定的 3%', en: 'Above the law' }); } });
    draw(<Calling />, '/calling?tab=dialing');
    fireEvent.change(await screen.findByRole('spinbutton', { name: '放弃率预算' }), { target: { value: '4.5' } });
    fireEvent.click(screen.getByTestId('start'));
    expect((await screen.findByTestId('problem')).textContent).toContain('预算高于规定的 3%');
    expect(server.of('POST', '/api/campaigns/autumn/dialing')[0]?.body).toEqual({ state: 'running', mode: 'predictive', abandonment_budget: '0.0450', polite_deferral: false });
    expect((screen.getByRole('spinbutton', { name: '放弃率预算' }) as HTMLInputElement).value).toBe('4.5');
  });

  it('lets wrap-ups be interrupted only where somebody said so', async () => {
    const now = { code: 'autumn', name: '秋季', mode: 'predictive', state: 'running', dials_today: 0, connected_today: 0, abandoned: { count: 0, answered: 0, share: null, budget: '0.03', window: '30d' }, waiting: 0, ringing: 0, callable_now: 0, next_callable_at: null, pacing: null, polite_deferral: false };
    const server = fakeServer({ ...base, 'GET /api/wallboard': { ...base['GET /api/wallboard'], campaigns: [now] }, 'POST /api/campaigns/autumn/dialing': {} });
    draw(<Calling />, '/calling?tab=dialing');
    const polite = await screen.findByRole('switch', { name: '写小结时可接入客户' });
    expect(polite.getAttribute('aria-checked')).toBe('false');
    fireEvent.click(polite);
    fireEvent.click(screen.getByTestId('save-dialing'));
    await waitFor(() => expect(server.of('POST', '/api/campaigns/autumn/dialing')[0]?.body).toEqual({ state: 'running', mode: 'predictive', abandonment_budget: '0.0300', polite_deferral: true }));
  });

  it('asks whether one number may be called, and says the rule', async () => {
    fakeServer({ ...base, 'GET /api/calling/permission': { allowed: false, rule: 'cn.hours', text: { zh: '现在不是可以打的时间。', en: 'Not now.' }, until: '2026-11-24T06:00:00Z' } });
    draw(<Calling />, '/calling');
    fireEvent.change(await screen.findByRole('textbox', { name: '号码' }), { target: { value: '13800138000' } });
    fireEvent.click(screen.getByRole('button', { name: '查一下' }));
    await waitFor(() => expect(screen.getByTestId('number-check').textContent).toContain('不可以拨打 现在不是可以打的时间。 最早 2026-11-24 14:00 可以打。 cn.hours'));
  });

  it('keeps what a caller number already had when its line is written again', () => {
    const known = [{ number: '0532-1000', health: 'flagged', resting_until: 'x', note: 'n' }];
    expect(callerNumbers(' 0532-1000 \n\n0532-1001\n0532-1001', known)).toEqual([known[0], { number: '0532-1001', health: 'good', resting_until: null, note: '' }]);
  });
});
