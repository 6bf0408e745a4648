import { Segmented, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { when } from '@/lib/dates';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { type Dispute, useDisputes } from './api';
import { DisputeSteps, DisputeTag } from './dispute-steps';
import { words } from './words';

export function DisputesTab() {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['tab', 'state']);
  const query = useDisputes({ state: values.state, page, size });
  const columns: TableColumnsType<Dispute> = [
    { title: say('raisedAt'), width: 150, render: (_, one) => <span className="cw-number">{when(one.steps[0]?.at)}</span> },
    { title: say('person'), dataIndex: 'person', width: 110 },
    { title: say('reason'), render: (_, one) => one.steps[0]?.text },
    { title: say('dispute'), width: 140, render: (_, one) => <DisputeTag dispute={one} /> },
    { title: say('call'), width: 90, render: (_, one) => <Link to={`/quality/calls/${one.attempt_id}`}>{say('open')}</Link> },
  ];
  return (
    <Section testid="disputes">
      <div className="cw-filters" role="search">
        <Segmented value={values.state} onChange={(state) => set({ state })} aria-label={say('dispute')} options={[{ value: '', label: say('all') }, ...(['open', 'answered', 'decided'] as const).map((value) => ({ value, label: say(`state.${value}`) }))]} />
      </div>
      <PagedTable<Dispute>
        query={query} columns={columns} rowKey={(one) => one.id} label={say('tab.disputes')} minWidth={720} details={(one) => <DisputeSteps dispute={one} />}
        onPage={(to, rows) => set({ page: to, size: rows })} empty={<EmptyState title={say('disputes.empty.title')} text={say('disputes.empty.text')} />}
      />
    </Section>
  );
}
