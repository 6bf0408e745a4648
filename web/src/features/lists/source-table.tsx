import { Table } from 'antd';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { type Source, useSources } from './api';
import { words } from './words';

/** Suppliers side by side: what they delivered and how much of it was good. */
export function SourceTable() {
  const say = useWords(words);
  const query = useSources();
  return (
    <Loaded query={query} rows={3}>
      {(sources) => sources.items.length === 0 ? <p className="cw-quiet">{say('sources.empty')}</p> : (
        <Table<Source>
          size="small" rowKey="id" dataSource={sources.items} pagination={false} scroll={{ x: 640 }} aria-label={say('sources')}
          columns={[
            { title: say('source'), dataIndex: 'name' },
            { title: say('batches'), dataIndex: 'batches', align: 'right', render: (n: number) => count(n) },
            { title: say('rows'), dataIndex: 'rows', align: 'right', render: (n: number) => count(n) },
            { title: say('accepted'), align: 'right', render: (_, source) => `${count(source.accepted)} (${percent(source.rows > 0 ? source.accepted / source.rows : null, 0)})` },
            { title: say('accuracy'), align: 'right', render: (_, source) => percent(source.accuracy_point) },
            { title: say('price'), align: 'right', render: (_, source) => <Money amount={source.price} /> },
          ]}
        />
      )}
    </Loaded>
  );
}
