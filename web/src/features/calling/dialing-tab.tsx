import { App, Button, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { rights } from '@/client/rights';
import { useMay } from '@/client/session';
import type { BoardCampaign } from '@/client/wallboard';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { useCampaigns, useDialed, useSetDialing } from './api';
import { words } from './words';

const modes = ['preview', 'manual', 'progressive', 'predictive', 'callback'] as const;
type Mode = (typeof modes)[number];
interface Campaign { code: string; name: string; dialing_mode: string }
const MOST_PERCENT = 100;
const FIRST_BUDGET = 3;

/** One card per campaign: running or paused, in which mode, within which budget; what the law refuses is said on the card. */
export function DialingTab() {
  const say = useWords(words);
  const campaigns = useCampaigns();
  const dialed = useDialed();
  return (
    <Loaded query={campaigns}>
      {({ items }) => items.length === 0
        ? <Section><EmptyState title={say('campaigns.none')} text={say('campaigns.none.text')} /></Section>
        : <Loaded query={dialed}>{(board) => <div className="cw-columns">{items.filter((one) => one.state !== 'closed').map((one) => <DialingCard key={one.code} campaign={one} now={board.campaigns.find((now) => now.code === one.code)} />)}</div>}</Loaded>}
    </Loaded>
  );
}

function DialingCard({ campaign, now }: { campaign: Campaign; now: BoardCampaign | undefined }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { message } = App.useApp();
  const may = useMay()(rights.setCalling);
  const set = useSetDialing();
  const [mode, setMode] = useState<Mode>((now?.mode ?? campaign.dialing_mode) as Mode);
  const [budget, setBudget] = useState<number>(now ? Number(now.abandoned.budget) * MOST_PERCENT : FIRST_BUDGET);
  const [polite, setPolite] = useState(now?.polite_deferral ?? false);
  const running = now?.state === 'running';
  const go = (state: 'running' | 'paused', said: string) => set.mutate(
    { campaign: campaign.code, state, mode, ...(mode === 'predictive' ? { abandonment_budget: (budget / MOST_PERCENT).toFixed(4), polite_deferral: polite } : {}) },
    { onSuccess: () => void message.success(said) },
  );
  return (
    <Section testid={`dialing-${campaign.code}`} title={campaign.name} extra={<StatusTag tone={running ? 'good' : 'quiet'}>{say(now ? (running ? 'state.running' : 'state.paused') : 'state.never')}</StatusTag>}>
      <div className="cw-stack">
        <label className="cw-field"><span>{say('mode')}</span><Select value={mode} disabled={!may} onChange={setMode} aria-label={say('mode')} options={modes.map((value) => ({ value, label: name.code('mode', value) }))} /></label>
        <p className="cw-quiet">{say(`mode.text.${mode}`)}</p>
        {mode === 'predictive' && (
          <div className="cw-field"><span>{say('budget')}<DefinitionMark of="abandoned" figure={say('budget')} /></span><InputNumber<number> value={budget} disabled={!may} min={0} max={MOST_PERCENT} step={0.5} suffix="%" onChange={(value) => setBudget(value ?? 0)} aria-label={say('budget')} style={{ width: 120 }} /><span className="cw-quiet">{say('budget.hint')}</span></div>
        )}
        {mode === 'predictive' && (
          <label className="cw-field"><span>{say('polite')}</span><Switch checked={polite} disabled={!may} onChange={setPolite} aria-label={say('polite')} data-testid="polite" /><span className="cw-quiet">{say('polite.hint')}</span></label>
        )}
        {may ? (
          <div className="cw-actions">
            {running
              ? <Button onClick={() => go('paused', say('paused'))} loading={set.isPending} aria-label={say('pause.of', { name: campaign.name })} data-testid="pause">{say('pause')}</Button>
              : <Button type="primary" onClick={() => go('running', say('started'))} loading={set.isPending} aria-label={say('start.of', { name: campaign.name })} data-testid="start">{say('start')}</Button>}
            {now && <Button onClick={() => go(running ? 'running' : 'paused', say('saved'))} disabled={set.isPending} data-testid="save-dialing">{say('save')}</Button>}
          </div>
        ) : <p className="cw-quiet">{say('readOnly')}</p>}
        <ProblemAlert problem={set.error} />
      </div>
    </Section>
  );
}
