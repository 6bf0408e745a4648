import { Alert, Button, Table } from 'antd';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { money } from '@/lib/figures';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { useQuantity } from '@/ui/quantity';
import { type Cliff, type PlanRow, type Rule, usePlan, usePlans, useRules } from './api';
import { PlanDraft } from './plan-draft';
import { words } from './words';

/** The plan in force with its cliffs, for everybody; drafts, trials and bringing in for who may. */
export function PlanTab({ month }: { month: string }) {
  const say = useWords(words);
  const may = useMay();
  const query = usePlan(month);
  const template = <Button href="/api/pay/plan/template" data-testid="plan-template">{say('plan.template')}</Button>;
  return (
    <div className="cw-stack">
      <Section title={say('plan.current')} testid="plan" extra={may('pay.write') && template}>
        <Loaded query={query}>
          {(plan) => plan.version === null ? <EmptyState title={say('plan.none.title')} text={say('plan.none.text')} /> : (
            <div className="cw-stack">
              <p><strong>{pick(plan.title)}</strong> · {say('plan.from', { day: plan.effective_from })} · <span className="cw-quiet">{plan.version}</span></p>
              <Warnings warnings={plan.warnings} />
              <Cliffs cliffs={plan.cliffs} currency={plan.currency} />
            </div>
          )}
        </Loaded>
      </Section>
      <Rules month={month} />
      {may('pay.write') && <PlanDraft />}
      {may('pay.read_others') && <History />}
    </div>
  );
}

/** The dated parameters that statements name by version, with who says so. */
function Rules({ month }: { month: string }) {
  const say = useWords(words);
  const write = useQuantity();
  return (
    <Section title={say('rules.title', { month })} testid="rules">
      <Loaded query={useRules(month)}>
        {(rows) => (
          <Table<Rule>
            size="small" rowKey="id" dataSource={rows} pagination={false} aria-label={say('rules.title', { month })} scroll={{ x: 980 }}
            columns={[
              { title: say('rules.rule'), width: 340, render: (_, row) => <>{pick(row.title)} <span className="cw-quiet">{row.version}</span></> },
              { title: say('rules.value'), align: 'right', width: 120, render: (_, row) => write(row.value, row.unit) },
              { title: say('rules.source'), render: (_, row) => `${row.source} · ${row.approver}` },
              { title: say('rules.checked'), dataIndex: 'checked_until', width: 120 },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

export function Warnings({ warnings }: { warnings: Bilingual[] }) {
  return <>{warnings.map((each) => <Alert key={each.en} type="warning" showIcon title={pick(each)} />)}</>;
}

export function Cliffs({ cliffs, currency, tried = false }: { cliffs: Cliff[]; currency: string; tried?: boolean }) {
  const say = useWords(words);
  return (
    <Table<Cliff>
      size="small" rowKey={(row) => `${row.part}-${row.at}`} dataSource={cliffs} pagination={false} title={() => say('plan.cliffs')} aria-label={say('plan.cliffs')} scroll={{ x: 560 }}
      columns={[
        { title: say('trial.cliff'), render: (_, row) => pick(row.says) },
        { title: say('amount'), align: 'right', width: 130, render: (_, row) => money(row.jump, currency) },
        ...(tried ? [
          { title: say('trial.below'), dataIndex: 'just_below', align: 'right' as const, width: 120 },
          { title: say('trial.above'), dataIndex: 'just_above', align: 'right' as const, width: 120 },
        ] : []),
      ]}
    />
  );
}

function History() {
  const say = useWords(words);
  const query = usePlans();
  return (
    <Section title={say('plan.history')}>
      <Loaded query={query}>
        {(rows) => (
          <Table<PlanRow>
            size="small" rowKey={(row) => `${row.version}-${row.created_at}`} dataSource={rows} pagination={{ pageSize: 20, hideOnSinglePage: true }} aria-label={say('plan.history')} scroll={{ x: 560 }}
            columns={[
              { title: say('plan.version'), dataIndex: 'version' },
              { title: say('plan.by'), dataIndex: 'created_by', width: 150 },
              { title: say('plan.at'), width: 170, render: (_, row) => when(row.created_at) },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
