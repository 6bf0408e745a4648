import { Button, Table } from 'antd';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { pick, useWords } from '@/lib/words';
import type { BatchDetail, CodeCount } from '../api';
import { words } from '../words';

/** Reasons in order of how many rows they cost; each opens its rows below. */
export function RejectReasons({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const { set } = useUrlState(['status', 'code', 'tab']);
  if (batch.rejected_by_code.length === 0) return <p className="cw-quiet">{say('whyNone')}</p>;
  return (
    <Table<CodeCount>
      size="small" rowKey="code" pagination={false} dataSource={batch.rejected_by_code} aria-label={say('why')}
      columns={[
        { title: say('reason'), render: (_, reason) => <Button type="link" size="small" className="cw-link" onClick={() => set({ tab: 'rows', status: 'rejected', code: reason.code })}>{pick(reason)}</Button> },
        { title: say('count'), dataIndex: 'count', align: 'right', width: 90, render: (n: number) => count(n) },
      ]}
    />
  );
}
