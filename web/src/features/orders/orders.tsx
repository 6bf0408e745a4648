import { Button, Input, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { FileImport } from '@/ui/file-import';
import { Money } from '@/ui/money';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { importOrders, type Order, useOrders } from './api';
import { OrderCourse, OrderState } from './course';
import { words } from './words';

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

function OrderTable({ importButton }: { importButton: React.ReactNode }) {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['q', 'person', 'month']);
  const query = useOrders({ ...values, page, size });
  const columns: TableColumnsType<Order> = [
    { title: say('number'), dataIndex: 'order_number', fixed: 'left', width: 120 },
    { title: say('company'), dataIndex: 'company', width: 170 },
    { title: say('product'), dataIndex: 'product', width: 120 },
    { title: say('amount'), align: 'right', width: 120, render: (_, order) => <Money amount={order.amount} /> },
    { title: say('agent'), width: 100, render: (_, order) => order.closer ? `${order.agent} / ${order.closer}` : order.agent },
    { title: say('ordered'), width: 140, render: (_, order) => <span className="cw-number">{when(order.ordered_at)}</span> },
    { title: say('step'), render: (_, order) => <OrderState order={order} /> },
  ];
  return (
    <>
      <div className="cw-filters">
        <Input.Search allowClear placeholder={say('search')} aria-label={say('search')} defaultValue={values.q} onSearch={(q) => set({ q })} />
        {values.month && <Tag closable onClose={() => set({ month: '' })} data-testid="month-filter">{values.month}</Tag>}
        {values.person && <Tag closable onClose={() => set({ person: '' })} data-testid="person-filter">{say('onePerson')}</Tag>}
      </div>
      <PagedTable<Order>
        query={query} columns={columns} rowKey={(order) => order.id} label={say('title')} minWidth={960} details={(order) => <OrderCourse order={order} />} onPage={(to, rows) => set({ page: to, size: rows })}
        empty={Object.values(values).some(Boolean)
          ? <EmptyState title={say('none.title')} text={say('none.text')} />
          : <EmptyState title={say('empty.title')} text={say('empty.text')}>{importButton}</EmptyState>}
      />
    </>
  );
}
