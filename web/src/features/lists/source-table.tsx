import { Table } from 'antd';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { type Source, useSources } from './api';
import { words } from './words';

/** Suppliers side by side: what they delivered, how much of it was good, and what a good row cost. */
export function SourceTable() {
  const say = useWords(words);
  const query = useSources();
  const withShare = (n: number, of: number) => `${count(n)} (${percent(of > 0 ? n / of : null, 0)})`;
  return (
    <Loaded query={query} rows={3}>
      {(sources) => sources.length === 0 ? <p className="cw-quiet">{say('sources.empty')}</p> : (
        <Table<Source>
          size="small" rowKey="id" dataSource={sources} pagination={false} scroll={{ x: 860 }} aria-label={say('sources')}
          columns={[
            { title: say('source'), dataIndex: 'name', fixed: 'left', width: 160 },
            { title: say('batches'), dataIndex: 'batches', align: 'right', render: (n: number) => count(n) },
            { title: say('rows'), dataIndex: 'rows', align: 'right', render: (n: number) => count(n) },
            { title: say('accepted'), align: 'right', render: (_, source) => withShare(source.accepted, source.rows) },
            { title: say('rejected'), align: 'right', render: (_, source) => withShare(source.rejected, source.rows) },
            { title: <>{say('accuracy')}<DefinitionMark of="accuracy" figure={say('accuracy')} /></>, align: 'right', render: (_, source) => percent(source.accuracy_point) },
            { title: say('price'), align: 'right', render: (_, source) => <Money amount={source.price} /> },
            { title: <>{say('costPerRow')}<DefinitionMark of="costPerRow" figure={say('costPerRow')} /></>, align: 'right', render: (_, source) => <Money amount={source.cost_per_accurate_row} /> },
          ]}
        />
      )}
    </Loaded>
  );
}
