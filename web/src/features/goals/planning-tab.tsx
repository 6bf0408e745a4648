import { App, Button, Table } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { useQuantity } from '@/ui/quantity';
import { type IndicatorInfo, type IndicatorSet, type MarketTarget, useDrawUp, useIndicators, usePlan } from './plan-api';
import { MarketDialog, SetDialog } from './plan-dialogs';
import { words } from './plan-words';

/** What can be measured, what each post is measured by, and what is asked for in each type of market. */
export function PlanningTab({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const say = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const [open, setOpen] = useState<'set' | 'market' | null>(null);
  const plan = usePlan(month);
  const draw = useDrawUp(month);
  const write = may('goals.write');
  const go = () => draw.mutate(undefined, { onSuccess: (made) => void message.success(say('drawUp.done', { n: String(made['people']) })) });
  return (
    <div className="cw-stack">
      <div className="cw-actions"><MonthPicker value={month} onChange={onMonth} />{write && <Button onClick={go} loading={draw.isPending} data-testid="draw-up">{say('drawUp')}</Button>}</div>
      <ProblemAlert problem={draw.error} />
      <Loaded query={plan}>
        {(found) => (
          <>
            <Section title={say('sets')} testid="sets" extra={write && <Button onClick={() => setOpen('set')} data-testid="add-set">{say('sets.add')}</Button>}>
              {found.sets.length ? <Sets sets={found.sets} /> : <p className="cw-quiet">{say('sets.none')}</p>}
            </Section>
            <Section title={say('markets')} testid="market-targets" extra={write && <Button onClick={() => setOpen('market')} data-testid="add-market-target">{say('markets.add')}</Button>}>
              {found.market_targets.length ? <Markets targets={found.market_targets} /> : <p className="cw-quiet">{say('markets.none')}</p>}
            </Section>
          </>
        )}
      </Loaded>
      <Catalogue />
      {open === 'set' && <SetDialog month={month} onClose={() => setOpen(null)} />}
      {open === 'market' && <MarketDialog month={month} onClose={() => setOpen(null)} />}
    </div>
  );
}

function useLevel(): (level: string) => string {
  const say = useWords(words);
  const name = useWords(codes);
  return (level) => (level === '' ? say('level.every') : name.code('grade', level));
}

function Sets({ sets }: { sets: IndicatorSet[] }) {
  const say = useWords(words);
  const level = useLevel();
  return (
    <Table<IndicatorSet>
      size="small" rowKey={(one) => `${one.post} ${one.level}`} pagination={{ pageSize: 50, hideOnSinglePage: true }} dataSource={sets} aria-label={say('sets')} scroll={{ x: 760 }}
      columns={[
        { title: say('post'), dataIndex: 'post', width: 140 },
        { title: say('gradeLevel'), width: 100, render: (_, one) => level(one.level) },
        { title: say('weights'), render: (_, one) => one.lines.map((line) => `${pick(bilingual(line.title))} ${count(line.weight, 2)}`).join(' · ') },
        { title: say('since'), width: 100, dataIndex: 'effective_from' },
        { title: say('reason'), render: (_, one) => <>{one.reason} <span className="cw-quiet">{one.set_by}</span></> },
      ]}
    />
  );
}

function Markets({ targets }: { targets: MarketTarget[] }) {
  const say = useWords(words);
  const name = useWords(codes);
  const level = useLevel();
  const write = useQuantity();
  return (
    <Table<MarketTarget>
      size="small" rowKey={(one) => `${one.post} ${one.level} ${one.market_type} ${one.indicator}`} pagination={{ pageSize: 50, hideOnSinglePage: true }} dataSource={targets} aria-label={say('markets')} scroll={{ x: 760 }}
      columns={[
        { title: say('post'), dataIndex: 'post', width: 140 },
        { title: say('gradeLevel'), width: 100, render: (_, one) => level(one.level) },
        { title: say('market'), width: 110, render: (_, one) => name.code('market', one.market_type) },
        { title: say('indicator'), render: (_, one) => pick(bilingual(one.title)) },
        { title: say('target'), align: 'right', render: (_, one) => write(one.target, one.unit) },
        { title: say('since'), width: 100, dataIndex: 'effective_from' },
        { title: say('reason'), render: (_, one) => <>{one.reason} <span className="cw-quiet">{one.set_by}</span></> },
      ]}
    />
  );
}

function Catalogue() {
  const say = useWords(words);
  const query = useIndicators();
  return (
    <Section title={say('catalogue')} testid="catalogue">
      <Loaded query={query}>
        {(found) => (
          <Table<IndicatorInfo>
            size="small" rowKey="id" pagination={false} dataSource={found} aria-label={say('catalogue')} scroll={{ x: 860 }}
            columns={[
              { title: say('indicator'), width: 150, render: (_, one) => pick(bilingual(one.title)) },
              { title: say('figure'), render: (_, one) => pick(bilingual(one.figure)) },
              { title: say('direction'), width: 130, render: (_, one) => say(one.lower_is_better ? 'direction.down' : 'direction.up') },
              { title: say('how'), width: 100, render: (_, one) => say(one.measured ? 'measured' : 'entered') },
              { title: say('supplier'), width: 190, render: (_, one) => `${pick(bilingual(one.supplier))} · ${pick(bilingual(one.area_title))}` },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
