import { Button, Segmented, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { FileImport } from '@/ui/file-import';
import { Money } from '@/ui/money';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { importOrders, type Order, useOrders } from './api';
import { words } from './words';

const tones: Partial<Record<string, Tone>> = { after_sales: 'good', done: 'good', returned: 'bad', cancelled: 'bad', ordered: 'waiting' };

export default function Orders() {
  const say = useWords(words);
  const may = useMay();
  const queries = useQueryClient();
  const [importing, setImporting] = useState(false);
  const button = may('orders.write') && <Button type="primary" onClick={() => setImporting(true)}>{say('import')}</Button>;
  return (
    <Only permission="orders.read">
      <Page title={say('title')} lead={say('lead')} actions={button}>
        <Section><OrderTable importButton={button} /></Section>
        <FileImport
          title={say('import')} text={say('import.text')} accept=".xlsx,.xls,.csv" open={importing} onClose={() => setImporting(false)}
          send={importOrders} onDone={() => void queries.invalidateQueries({ queryKey: ['orders'] })}
        />
      </Page>
    </Only>
  );
}

function Where({ order }: { order: Order }) {
  const say = useWords(words);
  if (!order.blocked_by) return <StatusTag tone={tones[order.step] ?? 'busy'}>{say.code('step', order.step)}</StatusTag>;
  return (
    <>
      <StatusTag tone="bad">{say('blocked', { department: order.blocked_by })}</StatusTag>
      <div className="cw-quiet">{order.block_reason} · {say('blocked.since', { since: when(order.blocked_since), hours: count(order.hours_over_limit) })}</div>
    </>
  );
}

function OrderTable({ importButton }: { importButton: React.ReactNode }) {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['blocked']);
  const query = useOrders({ ...values, page, size });
  const columns: TableColumnsType<Order> = [
    { title: say('number'), dataIndex: 'order_number', fixed: 'left', width: 140 },
    { title: say('company'), dataIndex: 'company', width: 200 },
    { title: say('product'), dataIndex: 'product', width: 150 },
    { title: say('amount'), align: 'right', width: 130, render: (_, order) => <Money amount={order.amount} currency={order.currency} /> },
    { title: say('agent'), dataIndex: 'agent', width: 100 },
    { title: say('ordered'), width: 150, render: (_, order) => <span className="cw-number">{when(order.ordered_at)}</span> },
    { title: say('step'), render: (_, order) => <Where order={order} /> },
  ];
  return (
    <>
      <div className="cw-filters">
        <Segmented value={values.blocked} onChange={(blocked) => set({ blocked })} options={[{ value: '', label: say('all') }, { value: 'true', label: say('blockedOnly') }]} aria-label={say('step')} />
      </div>
      <PagedTable<Order>
        query={query} columns={columns} rowKey={(order) => order.id} label={say('title')} minWidth={1040} onPage={(to, rows) => set({ page: to, size: rows })}
        empty={values.blocked
          ? <EmptyState title={say('none.title')} text={say('none.text')} />
          : <EmptyState title={say('empty.title')} text={say('empty.text')}>{importButton}</EmptyState>}
      />
    </>
  );
}
