import { Table } from 'antd';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Loaded } from '@/ui/loaded';
import { type BatchDetail, type Planned, useSamplePlan } from '../api';
import { words } from '../words';

/** Before anything is drawn: how many rows to verify, for how good one believes the list to be. */
export function SamplePlan({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const query = useSamplePlan(batch.id);
  return (
    <Loaded query={query} rows={4}>
      {(plan) => (
        <Table<Planned>
          size="small" rowKey="expected" pagination={false} dataSource={plan} aria-label={say('plan')}
          rowClassName={(line) => (Number(line.expected) === batch.gate_view.expected ? 'cw-row-chosen' : '')}
          columns={[
            { title: <>{say('plan.expected')}<DefinitionMark of="planExpected" figure={say('plan.expected')} /></>, render: (_, line) => percent(line.expected, 0) },
            { title: <>{say('plan.size')}<DefinitionMark of="needed" figure={say('plan.size')} /></>, align: 'right', render: (_, line) => <>{count(line.size)}{!line.enough && <div className="cw-quiet">{say('plan.all')}</div>}</> },
            { title: say('plan.least'), align: 'right', render: (_, line) => (line.least_good === null ? say('plan.impossible') : count(line.least_good)) },
          ]}
        />
      )}
    </Loaded>
  );
}
