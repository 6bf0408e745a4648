import { Button, Table, type TableColumnsType } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { count, percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Section } from '@/ui/page';
import { ReasonTree } from '@/ui/reason-tree';
import { type IndicatorScore, type PersonScore, useScores } from './api';
import { CloseScores } from './close-scores';
import { words } from './words';

export function ScoresTab({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const say = useWords(words);
  const may = useMay();
  const go = useNavigate();
  const { page, size, set } = useUrlState(['tab']);
  const query = useScores(month, page, size);
  const close = may('scores.close') && <CloseScores month={month} />;
  const columns: TableColumnsType<PersonScore> = [
    { title: say('name'), dataIndex: 'name', width: 120, fixed: 'left' },
    { title: say('number'), dataIndex: 'employee_number', width: 110 },
    { title: say('department'), dataIndex: 'department', width: 140 },
    { title: <>{say('total')}<DefinitionMark of="score" figure={say('total')} /></>, align: 'right', width: 120, render: (_, one) => <strong className="cw-number">{count(one.score, 2)}</strong> },
    { title: <>{say('completion')}<DefinitionMark of="completion" figure={say('completion')} /></>, align: 'right', width: 160, render: (_, one) => percent(one.revenue_completion) },
    { title: say('proposal'), render: (_, one) => one.grade_proposal ? say.code('grade', one.grade_proposal) : '—' },
  ];
  return (
    <div className="cw-stack">
      <div className="cw-actions"><MonthPicker value={month} onChange={onMonth} />{close}<Button onClick={() => void go(`/pay?month=${month}`)}>{say('toPay')}</Button></div>
      <Section testid="scores">
        <Loaded query={query}>
          {(scores) => scores.total === 0
            ? <EmptyState title={say('scores.empty.title', { month })} text={say('scores.empty.text')}>{close}</EmptyState>
            : (
              <Table<PersonScore>
                size="small" rowKey="person_id" columns={columns} dataSource={scores.items} scroll={{ x: 820 }} aria-label={say('tab.scores')}
                expandable={{ expandedRowRender: (one) => <Indicators scores={one.indicators} /> }}
                pagination={{ current: scores.page, pageSize: scores.size, total: scores.total, hideOnSinglePage: true, onChange: (to, rows) => set({ page: to, size: rows }) }}
              />
            )}
        </Loaded>
      </Section>
    </div>
  );
}

function Indicators({ scores }: { scores: IndicatorScore[] }) {
  const say = useWords(words);
  const name = useWords(codes);
  return (
    <Table<IndicatorScore>
      size="small" rowKey="indicator" pagination={false} dataSource={scores} aria-label={say('indicators')}
      expandable={{ rowExpandable: (one) => one.explanation !== null, expandedRowRender: (one) => one.explanation && <ReasonTree reason={one.explanation} /> }}
      columns={[
        { title: say('indicator'), render: (_, one) => name.code('indicator', one.indicator) },
        { title: say('weight'), align: 'right', render: (_, one) => count(one.weight, 2) },
        { title: say('target'), align: 'right', render: (_, one) => count(one.target, 2) },
        { title: say('actual'), align: 'right', render: (_, one) => count(one.actual, 2) },
        { title: say('score'), align: 'right', render: (_, one) => count(one.score, 2) },
      ]}
    />
  );
}
