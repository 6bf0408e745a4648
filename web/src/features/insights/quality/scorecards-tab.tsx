import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import { type CardItem, type Scorecard, useScorecards } from './api';
import { PublishDialog } from './publish-dialog';
import { words } from './words';

export function ScorecardsTab() {
  const say = useWords(words);
  const may = useMay();
  const [base, setBase] = useState<Scorecard | null>(null);
  const query = useScorecards();
  const columns: TableColumnsType<Scorecard> = [
    { title: say('tab.scorecards'), render: (_, card) => pick(card.title) },
    { title: say('version'), align: 'right', dataIndex: 'version', width: 80 },
    { title: say('since'), width: 180, render: (_, card) => <span className="cw-number">{card.effective_on}</span> },
    { title: say('publish.mark'), align: 'right', width: 90, render: (_, card) => card.pass_mark },
    { title: say('publishedBy'), dataIndex: 'published_by', width: 140 },
  ];
  return (
    <Loaded query={query}>
      {(found) => (
        <Section testid="scorecards" extra={may('insights.scorecards') && <Button type="primary" onClick={() => setBase(found.items[0] ?? null)} data-testid="publish">{say('publish')}</Button>}>
          <Table<Scorecard>
            size="small" rowKey="id" dataSource={found.items} columns={columns} scroll={{ x: 640 }} aria-label={say('tab.scorecards')} pagination={{ pageSize: 20, hideOnSinglePage: true }}
            expandable={{ defaultExpandedRowKeys: found.items.slice(0, 1).map((card) => card.id), expandedRowRender: (card) => <Items items={card.items} /> }}
          />
          {base && <PublishDialog base={base} onClose={() => setBase(null)} />}
        </Section>
      )}
    </Loaded>
  );
}

function Items({ items }: { items: CardItem[] }) {
  const say = useWords(words);
  return (
    <Table<CardItem>
      size="small" rowKey="key" dataSource={items} pagination={false} aria-label={say('item')}
      columns={[
        { title: say('item'), render: (_, item) => <><strong>{pick(item.title)}</strong><div className="cw-quiet">{pick(item.guidance)}</div></> },
        { title: say('weight'), align: 'right', width: 110, render: (_, item) => item.instant_fail ? <StatusTag tone="bad">{say('instantFail')}</StatusTag> : item.weight },
        { title: say('fullPoints'), align: 'right', width: 90, dataIndex: 'points' },
      ]}
    />
  );
}
