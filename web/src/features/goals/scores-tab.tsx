import { Button, Table, type TableColumnsType } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count, percent, points } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Section } from '@/ui/page';
import { useQuantity } from '@/ui/quantity';
import { type Reason, ReasonTree } from '@/ui/reason-tree';
import { type IndicatorScore, type PersonScore, type Scores, useScores } from './api';
import { CloseScores } from './close-scores';
import { DepartmentTable } from './department-table';
import { ProposalTag } from './proposal-tag';
import { words } from './words';

export function ScoresTab({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const say = useWords(words);
  const may = useMay();
  const go = useNavigate();
  const query = useScores(month);
  const close = may('scores.close') && <CloseScores month={month} />;
  return (
    <div className="cw-stack">
      <div className="cw-actions"><MonthPicker value={month} onChange={onMonth} />{!query.data?.closed_at && close}<Button onClick={() => void go(`/pay?month=${month}`)}>{say('toPay')}</Button></div>
      <Loaded query={query}>
        {(scores) => scores.closed_at
          ? <Closed scores={scores} />
          : <Section><EmptyState title={say('scores.empty.title', { month })} text={say('scores.empty.text')} /></Section>}
      </Loaded>
    </div>
  );
}

function Closed({ scores }: { scores: Scores }) {
  const say = useWords(words);
  const columns: TableColumnsType<PersonScore> = [
    { title: say('name'), dataIndex: 'name', width: 110, fixed: 'left' },
    { title: say('number'), dataIndex: 'employee_number', width: 110 },
    { title: say('department'), dataIndex: 'department', width: 140 },
    { title: <>{say('total')}<DefinitionMark of="score" figure={say('total')} /></>, align: 'right', width: 110, render: (_, one) => <strong className="cw-number">{points(one.score)}</strong> },
    { title: <>{say('completion')}<DefinitionMark of="completion" figure={say('completion')} /></>, align: 'right', width: 170, render: (_, one) => percent(one.revenue_completion, 2) },
    { title: say('proposal'), render: (_, one) => one.grade_proposal ? <ProposalTag proposal={one.grade_proposal} /> : '—' },
  ];
  return (
    <>
      <p className="cw-quiet">{say('closedBy', { at: when(scores.closed_at), by: scores.closed_by ?? '' })}{scores.override_reason && ` ${say('closedOverride', { reason: scores.override_reason })}`}</p>
      <Section title={say('departments')} testid="departments"><DepartmentTable departments={scores.departments} /></Section>
      <Section title={say('tab.scores')} testid="scores">
        <Table<PersonScore>
          size="small" rowKey="person_id" columns={columns} dataSource={scores.items} scroll={{ x: 900 }} aria-label={say('tab.scores')} pagination={{ pageSize: 50, hideOnSinglePage: true }}
          expandable={{ expandedRowRender: (one) => <Indicators scores={one.indicators} /> }}
        />
      </Section>
    </>
  );
}

function Indicators({ scores }: { scores: IndicatorScore[] }) {
  const say = useWords(words);
  const write = useQuantity();
  return (
    <Table<IndicatorScore>
      size="small" rowKey="indicator" pagination={false} dataSource={scores} aria-label={say('indicators')} scroll={{ x: 560 }}
      expandable={{ expandedRowRender: (one) => <ReasonTree reason={one.explanation as unknown as Reason} /> }}
      columns={[
        { title: say('indicator'), render: (_, one) => pick(bilingual(one.title)) },
        { title: say('weight'), align: 'right', render: (_, one) => count(one.weight, 2) },
        { title: say('target'), align: 'right', render: (_, one) => write(one.target, one.unit) },
        { title: say('actual'), align: 'right', render: (_, one) => write(one.actual, one.unit) },
        { title: say('score'), align: 'right', render: (_, one) => points(one.score) },
      ]}
    />
  );
}
