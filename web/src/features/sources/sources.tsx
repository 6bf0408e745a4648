import { DownloadOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { type Source, useComparison, useThreshold } from './api';
import { AccuracyChart, CostChart, RejectChart } from './charts';
import { Forecast } from './forecast';
import { words } from './words';

/** Suppliers beside each other: quality, what went wrong, what a good row cost, what may be claimed back. */
export default function Sources() {
  const say = useWords(words);
  const go = useNavigate();
  const query = useComparison();
  return (
    <Only permission="lists.read">
      <Page title={say('title')} lead={say('lead')} actions={<Link to="/lists">{say('toLists')}</Link>}>
        <Loaded query={query} rows={12}>
          {(sources) => sources.length === 0
            ? <Section><EmptyState title={say('empty.title')} text={say('empty.text')}><Button type="primary" onClick={() => void go('/lists/import')}>{say('empty.act')}</Button></EmptyState></Section>
            : <Comparison sources={sources} />}
        </Loaded>
      </Page>
    </Only>
  );
}

function Comparison({ sources }: { sources: Source[] }) {
  const say = useWords(words);
  const threshold = useThreshold(sources);
  return (
    <>
      <Section title={<>{say('chart.accuracy')}<DefinitionMark of="wilson" figure={say('chart.accuracy')} /></>} testid="source-accuracy"><AccuracyChart sources={sources} threshold={threshold} /></Section>
      <div className="cw-columns">
        <Section title={<>{say('chart.rejects')}<DefinitionMark of="rejected" figure={say('chart.rejects')} /></>} testid="source-rejects"><RejectChart sources={sources} /></Section>
        <Section title={<>{say('chart.cost')}<DefinitionMark of="costPerRow" figure={say('chart.cost')} /></>} testid="source-cost"><CostChart sources={sources} /></Section>
      </div>
      <Section title={say('table')} testid="source-table"><SourceFigures sources={sources} /></Section>
      <Section title={<>{say('forecast')}<DefinitionMark of="reclean" figure={say('forecast')} /></>} testid="source-forecast"><Forecast sources={sources} /></Section>
    </>
  );
}

function SourceFigures({ sources }: { sources: Source[] }) {
  const say = useWords(words);
  const may = useMay();
  const share = (n: number, source: Source) => `${count(n)} (${percent(source.rows > 0 ? n / source.rows : null, 0)})`;
  const columns: TableColumnsType<Source> = [
    { title: say('source'), dataIndex: 'name', fixed: 'left', width: 110 },
    { title: say('rows'), align: 'right', width: 70, render: (_, source) => count(source.rows) },
    { title: say('accepted'), align: 'right', width: 110, render: (_, source) => share(source.accepted, source) },
    { title: say('merged'), align: 'right', width: 90, render: (_, source) => share(source.merged, source) },
    { title: say('rejected'), align: 'right', width: 90, render: (_, source) => share(source.rejected, source) },
    { title: <>{say('perContact')}<DefinitionMark of="costPerContact" figure={say('perContact')} /></>, align: 'right', width: 130, render: (_, source) => <Money amount={source.cost_per_effective_contact} /> },
    { title: <>{say('perOrder')}<DefinitionMark of="costPerOrder" figure={say('perOrder')} /></>, align: 'right', width: 110, render: (_, source) => <Money amount={source.cost_per_order} /> },
    { title: <>{say('lost')}<DefinitionMark of="lostOnList" figure={say('lost')} /></>, align: 'right', width: 120, render: (_, source) => say('minutes', { n: count(source.lost_minutes) }) },
    {
      title: <>{say('claim')}<DefinitionMark of="claim" figure={say('claim')} /></>, align: 'right', width: 120,
      render: (_, source) => (
        <div className="cw-claim"><Money amount={source.claimable} />
          {may('lists.write') && <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`/api/sources/${source.source_id}/claim-sheet.xlsx`} aria-label={say('claim.download', { source: source.name })} data-testid="claim-download">{say('claim.sheet')}</Button>}
        </div>
      ),
    },
  ];
  return <Table<Source> size="small" rowKey="source_id" pagination={false} dataSource={sources} columns={columns} scroll={{ x: 960 }} aria-label={say('table')} />;
}
