import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { draw, fakeServer } from '@/client/testing/fake-server';
import type { Wallboard as Board } from '@/client/wallboard';
import Wallboard from './wallboard';

vi.mock('@/ui/chart', () => ({ Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));
afterEach(cleanup);

const me = { account_id: 'a', csrf_token: 't', language: 'zh', name: '赵敏', permissions: ['*'], person_id: 'me', roles: ['team_lead'] };
const since = new Date(Date.now() - 65_000).toISOString();
const person = (id: string, name: string, state: string, more = {}) => ({ person_id: id, person: name, team: '一组', state, since, reason: '', campaign: 'autumn', phone_registered: true, call: null, ...more });
const board: Board = {
  at: since, by_state: { talking: 1, ready: 1, phone_trouble: 1 }, alarms: [{ code: 'trunk', since, zh: '线路断了', en: 'The trunk is down' }],
  people: [
    person('p1', '陈晓', 'talking', { call: { id: 'c1', number: '138****8000', talking_since: since } }), person('p2', '李娜', 'ready'), person('p3', '王磊', 'phone_trouble', { phone_registered: false }),
    person('me', '赵敏', 'talking', { call: { id: 'c2', number: '139****1111', talking_since: since } }),
  ],
  campaigns: [{
    code: 'renew', name: '续约', mode: 'predictive', state: 'running', dials_today: 100, connected_today: 25, abandoned: { count: 2, answered: 50, share: 0.04, budget: '0.03', window: '30d' }, waiting: 0, ringing: 4, callable_now: 12, next_callable_at: null,
    pacing: { dialing_ahead: 7, because: { zh: '三人空闲，所以拨七个。', en: 'Three are free, so seven are dialed.' }, predicted: { answer_rate: 0.25, threshold: 0.03 }, series: [{ at: since, dialing: 6, predicted_free: 2, abandoned_share: 0.04 }, { at: since, dialing: 7, predicted_free: 3, abandoned_share: 0.04 }] },
  }],
  lines: [{ id: 'l', name: '总机', trunk: 'a', in_use: 4, capacity: 4, used_today: 9, daily_budget: null, health: 'good', state: 'full' }],
};
const open = async (at = '/wallboard', may = ['*']) => {
  const server = fakeServer({ 'GET /api/me': { ...me, permissions: may }, 'GET /api/wallboard': board, 'POST /api/wallboard/listen': { call_id: 'x1' }, 'DELETE /api/wallboard/listen/x1': {} });
  draw(<Wallboard />, at);
  await screen.findByTestId('people');
  return server;
};
const rows = () => [...screen.getByTestId('people').querySelectorAll('tbody tr[data-row-key]')].map((row) => row.textContent);

describe('the wallboard', () => {
  it('says why it dials, abandonment against its budget, and what is wrong', async () => {
    await open();
    expect(screen.getByTestId('pacing').textContent).toContain('此刻同时在拨 7 个。 三人空闲，所以拨七个。');
    expect(screen.getByTestId('abandoned').textContent).toContain('4.00%2 / 50 通，预算 3.0%，30 天内');
    expect(screen.getByTestId('abandoned').className).toContain('cw-figure-bad');
    expect(screen.getByTestId('alarms').textContent).toMatch(/已 1:\d\d 线路断了/);
  });

  it('filters people by a tile, and by the address it was opened with', async () => {
    await open();
    expect(rows()).toHaveLength(4);
    fireEvent.click(within(screen.getByTestId('state-phone_trouble')).getByLabelText('只看电话故障 1'));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toContain('没有连上');
    cleanup();
    await open('/wallboard?state=ready');
    expect(rows()).toHaveLength(1);
  });

  it('listens only after a question that says it is logged, never to oneself, and stops', async () => {
    const server = await open();
    expect(screen.getAllByTestId('listen')).toHaveLength(1);
    fireEvent.click(screen.getByTestId('whisper'));
    expect((await screen.findByRole('dialog')).textContent).toContain('会留下记录');
    expect(server.of('POST', '/api/wallboard/listen')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '开始' }));
    fireEvent.click(await screen.findByTestId('listen-stop'));
    await waitFor(() => expect(server.of('DELETE', '/api/wallboard/listen/x1')).toHaveLength(1));
    expect(server.of('POST', '/api/wallboard/listen')[0]?.body).toEqual({ person_id: 'p1', whisper: true });
  });

  it('offers no listening to those who may not', async () => {
    await open('/wallboard', ['floor.board']);
    expect(screen.queryByTestId('listen')).toBeNull();
  });

  it('fills a screen on the wall and leaves it by Escape', async () => {
    await open();
    fireEvent.click(screen.getByTestId('big-screen'));
    expect((await screen.findByTestId('big')).textContent).toContain('陈晓通话中');
    fireEvent.keyDown(globalThis.window, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByTestId('big')).toBeNull());
  });
});
