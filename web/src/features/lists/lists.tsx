import { UploadOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count, percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { type Batch, useBatches } from './api';
import { GateTag } from './gate-tag';
import { SourceTable } from './source-table';
import { words } from './words';

export default function Lists() {
  const say = useWords(words);
  const may = useMay();
  return (
    <Only permission="lists.read">
      <Page title={say('title')} lead={say('lead')} actions={<><GoTo path="/lists/sources">{say('compare')}</GoTo><GoTo path="/lists/pairs">{say('pairs.open')}</GoTo>{may('lists.write') && <ImportButton />}</>}>
        <Batches />
        <Section title={say('sources')} testid="sources"><SourceTable /></Section>
      </Page>
    </Only>
  );
}

function GoTo({ path, children }: { path: string; children: string }) {
  const go = useNavigate();
  return <Button onClick={() => void go(path)}>{children}</Button>;
}

function ImportButton() {
  const say = useWords(words);
  const go = useNavigate();
  return <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => void go('/lists/import')}>{say('import')}</Button>;
}

function Batches() {
  const say = useWords(words);
  const go = useNavigate();
  const may = useMay();
  const { page, size, set } = useUrlState([]);
  const query = useBatches(page, size);
  const columns: TableColumnsType<Batch> = [
    { title: say('name'), dataIndex: 'name', fixed: 'left', width: 170, render: (name: string, batch) => <Link to={`/lists/${batch.id}`}>{name}</Link> },
    { title: say('source'), dataIndex: 'source', width: 96 },
    { title: say('rows'), dataIndex: 'rows', align: 'right', width: 62, render: (n: number) => count(n) },
    { title: say('accepted'), dataIndex: 'accepted', align: 'right', width: 86, render: (n: number) => count(n) },
    { title: say('merged'), dataIndex: 'merged', align: 'right', width: 76, render: (n: number) => count(n) },
    { title: say('rejected'), dataIndex: 'rejected', align: 'right', width: 86, render: (n: number) => count(n) },
    { title: <>{say('accuracy')}<DefinitionMark of="accuracy" figure={say('accuracy')} /></>, align: 'right', width: 92, render: (_, batch) => percent(batch.accuracy_point) },
    { title: say('gate'), width: 156, render: (_, batch) => <GateTag batch={batch} /> },
    { title: say('created'), dataIndex: 'created_at', width: 134, render: (at: string) => <span className="cw-number">{when(at)}</span> },
  ];
  return (
    <Section title={say('batches')} testid="batches">
      <PagedTable<Batch>
        query={query} columns={columns} rowKey={(batch) => batch.id} label={say('batches')} minWidth={950}
        onPage={(to, rows) => set({ page: to, size: rows })} onOpen={(batch) => void go(`/lists/${batch.id}`)}
        empty={<EmptyState title={say('empty.title')} text={say('empty.text')}>{may('lists.write') && <ImportButton />}</EmptyState>}
      />
    </Section>
  );
}
