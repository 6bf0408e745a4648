import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import { when } from '@/lib/dates';
import { clock, count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type DrawnCall, useDraw, useRepeat } from './api';
import { words } from './words';

/** One sample: the calls in the order in which they are graded, and the proof that it can be drawn again. */
export default function DrawPage() {
  return <Only permission="insights.grade"><Drawn /></Only>;
}

function Drawn() {
  const say = useWords(words);
  const { id = '' } = useParams();
  const { page, size, set } = useUrlState([]);
  const query = useDraw(id, { page, size });
  const repeat = useRepeat(id);
  const columns: TableColumnsType<DrawnCall> = [
    { title: say('place'), dataIndex: 'place', width: 70, align: 'right' },
    { title: say('person'), dataIndex: 'person', width: 110 },
    { title: say('start'), width: 150, render: (_, one) => <span className="cw-number">{when(one.started_at)}</span> },
    { title: say('talk'), width: 90, align: 'right', render: (_, one) => clock(one.talk_seconds) },
    { title: say('risks'), render: (_, one) => one.risks.map((risk) => say.code('risk', risk)).join('、') || '—' },
    { title: say('calibrate'), width: 100, render: (_, one) => one.calibrate ? <StatusTag tone="warning">{say('calibrate')}</StatusTag> : '—' },
    { title: say('draw.done'), width: 80, align: 'right', render: (_, one) => count(one.graded) },
    { title: say('grade'), width: 90, render: (_, one) => <Link to={`/quality/calls/${one.attempt_id}`}>{say('grade')}</Link> },
  ];
  return (
    <Loaded query={query}>
      {(found) => (
        <Page
          title={say('draw.of', { from: found.draw.first_day, to: found.draw.last_day })}
          lead={<>{say(`method.${found.draw.method}`)} · {say('draw.population')} {count(found.draw.population)} · {say('draw.drawn')} {count(found.draw.drawn)} · <span data-testid="seed">{say('draw.seedWas', { seed: found.draw.seed })}</span></>}
          actions={<Button onClick={() => repeat.mutate()} loading={repeat.isPending} data-testid="repeat">{say('draw.repeat')}</Button>}
        >
          {repeat.data && <Alert type={repeat.data.same ? 'success' : 'error'} showIcon title={say(repeat.data.same ? 'draw.same' : 'draw.different')} data-testid="repeated" />}
          <ProblemAlert problem={repeat.error} />
          <Section testid="drawn">
            <Table<DrawnCall>
              size="small" rowKey="attempt_id" dataSource={found.items} columns={columns} scroll={{ x: 860 }} aria-label={say('draw.title')}
              pagination={{ current: found.page, pageSize: found.size, total: found.total, onChange: (to, rows) => set({ page: to, size: rows }), hideOnSinglePage: true }}
            />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
