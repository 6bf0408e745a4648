import { Segmented, type TableColumnsType } from 'antd';
import { useUrlState } from '@/lib/url-state';
import { pick, useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type ListRow, type RowStatus, useRows } from '../api';
import { words } from '../words';

const tones: Record<RowStatus, Tone> = { accepted: 'good', merged: 'quiet', rejected: 'bad' };

/** Every input row with what cleaning did to it; the filter belongs to the address. */
export function RowTable({ id }: { id: string }) {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['status', 'code']);
  const query = useRows(id, { ...values, page, size });
  const columns: TableColumnsType<ListRow> = [
    { title: say('line'), dataIndex: 'line', width: 80, align: 'right' },
    { title: say('status'), width: 120, render: (_, row) => <StatusTag tone={tones[row.status as RowStatus]}>{say(row.status as RowStatus)}</StatusTag> },
    { title: say('reason'), width: 260, render: (_, row) => <>{pick(row)} {row.code && <code className="cw-quiet">{row.code}</code>}</> },
    { title: say('original'), render: (_, row) => <span className="cw-quiet cw-two-lines" title={Object.values(row.original ?? {}).join(' · ')}>{row.original ? Object.values(row.original).filter(Boolean).join(' · ') : '—'}</span> },
    { title: say('cleaned'), render: (_, row) => [row.company, row.person, row.city, ...row.numbers].filter(Boolean).join(' · ') },
  ];
  const options = [
    { value: '', label: say('rows.all') },
    ...(['accepted', 'merged', 'rejected'] as const).map((value) => ({ value, label: say(value) })),
  ];
  return (
    <>
      <div className="cw-filters">
        <Segmented options={options} value={values.status} onChange={(status) => set({ status, code: '' })} aria-label={say('status')} />
        {values.code && <code>{values.code}</code>}
      </div>
      <PagedTable<ListRow>
        query={query} columns={columns} rowKey={(row) => String(row.row)} label={say('rows.title')} minWidth={960}
        onPage={(to, rows) => set({ page: to, size: rows })}
        empty={<EmptyState title={say('rows.empty')} text={say('rows.emptyText')} />}
      />
    </>
  );
}
