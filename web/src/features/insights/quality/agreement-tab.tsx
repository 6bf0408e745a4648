import { Alert, Table } from 'antd';
import { count, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { type Agreement, useAgreement, useMeaning } from './api';
import { words } from './words';

const coefficient = (value: number | null) => value === null ? '—' : value.toFixed(3);

export function AgreementTab() {
  const say = useWords(words);
  const query = useAgreement('');
  return (
    <Loaded query={query}>
      {(found) => found.calls === 0 ? <Section><EmptyState title={say('agreement.none.title')} text={say('agreement.none.text')} /></Section> : <Shown found={found} />}
    </Loaded>
  );
}

function Shown({ found }: { found: Agreement }) {
  const say = useWords(words);
  const meaning = useMeaning();
  const level = found.alpha === null || found.calls < found.minimum_calls ? null : found.alpha >= Number(found.good_from) ? 'good' : found.alpha >= Number(found.tentative_from) ? 'tentative' : 'bad';
  const kappa = meaning('kappa');
  return (
    <div className="cw-page">
      <Section testid="agreement">
        <div className="cw-stack">
          {found.calls < found.minimum_calls && <Alert type="info" showIcon title={say('agreement.few', { n: found.minimum_calls })} />}
          <Figures>
            <FigureWithDefinition label={say('agreement.alpha')} value={coefficient(found.alpha)} definition={meaning('alpha')} tone={level === 'good' ? 'good' : level === 'bad' ? 'bad' : 'plain'} hint={level && say(`agreement.${level}`)} testid="alpha" />
            <FigureWithDefinition label={say('agreement.calls')} value={count(found.calls)} />
            <FigureWithDefinition label={say('agreement.graders')} value={count(found.graders)} />
          </Figures>
        </div>
      </Section>
      <div className="cw-columns">
        <Section title={say('agreement.pairs')}>
          <Table<Agreement['pairs'][number]>
            size="small" rowKey={(one) => `${one.first}/${one.second}`} dataSource={found.pairs} pagination={{ pageSize: 20, hideOnSinglePage: true }} scroll={{ x: 560 }} aria-label={say('agreement.pairs')}
            columns={[
              { title: say('agreement.first'), dataIndex: 'first' },
              { title: say('agreement.other'), dataIndex: 'second' },
              { title: say('graded'), align: 'right', dataIndex: 'calls' },
              { title: say('agreement.same'), align: 'right', render: (_, one) => percent(one.same_verdict, 0) },
              { title: <>{say('agreement.kappa')}{kappa && <DefinitionMark of={kappa} figure={say('agreement.kappa')} />}</>, align: 'right', render: (_, one) => coefficient(one.kappa) },
              { title: say('agreement.difference'), align: 'right', render: (_, one) => one.mean_difference.toFixed(1) },
            ]}
          />
        </Section>
        <Section title={say('agreement.items')}>
          <Table<Agreement['items'][number]>
            size="small" rowKey="item" dataSource={found.items} pagination={false} aria-label={say('agreement.items')}
            columns={[
              { title: say('item'), render: (_, one) => pick(one.title) },
              { title: say('graded'), align: 'right', dataIndex: 'calls' },
              { title: 'α', align: 'right', render: (_, one) => coefficient(one.alpha) },
            ]}
          />
        </Section>
      </div>
    </div>
  );
}
