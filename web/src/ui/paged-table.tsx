import type { UseQueryResult } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import type { Page } from '@/client/page';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Waiting } from './loaded';
import { ProblemAlert } from './problem-alert';
import { words } from './words';

interface Props<Row extends object> {
  query: UseQueryResult<Page<Row>>;
  columns: TableColumnsType<Row>;
  rowKey: (row: Row) => string;
  label: string;
  empty: ReactNode;
  onPage: (page: number, size: number) => void;
  onOpen?: (row: Row) => void;
  details?: (row: Row) => ReactNode;
  minWidth?: number;
  choice?: { keys: string[]; onChange: (keys: string[]) => void; barred: (row: Row) => boolean; name: (row: Row) => string };
}

/** A table whose pages come from the server; the page number belongs to the address. */
export function PagedTable<Row extends object>({ query, columns, rowKey, label, empty, onPage, onOpen, details, minWidth = 720, choice }: Props<Row>) {
  const say = useWords(words);
  if (query.isError) return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />;
  const data = query.data;
  if (!data) return <Waiting />;
  if (data.total === 0) return <>{empty}</>;
  return (
    <Table<Row>
      size="small" aria-label={label} columns={columns} rowKey={rowKey} dataSource={data.items}
      scroll={{ x: minWidth }} sticky
      onRow={onOpen ? (row) => ({ onClick: () => onOpen(row), className: 'cw-row-opens' }) : undefined}
      rowSelection={choice ? {
        fixed: true, columnWidth: 40, selectedRowKeys: choice.keys, onChange: (keys) => choice.onChange(keys.map(String)),
        getCheckboxProps: (row) => ({ disabled: choice.barred(row), 'aria-label': choice.name(row) } as object), getTitleCheckboxProps: () => ({ 'aria-label': label } as object),
      } : undefined}
      expandable={details ? { expandedRowRender: details, expandRowByClick: true } : undefined}
      pagination={{
        current: data.page, pageSize: data.size, total: data.total, showSizeChanger: true, responsive: true,
        pageSizeOptions: [20, 50, 100], showTotal: (n) => say('total', { n: count(n) }), onChange: onPage, hideOnSinglePage: false,
      }}
    />
  );
}
