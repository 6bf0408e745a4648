import { App, Button, Input, Select, Table, Upload } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { month as companyMonth } from '@/lib/dates';
import { money } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Money } from '@/ui/money';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Trial, useCheck, usePaySend, useTry } from './api';
import { Cliffs, Warnings } from './plan-tab';
import { words } from './words';

const past = Array.from({ length: 12 }, (_, back) => companyMonth(back + 1));

/** A draft: checked, tried on closed months, and then, by the owner, brought in. */
export function PlanDraft() {
  const say = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [months, setMonths] = useState<string[]>(past.slice(0, 2));
  const check = useCheck();
  const attempt = useTry();
  const bring = usePaySend<{ text: string }>(() => '/api/pay/plans');
  const empty = text.trim() === '';
  return (
    <Section title={say('plan.draft')} testid="plan-draft">
      <div className="cw-stack">
        <p className="cw-quiet">{say('plan.draft.text')}</p>
        <div className="cw-actions">
          <Upload accept=".yaml,.yml" showUploadList={false} beforeUpload={(file) => { void file.text().then(setText); return false; }}><Button>{say('plan.open')}</Button></Upload>
        </div>
        <Input.TextArea rows={12} value={text} onChange={(event) => setText(event.target.value)} aria-label={say('plan.draft')} style={{ fontFamily: 'monospace' }} spellCheck={false} />
        <div className="cw-actions">
          <Button disabled={empty} loading={check.isPending} onClick={() => check.mutate(text)} data-testid="plan-check">{say('plan.check')}</Button>
          <Select mode="multiple" value={months} onChange={setMonths} options={past.map((value) => ({ value, label: value }))} aria-label={say('plan.months')} placeholder={say('plan.months')} style={{ minWidth: 260 }} />
          <Button disabled={empty || months.length === 0} loading={attempt.isPending} onClick={() => attempt.mutate({ text, months })} data-testid="plan-try">{say('plan.try')}</Button>
          {may('pay.approve') && <Button type="primary" disabled={empty} loading={bring.isPending} onClick={() => bring.mutate({ text }, { onSuccess: () => void message.success(say('plan.brought')) })} data-testid="plan-bring">{say('plan.bring')}</Button>}
        </div>
        <ProblemAlert problem={bring.error ?? attempt.error ?? check.error} />
        {check.data && !check.error && <><p data-testid="plan-checked">{say('plan.checked', { version: check.data.version })}</p><Warnings warnings={check.data.warnings} /></>}
        {attempt.data && <TrialResult trial={attempt.data} />}
      </div>
    </Section>
  );
}

function TrialResult({ trial }: { trial: Trial }) {
  const say = useWords(words);
  const definition = { zh: words.pairs['trial.text'][0], en: words.pairs['trial.text'][1] };
  const changed = trial.people.filter((row) => Number(row.change) !== 0);
  return (
    <div className="cw-stack" data-testid="trial">
      <h3>{say('trial')}</h3>
      <Figures>
        <FigureWithDefinition label={say('trial.before')} value={money(trial.before, trial.currency)} definition={definition} />
        <FigureWithDefinition label={say('trial.after')} value={money(trial.after, trial.currency)} definition={definition} />
        <FigureWithDefinition label={say('trial.change')} value={money(trial.change, trial.currency)} definition={definition} testid="trial-change" />
      </Figures>
      {trial.without_data > 0 && <p className="cw-quiet">{say('trial.without', { n: trial.without_data })}</p>}
      <Table
        size="small" rowKey="person_id" dataSource={changed} pagination={{ pageSize: 20, hideOnSinglePage: true }} aria-label={say('trial.person')} title={() => say('trial.person')} scroll={{ x: 560 }}
        columns={[
          { title: say('person'), dataIndex: 'name' },
          { title: say('trial.before'), align: 'right', width: 140, render: (_, row) => <Money amount={row.before} currency={trial.currency} /> },
          { title: say('trial.after'), align: 'right', width: 140, render: (_, row) => <Money amount={row.after} currency={trial.currency} /> },
          { title: say('trial.change'), align: 'right', width: 140, render: (_, row) => <Money amount={row.change} currency={trial.currency} /> },
        ]}
      />
      <Cliffs cliffs={trial.cliffs} currency={trial.currency} tried />
    </div>
  );
}
